/** Managed moves as reports make them: from a home school to a host school, under a protocol of twelve weeks. */
import type { EventData } from '../../../events/catalogue.js';
import { asAuthorityCode, authorityStream } from '../../../events/identifiers.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

export const [home, host, third] = [urn(1), urn(2), urn(3)];
const camden = asAuthorityCode('E09000007');
export const allSteps = [
  'interventions',
  'parent-approval',
  'referral',
  'panel-offer',
  'meeting',
  'survey-before',
  'survey-after',
];

export const protocol = (effectiveOn: string, data: Partial<EventData<'ManagedMoveProtocolSet'>>) =>
  fact(
    'ManagedMoveProtocolSet',
    { effectiveOn: day(effectiveOn), requiredSteps: [], ...data },
    authorityStream(camden),
  );
export const withProtocols = (...protocols: ReturnType<typeof protocol>[]) =>
  registerOf({ [home]: {}, [host]: {}, [third]: {} }, protocols);
export const register = withProtocols(
  protocol('2015-09-01', { trialWeeks: 12, requiredSteps: allSteps, panelName: 'In-year fair access panel' }),
);

export function onRoll(at = register): ReportedPupil {
  const pupil = new ReportedPupil(at);
  pupil.report('AddedToRoll', { effectiveOn: '2015-09-03', school: home, enrolmentStatus: 'C', ncYear: '7' });
  return pupil;
}
export const tell = (
  pupil: ReportedPupil,
  type: Parameters<ReportedPupil['report']>[0],
  effectiveOn: string,
  more: object = {},
) => pupil.report(type, { effectiveOn, school: home, ...more });

export function referred(pupil: ReportedPupil, on = '2017-09-11', more: object = {}): void {
  tell(pupil, 'ManagedMoveReferred', on, {
    reason: 'at-risk-of-exclusion',
    interventions: ['mentoring', 'behaviour-plan'],
    parentApprovedOn: '2017-09-08',
    ...more,
  });
}

/** Up to the first day at the host school, on both rolls. */
export function onTrial(pupil: ReportedPupil): void {
  referred(pupil);
  tell(pupil, 'ManagedMoveConsidered', '2017-09-18', { decision: 'offered', receivingSchool: host });
  tell(pupil, 'ManagedMoveMeetingHeld', '2017-09-22', { attended: ['pupil', 'parent', 'other-school'] });
  tell(pupil, 'ManagedMoveAgreed', '2017-09-22', {
    receivingSchool: host,
    agreedBy: ['home-school', 'receiving-school', 'parent', 'pupil'],
  });
  tell(pupil, 'AttitudeSurveyed', '2017-09-25', { time: 'before', instrument: 'pass', towardsSchool: 12 });
  tell(pupil, 'EnrolmentStatusChanged', '2017-10-02', { enrolmentStatus: 'M' });
  tell(pupil, 'AddedToRoll', '2017-10-02', { school: host, enrolmentStatus: 'S', ncYear: '9' });
  tell(pupil, 'ManagedMoveTrialStarted', '2017-10-02', { receivingSchool: host });
}

export function succeeded(pupil: ReportedPupil, on = '2017-12-18'): void {
  tell(pupil, 'AttitudeSurveyed', on, { time: 'after', instrument: 'pass', towardsSchool: 55 });
  tell(pupil, 'ManagedMoveSucceeded', on, { receivingSchool: host });
  tell(pupil, 'RemovedFromRoll', on, { regime: 'SI2006/1751', ground: 'b' });
  tell(pupil, 'EnrolmentStatusChanged', on, { school: host, enrolmentStatus: 'C' });
}

export const moveOf = (pupil: ReportedPupil) => pupil.trajectory.managedMoves[0];
export const flagsAbout = (pupil: ReportedPupil) =>
  pupil.trajectory.flags.filter(({ flag }) => flag.startsWith('managed-move'));
