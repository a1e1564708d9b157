/** Unrecorded practice of a trajectory as documents tell it. */
import { concernKind, reporter } from '../../events/codes/concern.js';
import { moveExplanation } from '../../events/codes/move-explanation.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import { concernLifecycle } from '../../projections/unrecorded-practice/concern-lifecycle.js';
import { timetableLifecycle } from '../../projections/unrecorded-practice/timetable-lifecycle.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { courseInWords } from './lifecycle-in-words.js';
import { codeInWords, schoolName } from './words.js';

export type UnrecordedPracticeInWords = Pick<
  TrajectoryDocument,
  'reducedTimetables' | 'informalExclusions' | 'concerns' | 'explanations'
>;

/** @param register as of the same position as the trajectory */
export function unrecordedPracticeInWords(
  { reducedTimetables, informalExclusions, concerns, explanations }: Trajectory,
  register: Register,
): UnrecordedPracticeInWords {
  return {
    reducedTimetables: reducedTimetables.map((each) => ({
      ...each,
      ...courseInWords(timetableLifecycle, each),
      school: schoolName(register, each.school),
      reviews: each.reviews.map((review) => ({ ...review })),
      evidence: [...each.evidence],
    })),
    informalExclusions: informalExclusions.map((each) => ({
      ...each,
      school: schoolName(register, each.school),
      kinds: [...each.kinds],
      reportedBy: each.reportedBy.map((code) => codeInWords(reporter, code)),
      evidence: [...each.evidence],
    })),
    concerns: concerns.map((each) => ({
      ...each,
      ...courseInWords(concernLifecycle, each),
      kind: codeInWords(concernKind, each.kind),
      raisedBy: codeInWords(reporter, each.raisedBy),
      school: each.school && schoolName(register, each.school),
      resolvedBy: each.resolvedBy === null ? null : codeInWords(reporter, each.resolvedBy),
      evidence: [...each.evidence],
    })),
    explanations: explanations.map((each) => ({
      ...each,
      school: schoolName(register, each.school),
      reason: codeInWords(moveExplanation, each.reason),
    })),
  };
}
