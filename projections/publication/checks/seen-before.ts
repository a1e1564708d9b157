/**
 * A set of texts that are kept as 64 bits each: ten million rows take 200 MB, as texts they would take several GB. Among
 * ten million two differing ones have the same bits once in 370,000 files.
 */
export class SeenBefore {
  private slots = new Uint32Array(2 * 1024);
  private size = 0;

  /** @returns whether the text was there already */
  add(text: string): boolean {
    if (4 * this.size > this.slots.length) this.grow();
    return this.place(...digest(text));
  }

  /** Slot 0, 0 is empty: `digest` gives no such. */
  private place(high: number, low: number): boolean {
    const mask = this.slots.length / 2 - 1;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      if (this.slots[2 * at] === high && this.slots[2 * at + 1] === low) return true;
      if (this.slots[2 * at] === 0 && this.slots[2 * at + 1] === 0) {
        this.slots[2 * at] = high;
        this.slots[2 * at + 1] = low;
        this.size++;
        return false;
      }
    }
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(2 * before.length);
    this.size = 0;
    for (let at = 0; at < before.length; at += 2) {
      const [high = 0, low = 0] = before.subarray(at, at + 2);
      if (high !== 0 || low !== 0) this.place(high, low);
    }
  }
}

/** Two FNV-1a sums over the UTF-16 units from different beginnings, each mixed at the end as Murmur3 does. */
function digest(text: string): [high: number, low: number] {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
  }
  return [mixed(high ^ (low >>> 15)), mixed(low) || 1];
}

function mixed(sum: number): number {
  let hash = sum;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
