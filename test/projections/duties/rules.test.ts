/** What is particular to single duties: when they are owed, by which law, and what meets them. */
import { authorityStream, schoolStream } from '../../../events/identifiers.js';
import { ruleNamed } from '../../../projections/duties/catalogue.js';
import { added, day, fact, removed, type Told } from '../../support/history.js';
import {
  alder,
  birch,
  camden,
  duties,
  dutyOf,
  kindsOf,
  notified,
  other,
  permanently,
  registerWith,
  said,
  stands,
} from './given.js';

describe('no return is owed', () => {
  const entered = (on: string, ncYear: string) =>
    duties([added(birch, on, 'C', ncYear)]).filter(
      ({ kind, school }) => kind === 'new-pupil-return' && school === birch,
    );

  it('of the most junior class in the first week of the school year', () => {
    expect(entered('2024-09-01', '7')).toEqual([]);
    expect(entered('2024-09-03', '7')).toEqual([]);
    expect(entered('2024-09-09', '7')).toEqual([]);
    expect(entered('2024-09-10', '7')).toHaveLength(1);
    expect(entered('2024-09-03', '8')).toHaveLength(1);
  });

  it('of a name deleted when the school’s last year ends, nor is that pupil looked for', () => {
    const eleven = added(alder, '2021-09-03', 'C', '8');
    const kinds = (on: string) => kindsOf([eleven, removed(alder, on, { ground: 'A' })]);
    expect(kinds('2025-06-27')).not.toContain('deletion-return');
    expect(kinds('2025-06-27')).not.toContain('destination-confirmed');
    expect(kinds('2025-03-28')).toEqual(expect.arrayContaining(['deletion-return', 'destination-confirmed']));
  });

  it('of who has come to the end of school age', () => {
    expect(kindsOf([removed(alder, '2025-03-28', { ground: 'L' })])).not.toContain('deletion-return');
  });

  it('of few grounds before September 2016', () => {
    const left = (ground: string) => removed(alder, '2015-11-06', { regime: 'SI2006/1751', ground });
    expect(kindsOf([left('b')])).not.toContain('deletion-return');
    expect(kindsOf([left('m')])).toContain('deletion-return');
  });
});

describe('a leaver’s destination', () => {
  const left = removed(alder, '2024-11-04', { ground: 'G' });

  it('is confirmed by another roll, and by whoever found the child in education', () => {
    const joined = added(birch, '2024-11-11', 'C');
    expect(dutyOf('destination-confirmed', [left, joined]).met).toEqual({
      event: joined.id,
      on: '2024-11-11',
    });
    const located = said('PupilLocated', '2024-11-12', {
      destination: { kind: 'independent' },
      inEducation: true,
    });
    expect(dutyOf('destination-confirmed', [left, located]).met?.event).toBe(located.id);
  });

  it('is not asked after where the child is educated at home', () => {
    expect(kindsOf([removed(alder, '2024-11-04', { ground: 'F' })])).not.toContain('destination-confirmed');
  });
});

