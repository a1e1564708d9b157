/** Rule tests I08, I17 and I18 of the requirements, the notice, the ten weeks, and where a pupil is taught. */
import type { EventData } from '../../../events/catalogue.js';
import { asAuthorityCode, authorityStream } from '../../../events/identifiers.js';
import { educatedOn } from '../../../projections/off-site-directions/education-place.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, pru] = [urn(1), urn(2), urn(3)];
const camden = asAuthorityCode('E09000007');
const ofAuthority = <T extends 'ProviderChecked' | 'AlternativeProvisionSystemSet'>(
  type: T,
  data: EventData<T>,
) => fact(type, data, authorityStream(camden));
const check = (reference: string, on: string, more: Partial<EventData<'ProviderChecked'>> = {}) =>
  ofAuthority('ProviderChecked', {
    effectiveOn: day(on),
    provider: { reference },
    registered: true,
    quality: 'good',
    visited: true,
    ...more,
  });
const register = registerOf({ [alder]: {}, [birch]: {}, [pru]: { type: 'alternative-provision' } }, [
  check('sound', '2024-01-08'),
  check('unregistered', '2024-01-08', { registered: false }),
  check('poor', '2024-01-08', { quality: 'requires-improvement' }),
  check('unvisited', '2024-01-08', { visited: false }),
  check('visited-later', '2024-01-08', { visited: false }),
  check('visited-later', '2024-12-02'),
  check('worse-now', '2023-01-09'),
  check('worse-now', '2024-01-08', { quality: 'inadequate', visited: false }),
  ofAuthority('AlternativeProvisionSystemSet', {
    effectiveOn: day('2015-09-01'),
    name: 'By school',
    staying: [],
  }),
  ofAuthority('AlternativeProvisionSystemSet', {
    effectiveOn: day('2022-09-01'),
    name: 'Framework',
    staying: ['11'],
  }),
]);

function onRoll(ncYear = '7', on = '2020-09-03'): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: on, school: alder, enrolmentStatus: 'C', ncYear });
  return pupil;
}
const everything = ['address', 'person', 'days', 'reasons', 'objectives', 'session-times'];
const notify = (pupil: ReportedPupil, effectiveOn: string, more: object = {}) =>
  pupil.report('OffSiteDirectionNotified', {
    effectiveOn,
    school: alder,
    provider: { reference: 'sound' },
    startsOn: '2024-11-11',
    days: 30,
    objectives: ['behaviour'],
    states: everything,
    parentTold: true,
    ...more,
  });
const start = (pupil: ReportedPupil, more: object = {}) =>
  pupil.report('OffSiteDirectionStarted', {
    effectiveOn: '2024-11-11',
    school: alder,
    provider: { reference: 'sound' },
    reason: 'behaviour',
    pattern: 'full-time',
    registration: 'single',
    plannedEndOn: '2024-12-20',
    ...more,
  });
const about = (
  pupil: ReportedPupil,
  type: Parameters<ReportedPupil['report']>[0],
  on: string,
  more: object = {},
) => pupil.report(type, { effectiveOn: on, school: alder, ...more });
const attended = (pupil: ReportedPupil, more: object = {}) =>
  pupil.report('AlternativeProvisionAttended', {
    effectiveOn: '2024-11-11',
    until: '2024-11-22',
    provider: { reference: 'sound' },
    sessionsPossible: 20,
    sessionsAttended: 17,
    ...more,
  });
const flagsOf = (pupil: ReportedPupil) =>
  pupil.trajectory.flags
    .filter(({ flag }) => /^(direction|placement|provider|attended)/.test(flag))
    .map(({ flag, about: what }) => (what === undefined ? flag : `${flag}: ${what}`));

