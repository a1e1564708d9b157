/**
 * What unrecorded practice adds to the counts: as reported, no findings. An informal exclusion is in no count of
 * exclusions, and no count of exclusions is in these.
 */
import type { Add } from '../measures/family-counts.js';
import { counted, ledger, onRoll, own, rate, type Measure, type Part } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const unrecordedPracticeCountNames = [
  'reduced_timetables_begun',
  'reduced_timetables_not_agreed',
  'reduced_timetables_ended',
  'informal_exclusions_reported',
  'concerns_raised',
  'concerns_substantiated',
  'concerns_dismissed',
] as const;

type Name = (typeof unrecordedPracticeCountNames)[number];

export function countUnrecordedPractice(
  { reducedTimetables, informalExclusions, concerns }: Trajectory,
  add: Add<Name>,
): void {
  for (const timetable of reducedTimetables) {
    add('reduced_timetables_begun', timetable.from, timetable);
    if (timetable.parentAgreed !== true) add('reduced_timetables_not_agreed', timetable.from, timetable);
    add('reduced_timetables_ended', timetable.to, timetable);
  }
  for (const report of informalExclusions) add('informal_exclusions_reported', report.from, report);
  for (const concern of concerns) {
    add('concerns_raised', concern.raisedOn, concern);
    if (concern.state === 'substantiated' || concern.state === 'dismissed')
      add(`concerns_${concern.state}`, concern.resolvedOn, concern);
  }
}

const begun: Part<Name> = {
  count: 'reduced_timetables_begun',
  says: 'reduced timetables that began in the school year',
};

export const unrecordedPracticeCounts: readonly Measure<Name>[] = [
  counted('reduced-timetables-begun', begun.count, begun.says, 'timetables'),
  counted(
    'reduced-timetables-not-agreed',
    'reduced_timetables_not_agreed',
    'reduced timetables that began in the school year with no parent’s agreement on record',
    'timetables',
  ),
  counted(
    'reduced-timetables-ended',
    'reduced_timetables_ended',
    'reduced timetables that ended in the school year',
    'timetables',
  ),
  counted(
    'informal-exclusions-reported',
    'informal_exclusions_reported',
    'times that somebody told of being sent or kept away without an exclusion, by the first day: no exclusions',
    'reports',
  ),
  counted('concerns-raised', 'concerns_raised', 'concerns raised in the school year', 'concerns'),
  counted(
    'concerns-substantiated',
    'concerns_substantiated',
    'concerns found to be so in the school year',
    'concerns',
  ),
  counted(
    'concerns-dismissed',
    'concerns_dismissed',
    'concerns found not to be so in the school year',
    'concerns',
  ),
];

export const unrecordedPracticeRates: readonly Measure[] = [
  rate('reduced-timetable-rate', begun, onRoll, own, ledger),
];