describe('a common transfer file', () => {
  const file = (on: string, about: Told, sentTo = 'next-school') =>
    said('CommonTransferFileSent', on, { school: alder, sentTo, about: about.id });

  it('is owed of who goes to another school, and of nobody whose next school is not known', () => {
    const kinds = (more: object) => kindsOf([removed(alder, '2024-11-04', { ground: 'G', ...more })]);
    expect(kinds({ destination: { kind: 'independent' } })).toContain('common-transfer-file');
    expect(kinds({ destination: { kind: 'none-known' } })).not.toContain('common-transfer-file');
    expect(kinds({ destination: { kind: 'abroad' } })).not.toContain('common-transfer-file');
    expect(kinds({})).not.toContain('common-transfer-file');
  });

  it('is owed from the leaving, or from the next roll where that shows only after the fifteen days', () => {
    const left = removed(alder, '2024-11-04', { ground: 'G' });
    const due = (joinedOn: string) =>
      dutyOf('common-transfer-file', [left, added(birch, joinedOn, 'C')]).dueOn;
    expect(due('2024-11-11')).toBe('2024-11-25');
    expect(due('2024-11-25')).toBe('2024-11-25');
    expect(due('2024-11-26')).toBe('2024-12-17');
  });

  it('is owed at the end of the school’s last year too, though no return is', () => {
    const eleven = added(alder, '2021-09-03', 'C', '8');
    const left = removed(alder, '2025-06-27', { ground: 'A', destination: { kind: 'school' } });
    expect(kindsOf([eleven, left])).toContain('common-transfer-file');
  });

  it('is sent to lost pupils as well, and about no other leaving', () => {
    const left = removed(alder, '2024-11-04', { ground: 'G', destination: { kind: 'school' } });
    const entered = added(birch, '2024-11-05', 'C');
    const met = (about: Told) =>
      dutyOf('common-transfer-file', [left, entered, file('2024-11-06', about, 'lost-pupils')]).met?.on;
    expect(met(left)).toBe('2024-11-06');
    expect(met(entered)).toBeUndefined();
  });

  it('is owed by no school that the state does not fund', () => {
    const independent = fact(
      'SchoolDescribed',
      { effectiveOn: day('2010-09-01'), standing: 'described', authority: camden, type: 'independent' },
      schoolStream(alder),
    );
    const left = removed(alder, '2024-11-04', { ground: 'G', destination: { kind: 'school' } });
    const found = duties([left], registerWith(independent)).map(({ kind }) => kind);
    expect(found).not.toContain('common-transfer-file');
  });
});

describe('a cancelled exclusion', () => {
  const excluded = permanently('2024-11-04');
  const cancelled = said('ExclusionCancelled', '2024-11-05', { school: alder, exclusion: excluded.id });

  it('is told of by a notice of the exclusion that comes after it, and by none that came before', () => {
    const met = (on: string) =>
      dutyOf('cancellation-told-to-parent', [excluded, cancelled, notified(on, 'parent', excluded)]).met;
    expect(met('2024-11-04')).toBeNull();
    expect(met('2024-11-06')).toMatchObject({ on: '2024-11-06' });
  });

  it('was not told of as an exclusion by the notice of its cancellation', () => {
    const told = [excluded, cancelled, notified('2024-11-05', 'parent', cancelled)];
    expect(dutyOf('exclusion-told-to-parent', told).met).toBeNull();
  });
});

describe('a reduced timetable', () => {
  const started = said('ReducedTimetableStarted', '2024-09-09', {
    school: alder,
    sessionsAWeek: 5,
    reason: 'health',
  });
  const reviewedOn = (on: string, outcome: string, more: object = {}) =>
    said('ReducedTimetableReviewed', on, { school: alder, outcome, ...more });
  const reviewsOf = (...facts: Told[]) =>
    duties([started, ...facts]).filter(({ kind }) => kind === 'reduced-timetable-review');

  it('is reviewed again after every review that has it go on', () => {
    const reviews = [reviewedOn('2024-10-14', 'continued', { reviewBy: '2024-11-15' })];
    expect(reviewsOf(...reviews).map(({ dueOn, met }) => [dueOn, met?.on])).toEqual([
      ['2024-10-21', '2024-10-14'],
      ['2024-11-15', undefined],
    ]);
    expect(reviewsOf(reviewedOn('2024-10-14', 'to-end'))).toHaveLength(1);
  });

  it('is not owed a review after its end, nor after the pupil left', () => {
    const ended = said('ReducedTimetableEnded', '2024-09-20', { school: alder, outcome: 'full-time' });
    for (const end of [ended, removed(alder, '2024-09-20', { ground: 'G' })])
      expect(reviewsOf(end).map((duty) => stands(duty, '2024-12-02'))).toEqual([['no-longer-owed', 0]]);
  });
});

