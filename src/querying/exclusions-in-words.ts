/** The exclusion family of a trajectory as documents tell it. */
import { exclusionCategory } from '../../events/codes/exclusion-category.js';
import { exclusionReason } from '../../events/codes/exclusion-reason.js';
import { meetingAttendee } from '../../events/codes/meeting-attendee.js';
import { senProvision } from '../../events/codes/sen-provision.js';
import type { DutyHolder, Exclusion, SixthDay } from '../../projections/exclusions/exclusion.js';
import { exclusionLifecycle } from '../../projections/exclusions/lifecycle.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { DutyHolderTold, ExclusionTold, SixthDayTold } from './documents/exclusions.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { courseInWords } from './lifecycle-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

export type ExclusionsInWords = Pick<TrajectoryDocument, 'exclusions' | 'sixthDays' | 'separations'>;

/** @param register as of the same position as the trajectory */
export function exclusionsInWords(
  { exclusions, sixthDays, separations }: Trajectory,
  register: Register,
): ExclusionsInWords {
  return {
    exclusions: exclusions.map((exclusion) => exclusionInWords(exclusion, register)),
    sixthDays: sixthDays.map((run) => sixthDayInWords(run, register)),
    separations: separations.map(({ school, evidence, ...separation }) => ({
      ...separation,
      school: schoolName(register, school),
      evidence: [...evidence],
    })),
  };
}

function exclusionInWords(exclusion: Exclusion, register: Register): ExclusionTold {
  const { kind, school, category, startedOn, endsOn, lengthSessions, place, reasons, returned } = exclusion;
  return {
    kind,
    school: schoolName(register, school),
    category: codeInWords(exclusionCategory, category),
    startedOn,
    endsOn,
    lengthSessions,
    place,
    reasons: reasons.map((reason) => codeInWords(exclusionReason, reason)),
    senProvision: exclusion.senProvision === null ? null : codeInWords(senProvision, exclusion.senProvision),
    missesExamination: exclusion.missesExamination,
    reportsDiffer: exclusion.reportsDiffer,
    ...courseInWords(exclusionLifecycle, exclusion),
    cancelledOn: exclusion.cancelledOn,
    reinstatedFrom: exclusion.reinstatedFrom,
    claims: exclusion.claims.map((claim) => ({ ...claim, evidence: [...claim.evidence] })),
    meetings: exclusion.meetings.map(({ on, attended, evidence }) => ({
      on,
      attended: attended.map((code) => codeInWords(meetingAttendee, code)),
      evidence,
    })),
    returned: returned && { on: returned.on, to: schoolName(register, returned.to) },
    schoolYear: exclusion.schoolYear,
    schoolYearByDefault: exclusion.schoolYearByDefault,
    sessionsOut: exclusion.sessionsOut,
    sessionsInYear: exclusion.sessionsInYear,
    terms: exclusion.terms.map((term) => ({ ...term })),
    boardThreshold: exclusion.boardThreshold,
    evidence: [...exclusion.evidence],
  };
}

function sixthDayInWords(run: SixthDay, register: Register): SixthDayTold {
  return {
    ...run,
    school: schoolName(register, run.school),
    dutyHolder: dutyHolderInWords(run.dutyHolder, register),
    arrangements: run.arrangements.map(({ place, ...arrangement }) => ({
      ...arrangement,
      place: place && schoolName(register, place),
    })),
    evidence: [...run.evidence],
  };
}

const dutyHolderInWords = (holder: DutyHolder, register: Register): DutyHolderTold => ({
  kind: holder.kind,
  school: holder.kind === 'school' ? schoolName(register, holder.school) : null,
  authority:
    holder.kind === 'authority' && holder.authority ? authorityName(register, holder.authority) : null,
});
