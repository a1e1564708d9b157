/**
 * Quotients rounded half up by their decimal digits, as DfE publishes rates (dfeR `round_five_up`). In whole numbers:
 * `toFixed` rounds the binary fraction, which lies below many a decimal half (1.005.toFixed(2) is 1.00).
 */

/**
 * @param numerator a count, 0 or more
 * @param per 100 for a rate per 100
 * @returns decimal text with all its places, `4.50`; null where nothing is divided by
 */
export function quotientHalfUp(
  numerator: number,
  denominator: number,
  per: number,
  decimalPlaces: number,
): string | null {
  if (denominator === 0) return null;
  const scaled = BigInt(numerator) * BigInt(per) * 10n ** BigInt(decimalPlaces);
  const divisor = BigInt(denominator);
  const digits = ((2n * scaled + divisor) / (2n * divisor)).toString().padStart(decimalPlaces + 1, '0');
  if (decimalPlaces === 0) return digits;
  return `${digits.slice(0, -decimalPlaces)}.${digits.slice(-decimalPlaces)}`;
}