describe('an off-site direction', () => {
  const start = (on: string) =>
    said('OffSiteDirectionStarted', on, {
      school: alder,
      provider: { reference: 'STEPS' },
      pattern: 'full-time',
      registration: 'single',
    });
  const standing = (on: string, against = registerWith()) => {
    const { kind, regime } = dutyOf('direction-notice', [start(on)], against);
    return ruleNamed(kind, regime)?.standing;
  };

  it('binds academies by guidance until 25 July 2026, and by law from then on', () => {
    const academy = registerWith(
      fact(
        'TrustMembershipChanged',
        { effectiveOn: day('2018-09-01'), trust: '12345678' },
        schoolStream(alder),
      ),
    );
    expect(standing('2026-07-25', academy)).toBe('guidance');
    expect(standing('2026-07-26', academy)).toBe('statutory');
    expect(standing('2024-11-07')).toBe('statutory');
  });

  it('is notified to the parent: a notice to anybody else meets nothing', () => {
    const notice = said('OffSiteDirectionNotified', '2024-11-01', {
      school: alder,
      provider: { reference: 'STEPS' },
      startsOn: '2024-11-07',
      objectives: [],
      states: [],
      parentTold: false,
    });
    expect(dutyOf('direction-notice', [notice, start('2024-11-07')]).met).toBeNull();
  });

  it('need not be reviewed again within ten weeks', () => {
    const review = said('OffSiteDirectionReviewed', '2024-11-04', { school: alder, decision: 'continues' });
    const request = (on: string) =>
      said('OffSiteDirectionReviewRequested', on, { school: alder, by: 'parent' });
    const kinds = (on: string) => kindsOf([start('2024-09-09'), review, request(on)]);
    expect(kinds('2025-01-13')).not.toContain('direction-review');
    expect(kinds('2025-01-14')).toContain('direction-review');
  });
});

describe('telling', () => {
  const cared = said('SocialCareStatusChanged', '2024-01-08', { status: 'CP', responsibleAuthority: other });
  const referral = said('ManagedMoveReferred', '2024-11-04', {
    school: alder,
    reason: 'behaviour',
    interventions: [],
  });
  const trial = said('ManagedMoveTrialStarted', '2024-11-18', { school: alder, receivingSchool: birch });

  it('of a proposal is owed before anything is done, at the authority that is responsible', () => {
    expect(dutyOf('proposal-told-to-social-worker', [cared, referral])).toMatchObject({
      recipientAuthority: other,
      authority: camden,
      trigger: { event: referral.id, on: '2024-11-04' },
    });
  });

  it('of the proposal does not do for the move, and a notice that names the move does before its day', () => {
    const of = (about: typeof referral) =>
      dutyOf('move-told-to-social-worker', [
        cared,
        referral,
        trial,
        notified('2024-11-15', 'social-worker', about),
      ]).met;
    expect(of(referral)).toBeNull();
    expect(of(trial)).toMatchObject({ on: '2024-11-15' });
  });

  it('is not thinking: an acknowledgement considers no risk', () => {
    const notice = notified('2024-11-05', 'social-worker', referral);
    const acknowledged = said('NotificationAcknowledged', '2024-11-05', {
      notification: notice.id,
      party: 'social-worker',
    });
    const duty = dutyOf('risk-considered', [cared, referral, notice, acknowledged]);
    expect(duty).toMatchObject({ authority: other, trigger: { event: notice.id }, met: null });
    expect(stands(duty, '2024-11-07')).toEqual(['overdue', 1]);
  });

  it('takes as long as the authority set for itself, and says when it set nothing', () => {
    const set = fact(
      'LocalStandardSet',
      { effectiveOn: day('2024-09-01'), standard: 'without-delay', length: 3 },
      authorityStream(camden),
    );
    const excluded = [permanently('2024-11-04')];
    expect(dutyOf('exclusion-told-to-parent', excluded, registerWith(set))).toMatchObject({
      dueOn: '2024-11-07',
      clock: { length: 3, unit: 'school days', isDefault: false },
    });
    expect(dutyOf('exclusion-told-to-parent', excluded).clock.isDefault).toBe(true);
  });
});
