/** What stands around a pupil's moves: attendance, support, money, challenges, who was told. Read together. */
import type { PlainDate } from '../events/calendar/plain-date.js';
import { attendanceAt, readAttendance } from './attendance/attendance.js';
import { challengesAt, readChallenges } from './challenges/challenges.js';
import { costRecoveryAt, readCostRecovery, type CostRecoveryContext } from './cost-recovery/read.js';
import { readNotifications, toldAt } from './notifications/notifications.js';
import type { PupilFacts } from './standing-facts.js';
import { readSupport, supportAt } from './support/support.js';
import { together } from './together.js';
import { socialCareFlags } from './trajectory/social-care.js';
import type { Circumstances } from './trajectory/circumstances.js';
import type { Flag } from './trajectory/flags.js';
import type { Trajectory } from './trajectory/trajectory.js';

type AroundMoves = Pick<
  Trajectory,
  | 'attendance'
  | 'inSchoolUnits'
  | 'signposts'
  | 'supportReferrals'
  | 'postSixteen'
  | 'costRecoveries'
  | 'budgetShares'
  | 'challenges'
  | 'notifications'
  | 'riskConsiderations'
  | 'transferFiles'
  | 'disclosures'
>;

/** @param facts what stands of the history */
export function readAroundMoves(
  facts: PupilFacts,
  context: CostRecoveryContext & { readonly circumstances: Circumstances },
): AroundMoves & { readonly flags: readonly Flag[] } {
  const attendance = readAttendance(facts.of('attendance and support'));
  const support = readSupport(facts);
  const money = readCostRecovery(facts, context);
  const challenges = readChallenges(facts);
  const told = readNotifications(facts);
  return {
    attendance: attendance.attendance,
    inSchoolUnits: support.inSchoolUnits,
    signposts: support.signposts,
    supportReferrals: support.supportReferrals,
    postSixteen: support.postSixteen,
    costRecoveries: money.costRecoveries,
    budgetShares: money.budgetShares,
    challenges: challenges.challenges,
    notifications: told.notifications,
    riskConsiderations: told.riskConsiderations,
    transferFiles: told.transferFiles,
    disclosures: told.disclosures,
    flags: together(
      attendance.flags,
      support.flags,
      money.flags,
      challenges.flags,
      told.flags,
      socialCareFlags(context.circumstances),
    ),
  };
}

/** As it stood on a day. */
export const aroundMovesAt = (trajectory: AroundMoves, day: PlainDate): AroundMoves => ({
  attendance: attendanceAt(trajectory.attendance, day),
  ...supportAt(trajectory, day),
  ...costRecoveryAt(trajectory, day),
  challenges: challengesAt(trajectory.challenges, day),
  ...toldAt(trajectory, day),
});