describe('notice of a direction', () => {
  it('is in time two school days before the first day, half-term and weekends left out', () => {
    for (const [on, isLate] of [
      ['2024-11-07', false],
      ['2024-11-08', true],
    ] as const) {
      const pupil = onRoll();
      notify(pupil, on);
      start(pupil);
      expect(pupil.trajectory.placements[0]?.notice).toMatchObject({ latestOn: '2024-11-07' });
      expect(flagsOf(pupil).includes('direction-notice-late')).toBe(isLate);
    }
    const overHalfTerm = onRoll();
    notify(overHalfTerm, '2024-10-24', { startsOn: '2024-11-04' });
    expect(overHalfTerm.trajectory.placements[0]?.notice).toMatchObject({ latestOn: '2024-10-24' });
  });

  it('states all that it has to, and goes to the parent, and of a plan to the authority', () => {
    const pupil = onRoll();
    pupil.report('SenProvisionChanged', { effectiveOn: '2023-09-01', senProvision: 'E' });
    notify(pupil, '2024-11-04', { states: everything.slice(1), parentTold: false });
    start(pupil);
    expect(flagsOf(pupil)).toEqual([
      'direction-authority-not-told',
      'direction-notice-incomplete: address',
      'direction-parent-not-told',
    ]);
  });

  it('may be missing: the direction is a fact, and flagged', () => {
    const pupil = onRoll();
    start(pupil);
    expect(flagsOf(pupil)).toEqual(['direction-without-notice']);
  });

  it('names a number of days that only a review makes longer', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04', { days: 10 });
    start(pupil);
    attended(pupil);
    about(pupil, 'OffSiteDirectionEnded', '2024-12-13', { followedBy: 'returned-to-school' });
    expect(flagsOf(pupil)).toEqual(['direction-beyond-notice']);
    about(pupil, 'OffSiteDirectionReviewed', '2024-11-20', { decision: 'continues' });
    expect(flagsOf(pupil)).toEqual([]);
  });
});

describe('a review that a parent asks for', () => {
  it('binds the board unless one was held in the ten weeks before', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04');
    start(pupil, { plannedEndOn: '2025-07-18' });
    about(pupil, 'OffSiteDirectionReviewRequested', '2024-12-02', { by: 'parent' });
    about(pupil, 'OffSiteDirectionReviewed', '2024-12-09', { decision: 'continues' });
    about(pupil, 'OffSiteDirectionReviewRequested', '2025-02-17', { by: 'parent' });
    about(pupil, 'OffSiteDirectionReviewRequested', '2025-02-18', { by: 'authority' });
    expect(pupil.trajectory.placements[0]?.reviewRequests).toMatchObject([
      { on: '2024-12-02', binds: true, heldOn: '2024-12-09' },
      { on: '2025-02-17', binds: false, heldOn: null },
      { on: '2025-02-18', binds: true, heldOn: null },
    ]);
    expect(pupil.trajectory.placements[0]?.state).toBe('review-requested');
  });

  it('may step the direction down', () => {
    const pupil = onRoll();
    start(pupil, { sessionsPerWeek: 10 });
    about(pupil, 'OffSiteDirectionReviewed', '2024-12-02', {
      decision: 'changes',
      pattern: 'part-time',
      sessionsPerWeek: 4,
    });
    expect(
      pupil.trajectory.placements[0]?.patterns.map(({ from, sessionsPerWeek }) => [from, sessionsPerWeek]),
    ).toEqual([
      ['2024-11-11', 10],
      ['2024-12-02', 4],
    ]);
  });
});

describe('I08: reason, start, end and attendance of each placement', () => {
  it('missing ones are recorded and flagged', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04');
    start(pupil, { reason: undefined, plannedEndOn: undefined });
    // The notice gives no reason either, and attendance is owed at the end.
    expect(flagsOf(pupil)).toEqual(['placement-field-missing: end', 'placement-field-missing: reason']);
    about(pupil, 'OffSiteDirectionEnded', '2024-12-06', { followedBy: 'returned-to-school' });
    expect(flagsOf(pupil)).toEqual([
      'placement-field-missing: reason',
      'placement-field-missing: attendance',
    ]);
    attended(pupil);
    expect(flagsOf(pupil)).toEqual(['placement-field-missing: reason']);
    expect(pupil.trajectory.placements[0]?.attendance).toMatchObject([
      { sessionsPossible: 20, sessionsAttended: 17 },
    ]);
  });

  it('attendance that cannot be is flagged, and so is that of no placement', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04');
    start(pupil);
    attended(pupil, { sessionsAttended: 21 });
    attended(pupil, { provider: { reference: 'poor' } });
    expect(flagsOf(pupil).sort()).toEqual(['attended-more-than-possible', 'placement-of-nothing']);
  });
});

