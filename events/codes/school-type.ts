/** What rules ask of an establishment: whether the state funds it, what kind it is, which phase it teaches. */

export const schoolTypes = [
  'mainstream',
  'special',
  'alternative-provision',
  'studio-or-utc',
  'independent',
  'independent-special',
  'further-education',
  'nursery',
  'other',
] as const;
export type SchoolType = (typeof schoolTypes)[number];

export const schoolPhases = [
  'nursery',
  'primary',
  'middle',
  'secondary',
  'all-through',
  'post-16',
  'not-applicable',
] as const;
export type SchoolPhase = (typeof schoolPhases)[number];

const stateFunded: ReadonlySet<SchoolType> = new Set([
  'mainstream',
  'special',
  'alternative-provision',
  'studio-or-utc',
  'nursery',
]);

export const isStateFunded = (type: SchoolType): boolean => stateFunded.has(type);
