/** What an authority sets for itself where law and guidance name no length, or no day. */
import { Fact } from './fact.js';
import { OneOf, Optional, WholeNumber } from './validation/fields.js';

/** Each standard has its unit in projections/register/local-standards.ts. */
export const localStandards = [
  'home-education-return-window',
  'home-education-meeting',
  'home-education-short-cycle',
  'child-protection-consent',
  'destination-confirmation',
  'reduced-timetable-review',
  'without-delay',
  'direction-review',
  'cost-recovery-opening',
  'cost-recovery-conclusion',
] as const;
export type LocalStandard = (typeof localStandards)[number];

/**
 * From `effectiveOn` the authority goes by this standard. Without a length: a standard that only begins, as the law on
 * children with a protection plan does on the day on which it commences.
 */
export class LocalStandardSet extends Fact {
  @OneOf(localStandards) standard!: LocalStandard;
  @Optional() @WholeNumber(1, 1000) length?: number;
}
