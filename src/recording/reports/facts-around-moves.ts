/** Reported facts that stand around a move: attendance and support, money, challenge, who was told. */
import type { ReportedFact } from './reported-facts.js';

export const factsAroundMoves = [
  {
    path: 'attendance-summaries',
    type: 'AttendanceSummarised',
    summary: 'A week of attendance: sessions possible, and by code',
  },
  { path: 'in-school-units', type: 'InSchoolUnitStarted', summary: 'Teaching in an in-school unit began' },
  {
    path: 'in-school-unit-endings',
    type: 'InSchoolUnitEnded',
    summary: 'Teaching in an in-school unit ended',
  },
  {
    path: 'support-signposts',
    type: 'SupportSignposted',
    summary: 'The family was told where to find support',
  },
  {
    path: 'support-referrals',
    type: 'SupportReferred',
    summary: 'A school put the pupil forward for support',
  },
  {
    path: 'post-16-destinations',
    type: 'PostSixteenDestinationRecorded',
    summary: 'What the pupil does after Year 11',
  },
  {
    path: 'cost-recoveries',
    type: 'CostRecoveryOpened',
    summary: 'The cost of a placement is claimed from the school that excluded',
  },
  {
    path: 'cost-recovery-negotiations',
    type: 'CostRecoveryNegotiated',
    summary: 'School and authority negotiated a cost recovery',
  },
  { path: 'cost-recovery-settlements', type: 'CostRecoverySettled', summary: 'A cost was recovered' },
  {
    path: 'cost-recovery-closures',
    type: 'CostRecoveryClosed',
    summary: 'A cost recovery was closed without more',
  },
  { path: 'challenges', type: 'ChallengeRaised', summary: 'Somebody challenges an entry' },
  { path: 'challenge-answers', type: 'ChallengeAnswered', summary: 'A challenge was answered' },
  { path: 'challenge-closures', type: 'ChallengeClosed', summary: 'A challenge was closed' },
  { path: 'notifications', type: 'PartyNotified', summary: 'Somebody was told of an entry' },
  {
    path: 'notification-acknowledgements',
    type: 'NotificationAcknowledged',
    summary: 'Somebody took note of a notification',
  },
  {
    path: 'risk-considerations',
    type: 'RiskConsidered',
    summary: 'Somebody considered whether the child is at greater risk',
  },
  {
    path: 'common-transfer-files',
    type: 'CommonTransferFileSent',
    summary: 'A school that was left sent the common transfer file',
  },
  { path: 'disclosures', type: 'DisclosureMade', summary: 'What the ledger holds was disclosed' },
  {
    path: 'declined-disclosures',
    type: 'DisclosureDeclined',
    summary: 'What the ledger holds was asked for and not disclosed',
  },
] as const satisfies readonly ReportedFact[];
