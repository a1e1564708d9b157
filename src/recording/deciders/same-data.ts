/**
 * Whether two facts say the same. The order of fields says nothing; sealed parts compare by fingerprint, for two boxes
 * of one content are never alike.
 */
export function sameData(a: object, b: object): boolean {
  return comparable(a) === comparable(b);
}

function comparable(data: object): string {
  return JSON.stringify(data, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? sorted(part) : part,
  );
}

function sorted(object: object): object {
  const isSealed = 'box' in object && 'fingerprint' in object;
  const fields = Object.entries(object).filter(
    ([name, value]) => value !== undefined && !(isSealed && name === 'box'),
  );
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
