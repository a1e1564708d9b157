/** Which kind of establishment the school spine means, in the words that rules ask for. */
import type { SchoolPhase, SchoolType } from '../../../events/codes/school-type.js';

/**
 * @param minorGroup `MINORGROUP`, such as `Special School`
 * @param type `NFTYPE`, such as `Academy - Converter special school`
 */
export function schoolType(minorGroup: string, type: string): SchoolType {
  if (/university technical college|studio school/i.test(type)) return 'studio-or-utc';
  if (/pupil referral unit|alternative provision/i.test(type)) return 'alternative-provision';
  if (/nursery/i.test(type)) return 'nursery';
  if (/independent special/i.test(type)) return 'independent-special';
  switch (minorGroup) {
    case 'Maintained School':
    case 'Academy':
      return 'mainstream';
    case 'Special School':
      return 'special';
    case 'Independent School':
      return 'independent';
    case 'College':
      return 'further-education';
    default:
      return 'other';
  }
}

export interface Teaches {
  readonly primary: boolean;
  readonly secondary: boolean;
  readonly post16: boolean;
  readonly lowestAge: number | undefined;
  readonly highestAge: number | undefined;
}

/** Middle schools are those that admit from 8 to 10 and end at 12 to 14 (Education Act 1996 s.5; SI 2002/1983). */
export function schoolPhase({
  primary,
  secondary,
  post16,
  lowestAge = 0,
  highestAge = 99,
}: Teaches): SchoolPhase {
  if (lowestAge >= 8 && lowestAge <= 10 && highestAge >= 12 && highestAge <= 14) return 'middle';
  if (primary && secondary) return 'all-through';
  if (primary) return highestAge <= 5 ? 'nursery' : 'primary';
  if (secondary) return 'secondary';
  return post16 ? 'post-16' : 'not-applicable';
}
