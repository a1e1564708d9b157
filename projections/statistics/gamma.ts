/**
 * Quantiles of the gamma distribution, on which exact limits of counts rest. Own code: what the npm registry has of it
 * brings dozens of packages, and this is two formulas of the NIST handbook and a search.
 */

/**
 * The x below which a gamma variable of that shape, of scale one, falls with the probability.
 *
 * @param probability above 0 and below 1
 * @param shape above 0
 * @param z the quantile of the normal distribution for the same probability, from which the search begins (Wilson and
 *   Hilferty 1931): it is near by, and two or three steps are enough
 */
export function gammaQuantile(probability: number, shape: number, z: number): number {
  const logOfShape = logGamma(shape);
  const cubeRoot = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  let low = 0;
  let high = Infinity;
  let x = cubeRoot > 0 ? shape * cubeRoot ** 3 : shape;
  for (let step = 0; step < mostSteps; step++) {
    const logOfPower = shape * Math.log(x) - x - logOfShape;
    const excess = probabilityOf(shape, x, logOfPower) - probability;
    if (excess > 0) high = x;
    else low = x;
    const newton = x - (excess * x) / Math.exp(logOfPower);
    const next = newton > low && newton < high ? newton : high === Infinity ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= closeEnough * x) return next;
    x = next;
  }
  return x;
}

const mostSteps = 200;
const closeEnough = 1e-10;

/** Probability that a gamma variable of that shape is at most x: the regularised incomplete gamma function P(a, x). */
export const gammaProbability = (shape: number, x: number): number =>
  probabilityOf(shape, x, shape * Math.log(x) - x - logGamma(shape));

/**
 * Between which counts a Poisson variable of that mean lies, but for the probability of either tail: the counts whose own
 * exact limits (Garwood 1936) reach just to the mean. Between whole counts they are interpolated by the gamma distribution.
 */
export function poissonFunnel(mean: number, tail: number): { readonly low: number; readonly high: number } {
  const spread = 5 * Math.sqrt(mean) + 15;
  return {
    low:
      Math.exp(-mean) >= tail
        ? 0
        : crossing(0, mean, (count) => 1 - gammaProbability(count + 1, mean) > tail),
    high: crossing(mean, mean + spread, (count) => gammaProbability(count, mean) < tail),
  };
}

/** Where something begins to be so, which it is not at the one end and is at the other. */
function crossing(from: number, to: number, isSo: (x: number) => boolean): number {
  let [low, high] = [from, to];
  while (high - low > closeCount) {
    const middle = (low + high) / 2;
    if (isSo(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

const closeCount = 1e-7;

/** @param logOfPower the logarithm of x to the shape, over e to the x and the gamma function of the shape */
function probabilityOf(shape: number, x: number, logOfPower: number): number {
  const leading = Math.exp(logOfPower);
  return x < shape + 1 ? leading * seriesBelow(shape, x) : 1 - leading * fractionAbove(shape, x);
}

/** NIST Digital Library of Mathematical Functions 8.11.4. */
function seriesBelow(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * negligible; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** NIST Digital Library of Mathematical Functions 8.9.2, its even part, by Lentz's method. */
function fractionAbove(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, factor = 0; Math.abs(factor - 1) > negligible; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    factor = c * d;
    fraction *= factor;
  }
  return fraction;
}

const negligible = 1e-15;

/** Stirling's series, NIST Digital Library of Mathematical Functions 5.11.1, from 10 on; below it by recurrence. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const square = z * z;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
