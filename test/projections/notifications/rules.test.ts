/** Rule tests I10, I11 and I12 of the requirements: who is told, and before as well as after. */
import { ruleNamed } from '../../../projections/duties/catalogue.js';
import type { Duty } from '../../../projections/duties/duty.js';
import { addToldDuties } from '../../../projections/duties/families/told.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const [own, other] = ['E09000007', 'E09000002'];
const register = registerOf({ [alder]: {}, [birch]: {} });

function child(status: string, more: object = {}): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', {
    effectiveOn: '2023-09-04',
    school: alder,
    enrolmentStatus: 'C',
    ncYear: '8',
  });
  const care = { effectiveOn: '2023-10-02', responsibleAuthority: other, ...more };
  if (status !== 'NONE') pupil.report('SocialCareStatusChanged', { ...care, status });
  return pupil;
}
const tell = (pupil: ReportedPupil, effectiveOn: string, party: string, about: string, more: object = {}) =>
  pupil.report('PartyNotified', { effectiveOn, party, notifiedBy: 'head-teacher', about, ...more });
/** Those beside the offices that are told of exclusions alone. */
const persons: readonly string[] = ['parent', 'social-worker', 'virtual-school-head'];
const toBeTold = (pupil: ReportedPupil): Duty[] => {
  const duties: Duty[] = [];
  addToldDuties(pupil.trajectory, register, duties);
  return duties.filter(({ owedTo }) => persons.includes(owedTo));
};
const parties = (pupil: ReportedPupil) => toBeTold(pupil).map(({ kind, met }) => [kind, met?.on ?? null]);
const untold = (pupil: ReportedPupil) =>
  toBeTold(pupil)
    .filter(({ met }) => met === null)
    .map(({ kind }) => kind);
const to = (pupil: ReportedPupil, party: Duty['owedTo']) =>
  toBeTold(pupil).filter(({ owedTo }) => owedTo === party);

const suspend = (pupil: ReportedPupil, effectiveOn = '2024-11-04') =>
  pupil.report('Suspended', {
    effectiveOn,
    school: alder,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions: 4,
  });

describe('I10: the social worker is told alongside the parents', () => {
  it.each(['CIN', 'CP', 'CLA'])('of an exclusion of a child with %s', (status) => {
    const pupil = child(status);
    const entry = suspend(pupil);
    expect(untold(pupil)).toEqual(
      expect.arrayContaining(['exclusion-told-to-parent', 'exclusion-told-to-social-worker']),
    );
    tell(pupil, '2024-11-04', 'parent', entry);
    tell(pupil, '2024-11-04', 'social-worker', entry, { authority: other });
    expect(untold(pupil).filter((each) => !each.endsWith('head'))).toEqual([]);
  });

  it('of a managed move, a time off-site and education at home too; missing ones are the exception list', () => {
    const pupil = child('CIN');
    pupil.report('ManagedMoveSucceeded', {
      effectiveOn: '2024-02-05',
      school: alder,
      receivingSchool: birch,
    });
    pupil.report('OffSiteDirectionStarted', {
      effectiveOn: '2024-04-22',
      school: alder,
      provider: { reference: 'STEPS' },
      pattern: 'full-time',
      registration: 'dual',
    });
    pupil.report('HomeEducationStarted', { effectiveOn: '2024-06-10', school: alder });
    expect(untold(pupil).filter((each) => each === 'move-told-to-social-worker')).toHaveLength(3);
  });

  it('is not asked where no social worker is known, nor after social care ended', () => {
    const none = child('NONE');
    suspend(none);
    expect(parties(none)).toEqual([['exclusion-told-to-parent', null]]);
    const ended = child('CIN');
    ended.report('SocialCareStatusChanged', { effectiveOn: '2024-06-03', status: 'NONE' });
    suspend(ended);
    expect(parties(ended)).toEqual([['exclusion-told-to-parent', null]]);
  });

  it('names the authority that is responsible, which is another than the school’s', () => {
    const pupil = child('CIN');
    pupil.report('SocialWorkerAssigned', {
      effectiveOn: '2024-01-08',
      assigned: true,
      responsibleAuthority: own,
    });
    suspend(pupil, '2023-12-04');
    suspend(pupil, '2024-02-05');
    const workers = to(pupil, 'social-worker');
    expect(workers.map(({ recipientAuthority }) => recipientAuthority)).toEqual([other, own]);
  });

  it('is law of exclusions from 1 September 2022, and a recommendation before and of other moves', () => {
    const pupil = child('CIN', { effectiveOn: '2021-09-06' });
    suspend(pupil, '2022-06-06');
    suspend(pupil, '2022-10-03');
    const standings = to(pupil, 'social-worker').map(({ kind, regime }) => ruleNamed(kind, regime)?.standing);
    expect(standings).toEqual(['recommended', 'statutory']);
  });
});