describe('I17: who stays in the old system', () => {
  const systemOf = (ncYear: string, on: string) => {
    const pupil = onRoll(ncYear, '2021-09-03');
    pupil.report('AlternativeProvisionStarted', {
      effectiveOn: on,
      authority: camden,
      school: alder,
      provider: { reference: 'sound' },
      pattern: 'full-time',
      registration: 'dual',
    });
    return pupil.trajectory.placements[0]?.system;
  };

  it('those of Year 10 when the change is made, Year 11 when it begins; all others come to the new one', () => {
    expect(systemOf('10', '2022-10-03')).toBe('By school');
    expect(systemOf('9', '2022-10-03')).toBe('Framework');
    expect(systemOf('9', '2022-06-06')).toBe('By school');
  });
});

describe('I18: the provider', () => {
  it.each([
    ['sound', []],
    ['unregistered', ['provider-not-registered: unregistered']],
    ['poor', ['provider-below-good: poor']],
    ['unvisited', ['provider-not-visited: unvisited']],
    ['visited-later', ['provider-not-visited: visited-later']],
    ['worse-now', ['provider-below-good: worse-now']],
    ['nobody-knows', ['provider-not-checked: nobody-knows']],
  ])('%s', (reference, flags) => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04', { provider: { reference } });
    start(pupil, { provider: { reference } });
    expect(flagsOf(pupil)).toEqual(flags);
  });

  it('that is a mainstream school needs no check, but a dual registration', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04', { provider: { school: birch } });
    start(pupil, { provider: { school: birch }, registration: 'dual' });
    expect(flagsOf(pupil)).toEqual([`placement-without-dual-registration: ${birch}`]);
    pupil.report('AddedToRoll', { effectiveOn: '2024-11-11', school: birch, enrolmentStatus: 'S' });
    expect(flagsOf(pupil)).toEqual([]);
  });
});

describe('where a pupil is taught', () => {
  const taught = (pupil: ReportedPupil, on: string) =>
    educatedOn(pupil.trajectory, day(on)).map(({ provider, by }) => [
      provider.school ?? provider.reference,
      by,
    ]);

  it('is not where the pupil is registered while a direction lasts; part of the week is shared', () => {
    const pupil = onRoll();
    start(pupil);
    about(pupil, 'OffSiteDirectionReviewed', '2024-12-02', { decision: 'changes', pattern: 'part-time' });
    about(pupil, 'OffSiteDirectionEnded', '2024-12-13', { followedBy: 'returned-to-school' });
    expect(taught(pupil, '2024-11-08')).toEqual([[alder, 'registration']]);
    expect(taught(pupil, '2024-11-11')).toEqual([['sound', 'direction']]);
    expect(taught(pupil, '2024-12-02')).toEqual([
      ['sound', 'direction'],
      [alder, 'registration'],
    ]);
    expect(taught(pupil, '2024-12-16')).toEqual([[alder, 'registration']]);
    expect(pupil.trajectory.registrations).toMatchObject([{ school: alder, to: null }]);
  });

  it('may be the own school of a pupil on a unit’s extended roll', () => {
    const pupil = onRoll();
    pupil.report('AddedToRoll', { effectiveOn: '2024-11-11', school: pru, enrolmentStatus: 'S' });
    pupil.report('AlternativeProvisionStarted', {
      effectiveOn: '2024-11-11',
      authority: camden,
      school: alder,
      provider: { school: pru },
      reason: 'preventative',
      pattern: 'full-time',
      registration: 'dual',
      taughtAt: alder,
    });
    expect(taught(pupil, '2024-11-12')).toEqual([[alder, 'alternative-provision']]);
  });
});
