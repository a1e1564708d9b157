/** What a reconciliation is made of: who has seen something, who has not, and whose word stands. */
import type { Family } from '../../events/catalogue.js';
import type { FindingRule } from '../finding.js';

/**
 * The sources that are held against each other, in the order in which their words stand: what the law makes the record
 * of a thing before what announces it, that before what was seen of it on one day, and that before what follows from
 * its not being seen.
 */
export const sources = {
  'new-roll': 'The roll of the school that the pupil went to',
  'admission-register': 'The admission register, as the school reports additions and deletions',
  'head-teachers-report': 'The head teacher’s report of a suspension or a permanent exclusion',
  'placement-report': 'Reports of directions off-site, managed moves and alternative provision',
  'authority-enquiry': 'What the authority confirmed or found out',
  'deletion-return': 'The school’s return of a deletion (SI 2024/208 reg 13)',
  'attendance-register': 'The attendance register, summed up by week',
  'school-census': 'The school census',
  'absence-from-census': 'A school census that lists the pupil no more',
} as const;
export type Source = keyof typeof sources;

export interface ReconciliationRule extends FindingRule {
  readonly family: Family;
  readonly seenBy: Source;
  readonly notSeenBy: Source;
  readonly stands: { readonly source: Source; readonly because: string };
}
