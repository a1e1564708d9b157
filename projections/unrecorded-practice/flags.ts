/** What unrecorded practice shows that guidance forbids, or that points at nothing. */
import { outOfCourse } from '../lifecycle.js';
import type { FactOf } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { PracticeContext } from './read.js';

export const practiceFlagCatalogue = {
  'reduced-timetable-without-consent':
    'A reduced timetable that no parent is reported to have agreed to (DfE guidance on school attendance)',
  'reduced-timetable-without-end':
    'A reduced timetable without a day on which it is to end (DfE guidance on school attendance)',
  'reduced-timetable-beyond-its-end':
    'A reduced timetable that went on beyond the day on which it was to end',
  'reduced-timetable-out-of-course':
    'A review or an end of a reduced timetable that nobody reported to have begun',
  'informal-exclusion-reported':
    'Somebody tells that the pupil was sent or kept away with no exclusion recorded (DfE guidance on exclusion: any exclusion must be formally recorded); a report, no verdict',
  'resolution-of-nothing': 'A resolution of a concern that is not in this history',
  'explanation-of-nothing': 'An explanation of a leaving that is not in this history',
} as const;

type Found = Pick<Trajectory, 'reducedTimetables' | 'informalExclusions' | 'concerns' | 'explanations'>;

export function practiceFlags(
  { reducedTimetables, informalExclusions, explanations }: Found,
  unattached: readonly FactOf<'ConcernResolved'>[],
  { moves, exclusions }: PracticeContext,
): Flag[] {
  return [
    ...reducedTimetables.flatMap(ofTimetable),
    ...informalExclusions
      // A suspension that the school did record for that day is what was meant.
      .filter(
        ({ school, from }) => !exclusions.some((each) => each.school === school && each.startedOn === from),
      )
      .map(({ from: on, evidence }): Flag => ({ flag: 'informal-exclusion-reported', on, evidence })),
    ...unattached.map(({ data, entry }): Flag => ({
      flag: 'resolution-of-nothing',
      on: data.effectiveOn,
      evidence: [entry],
    })),
    ...explanations
      .filter(({ school, leftOn }) => !moves.some((move) => move.from === school && move.leftOn === leftOn))
      .map(({ on, evidence }): Flag => ({ flag: 'explanation-of-nothing', on, evidence: [evidence] })),
  ];
}

function ofTimetable({
  from,
  to,
  plannedEnd,
  parentAgreed,
  course,
  evidence,
}: Found['reducedTimetables'][number]): Flag[] {
  const flags = outOfCourse('reduced-timetable-out-of-course', course);
  if (from === null) return flags;
  if (parentAgreed !== true) flags.push({ flag: 'reduced-timetable-without-consent', on: from, evidence });
  if (plannedEnd === null) flags.push({ flag: 'reduced-timetable-without-end', on: from, evidence });
  if (plannedEnd !== null && to !== null && to > plannedEnd)
    flags.push({ flag: 'reduced-timetable-beyond-its-end', on: to, evidence });
  return flags;
}
