/** What stands around the moves of a trajectory, as documents tell it. */
import { attendanceCode } from '../../events/codes/attendance.js';
import { challengeGround } from '../../events/codes/challenge-ground.js';
import { disclosureBasis, disclosureRecipient } from '../../events/codes/disclosure.js';
import { inSchoolUnitPurpose } from '../../events/codes/in-school-unit.js';
import { notifiedParty } from '../../events/codes/notified-party.js';
import { postSixteenDestination } from '../../events/codes/post-sixteen-destination.js';
import { supportService } from '../../events/codes/support-service.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { challengeLifecycle } from '../../projections/challenges/lifecycle.js';
import { costRecoveryLifecycle } from '../../projections/cost-recovery/lifecycle.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import { courseInWords } from './lifecycle-in-words.js';
import { providerInWords } from './placements-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

type Support = Pick<
  TrajectoryDocument,
  'attendance' | 'inSchoolUnits' | 'signposts' | 'supportReferrals' | 'postSixteen'
>;
type Money = Pick<TrajectoryDocument, 'costRecoveries' | 'budgetShares'>;
type Told = Pick<
  TrajectoryDocument,
  'challenges' | 'notifications' | 'riskConsiderations' | 'transferFiles' | 'disclosures'
>;
export type AroundMovesInWords = Support & Money & Told;

/** @param register as of the same position as the trajectory */
export const aroundMovesInWords = (trajectory: Trajectory, register: Register): AroundMovesInWords => ({
  ...supportInWords(trajectory, register),
  ...moneyInWords(trajectory, register),
  ...toldInWords(trajectory, register),
});

function supportInWords(
  { attendance, inSchoolUnits, signposts, supportReferrals, postSixteen }: Trajectory,
  register: Register,
): Support {
  return {
    attendance: attendance.map((week) => ({
      ...week,
      school: schoolName(register, week.school),
      byCode: week.byCode.map(({ code, sessions }) => ({
        code: codeInWords(attendanceCode, code),
        sessions,
      })),
      evidence: [...week.evidence],
    })),
    inSchoolUnits: inSchoolUnits.map((unit) => ({
      ...unit,
      school: schoolName(register, unit.school),
      purpose: codeInWords(inSchoolUnitPurpose, unit.purpose),
      evidence: [...unit.evidence],
    })),
    signposts: signposts.map((signpost) => ({
      ...signpost,
      services: signpost.services.map((code) => codeInWords(supportService, code)),
    })),
    supportReferrals: supportReferrals.map((each) => ({
      ...each,
      school: schoolName(register, each.school),
      service: codeInWords(supportService, each.service),
    })),
    postSixteen: postSixteen.map((each) => ({
      ...each,
      destination: codeInWords(postSixteenDestination, each.destination),
      place: each.place && schoolName(register, each.place),
    })),
  };
}

function moneyInWords({ costRecoveries, budgetShares }: Trajectory, register: Register): Money {
  return {
    costRecoveries: costRecoveries.map((recovery) => ({
      ...recovery,
      ...courseInWords(costRecoveryLifecycle, recovery),
      ...namesOf(recovery, register),
      provider: recovery.provider && providerInWords(recovery.provider, register),
      negotiations: [...recovery.negotiations],
      settlements: [...recovery.settlements],
      closures: [...recovery.closures],
      evidence: [...recovery.evidence],
    })),
    budgetShares: budgetShares.map((share) => ({
      ...share,
      ...namesOf(share, register),
      evidence: [...share.evidence],
    })),
  };
}

const namesOf = (
  { school, authority }: { readonly school: Urn; readonly authority: AuthorityCode | null },
  register: Register,
) => ({ school: schoolName(register, school), authority: authority && authorityName(register, authority) });

function toldInWords(
  { challenges, notifications, riskConsiderations, transferFiles, disclosures }: Trajectory,
  register: Register,
): Told {
  return {
    challenges: challenges.map((challenge) => ({
      ...challenge,
      ...courseInWords(challengeLifecycle, challenge),
      school: challenge.school && schoolName(register, challenge.school),
      schoolChallenged: challenge.schoolChallenged && schoolName(register, challenge.schoolChallenged),
      ground: codeInWords(challengeGround, challenge.ground),
      answers: [...challenge.answers],
      endings: [...challenge.endings],
      evidence: [...challenge.evidence],
    })),
    notifications: notifications.map((notification) => ({
      ...notification,
      party: codeInWords(notifiedParty, notification.party),
      authority: notification.authority && authorityName(register, notification.authority),
      school: notification.school && schoolName(register, notification.school),
      evidence: [...notification.evidence],
    })),
    riskConsiderations: riskConsiderations.map((each) => ({
      ...each,
      by: codeInWords(notifiedParty, each.by),
      authority: each.authority && authorityName(register, each.authority),
    })),
    transferFiles: transferFiles.map((each) => ({
      ...each,
      school: schoolName(register, each.school),
      receivingSchool: each.receivingSchool && schoolName(register, each.receivingSchool),
    })),
    disclosures: disclosures.map((each) => ({
      ...each,
      recipient: codeInWords(disclosureRecipient, each.recipient),
      place: each.place && schoolName(register, each.place),
      authority: each.authority && authorityName(register, each.authority),
      made: each.made && { ...each.made, basis: codeInWords(disclosureBasis, each.made.basis) },
    })),
  };
}
