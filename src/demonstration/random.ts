/**
 * Chance that comes from the seed alone: whole numbers of 32 bits, and fractions made from them by one division by
 * a power of two, so that every machine draws the same.
 */

/** xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain, prng.di.unimi.it/xoshiro128starstar.c). */
export class Random {
  private readonly state: Uint32Array;

  /** @param seed a whole number; MurmurHash3's last step spreads it over the four words of the state */
  constructor(seed: number) {
    let word = seed >>> 0;
    this.state = Uint32Array.from([0, 1, 2, 3], () => {
      word = (word + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      return (mixed ^ (mixed >>> 16)) >>> 0;
    });
  }

  /** From 0 up to, not with, 1. */
  fraction(): number {
    return this.next() / 2 ** 32;
  }

  /** A whole number from 0 up to, not with, the limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** A whole number, both ends possible. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(table: readonly (readonly [value: T, weight: number])[]): T {
    let at = this.fraction() * table.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of table) if ((at -= weight) < 0) return value;
    return this.pick(table)[0];
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.next() & 0xff);
  }

  private next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.state;
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    this.state[0] = a ^ fourth;
    this.state[1] = b ^ third;
    this.state[2] = third ^ (b << 9);
    this.state[3] = rotated(fourth, 11);
    return result;
  }
}

/**
 * Lots that fall on those who ask in turn, in the long run each as often as their shares say, and over any stretch
 * within one or two of it. A tossed coin would miss a published level by its square root: of twelve permanent
 * exclusions a year by three or four.
 */
export class Lots {
  /** @param due how near the first lot is: close to 1, it falls on the first who asks */
  constructor(
    private readonly random: Random,
    private due = random.fraction(),
  ) {}

  /** How many lots fall on this one. @param share how many should on average */
  draw(share: number): number {
    this.due += share * 2 * this.random.fraction();
    const lots = Math.floor(this.due);
    this.due -= lots;
    return lots;
  }
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