describe('I11: told before, too', () => {
  it('a proposal is a trigger of its own, and a notice of it does not do for what was done later', () => {
    const pupil = child('CP');
    const referral = pupil.report('ManagedMoveReferred', {
      effectiveOn: '2024-03-04',
      school: alder,
      reason: 'behaviour',
      interventions: [],
    });
    expect(parties(pupil)).toEqual([
      ['proposal-told-to-parent', null],
      ['proposal-told-to-social-worker', null],
    ]);
    tell(pupil, '2024-03-04', 'parent', referral);
    tell(pupil, '2024-03-05', 'social-worker', referral);
    pupil.report('ManagedMoveTrialStarted', {
      effectiveOn: '2024-04-15',
      school: alder,
      receivingSchool: birch,
      referredOn: '2024-03-04',
    });
    expect(parties(pupil)).toEqual([
      ['proposal-told-to-parent', '2024-03-04'],
      ['proposal-told-to-social-worker', '2024-03-05'],
      ['move-told-to-parent', null],
      ['move-told-to-social-worker', null],
    ]);
  });
});

describe('I12: the virtual school head', () => {
  it('is told of a looked-after child, at the authority that looks after, and of no other single child', () => {
    const looked = child('CLA');
    suspend(looked);
    expect(to(looked, 'virtual-school-head')).toMatchObject([
      { recipientAuthority: other, regime: 'SI2012/1033-amended-2022', met: null },
    ]);
    const inNeed = child('CIN');
    suspend(inNeed);
    expect(to(inNeed, 'virtual-school-head')).toEqual([]);
  });
});

describe('a notification', () => {
  it('is acknowledged, and the risk considered, as facts of their own', () => {
    const pupil = child('CLA');
    const entry = suspend(pupil);
    const notice = tell(pupil, '2024-11-04', 'social-worker', entry, { authority: other, channel: 'email' });
    pupil.report('NotificationAcknowledged', {
      effectiveOn: '2024-11-06',
      notification: notice,
      party: 'social-worker',
    });
    pupil.report('RiskConsidered', {
      effectiveOn: '2024-11-07',
      aboutType: 'Suspended',
      aboutOn: '2024-11-04',
      consideredBy: 'social-worker',
      authority: other,
      risk: 'greater',
      step: 'strategy-discussion',
    });
    const { notifications, riskConsiderations } = pupil.trajectory;
    expect(notifications).toMatchObject([
      { about: { entry, type: 'Suspended', on: '2024-11-04' }, acknowledgedOn: '2024-11-06' },
    ]);
    expect(riskConsiderations).toMatchObject([{ about: { entry }, risk: 'greater' }]);
    expect(asAt(pupil.trajectory, day('2024-11-05')).notifications).toMatchObject([{ acknowledgedOn: null }]);
    expect(pupil.inReverse().trajectory.notifications).toEqual(notifications);
  });

  it('to each of two parents who live apart is one of its own, acknowledged apart', () => {
    const pupil = child('NONE');
    const entry = suspend(pupil);
    tell(pupil, '2024-11-04', 'parent', entry, { ordinal: 1 });
    tell(pupil, '2024-11-04', 'parent', entry, { ordinal: 2 });
    pupil.report('NotificationAcknowledged', {
      effectiveOn: '2024-11-05',
      party: 'parent',
      notifiedOn: '2024-11-04',
      ordinal: 2,
    });
    expect(pupil.trajectory.notifications.map(({ acknowledgedOn }) => acknowledgedOn)).toEqual([
      null,
      '2024-11-05',
    ]);
  });

  it('about nothing that is known, and an acknowledgement of none, are recorded and flagged', () => {
    const pupil = child('NONE');
    pupil.report('PartyNotified', {
      effectiveOn: '2024-11-04',
      party: 'parent',
      notifiedBy: 'authority',
      aboutType: 'Suspended',
      aboutOn: '2024-11-04',
    });
    pupil.report('NotificationAcknowledged', { effectiveOn: '2024-11-05', party: 'social-worker' });
    expect(pupil.flags).toEqual(['notified-of-nothing', 'acknowledgement-of-nothing']);
    suspend(pupil);
    expect(pupil.flags).toEqual(['acknowledgement-of-nothing']);
  });
});

describe('a disclosure', () => {
  it('is recorded whether it was made or declined', () => {
    const pupil = child('NONE');
    pupil.report('DisclosureDeclined', {
      effectiveOn: '2024-11-04',
      requestedOn: '2024-11-01',
      recipient: 'school',
      place: birch,
      reason: 'danger-to-the-child',
    });
    pupil.report('DisclosureMade', {
      effectiveOn: '2024-11-05',
      recipient: 'police',
      basis: 'safeguarding',
      scope: 'trajectory',
      reference: 'SR/2024/17',
    });
    expect(pupil.trajectory.disclosures).toMatchObject([
      { recipient: 'school', place: birch, made: null, declinedFor: 'danger-to-the-child' },
      { recipient: 'police', made: { basis: 'safeguarding', scope: 'trajectory' }, declinedFor: null },
    ]);
  });
});
