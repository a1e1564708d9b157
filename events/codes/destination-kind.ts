/**
 * Where a pupil goes who leaves a roll. The ledger's own values, all known, so not a published list: the register
 * says "destination" in words, and words cannot be counted. `alternative-provision` is a provider without a URN.
 */
export const destinationKinds = [
  'school',
  'independent',
  'other-uk',
  'abroad',
  'college',
  'custody',
  'home-education',
  'alternative-provision',
  'none-known',
] as const;

export type DestinationKind = (typeof destinationKinds)[number];
