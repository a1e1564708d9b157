/** The stories of education away from the school, first event to last, told over REST and read back as the trajectory. */
import { numbersAt, reportAt } from '../support/on-day.js';
import {
  barking,
  birchwood,
  brokenRules,
  flagsOf,
  oakfield,
  type Reply,
} from '../support/recording-client.js';
import { Story } from '../support/story.js';

let ledger: Story;
const farm = { reference: 'FARM-1', setting: 'OTH' };

beforeAll(async () => {
  ledger = await Story.begin();
  await ofAuthority('term-dates', {
    effectiveOn: '2024-06-01',
    schoolYear: '2024/25',
    terms: [
      { startsOn: '2024-09-03', endsOn: '2024-12-20' },
      { startsOn: '2025-01-06', endsOn: '2025-04-04' },
      { startsOn: '2025-04-22', endsOn: '2025-07-22' },
    ],
    closures: [
      { kind: 'half-term', startsOn: '2024-10-28', endsOn: '2024-11-01' },
      { kind: 'inset', startsOn: '2024-11-08', endsOn: '2024-11-08' },
    ],
  });
  await ofAuthority('commissioned-places', { effectiveOn: '2024-09-01', provider: farm, places: 12 });
  await ofAuthority('alternative-provision-systems', {
    effectiveOn: '2024-09-01',
    name: 'Framework',
    staying: [],
  });
});
afterAll(() => ledger.close());

async function ofAuthority(path: string, body: object): Promise<Reply> {
  const reply = await ledger.client.post(`/api/authorities/${barking}/${path}`, body);
  expect(reply).toMatchObject({ status: 201 });
  return reply;
}

async function newPupil() {
  const story = await ledger.another();
  const told = (path: string, effectiveOn: string, body: object = {}): Promise<Reply> =>
    story.reported(path, effectiveOn, body);
  const trajectory = (query?: string) => story.trajectory(query);
  await told('roll-additions', '2022-09-05', { school: oakfield, enrolmentStatus: 'C', ncYear: '7' });
  return { pupil: story.pupil, told, trajectory };
}
const states = ['address', 'person', 'days', 'reasons', 'objectives', 'session-times'];

it('a direction from its notice to the return: reviewed on request, stepped down, attended, corrected', async () => {
  const { pupil, told, trajectory } = await newPupil();
  const ofSchool = (path: string, effectiveOn: string, body: object = {}) =>
    told(path, effectiveOn, { school: oakfield, ...body });
  const notice = {
    provider: farm,
    startsOn: '2024-11-12',
    days: 40,
    reason: 'behaviour',
    objectives: ['behaviour', 'attendance'],
    states,
    parentTold: true,
  };
  // The INSET day is no school day: the notice of Friday would be late, that of Thursday is in time.
  const notified = await ofSchool('off-site-direction-notices', '2024-11-07', notice);
  expect(flagsOf(notified)).toEqual([]);
  expect((await trajectory()).placements).toMatchObject([
    {
      state: 'notified',
      startedOn: null,
      notice: { latestOn: '2024-11-07', byDefaultCalendar: false, days: 40 },
    },
  ]);

  const started = await ofSchool('off-site-directions', '2024-11-12', {
    provider: farm,
    reason: 'behaviour',
    pattern: 'full-time',
    sessionsPerWeek: 10,
    registration: 'single',
    plannedEndOn: '2025-01-24',
  });
  expect(flagsOf(started)).toEqual(['provider-not-checked']);
  await ofAuthority('provider-checks', {
    effectiveOn: '2024-11-04',
    provider: farm,
    registered: true,
    quality: 'assured',
    visited: true,
  });
  const checked = await trajectory();
  expect(checked.flags.map(({ flag }) => flag)).not.toContain('provider-not-checked');
  expect(checked.placements).toMatchObject([
    { system: 'Framework', check: { registered: true, visited: true, quality: { code: 'assured' } } },
  ]);
  expect(checked.educatedAt).toMatchObject([{ provider: { reference: 'FARM-1' }, by: 'direction' }]);
  expect(checked.spells).toMatchObject([{ school: { urn: oakfield }, leftOn: null }]);

  await told('alternative-provision-attendance', '2024-11-12', {
    provider: farm,
    until: '2024-11-29',
    sessionsPossible: 28,
    sessionsAttended: 21,
  });
  await ofSchool('off-site-direction-disputes', '2024-11-25', { to: 'governing-board' });
  await ofSchool('off-site-direction-review-requests', '2024-11-25', { by: 'parent' });
  await ofSchool('off-site-direction-reviews', '2024-12-05', {
    decision: 'changes',
    pattern: 'part-time',
    sessionsPerWeek: 6,
    attended: ['parent', 'pupil', 'head-teacher'],
  });
  await ofSchool('off-site-direction-review-requests', '2025-01-08', { by: 'parent' });
  expect((await trajectory()).educatedAt.map(({ by, pattern }) => [by, pattern])).toEqual([
    ['direction', 'part-time'],
    ['registration', 'part-time'],
  ]);
  const ended = await ofSchool('off-site-direction-endings', '2025-01-23', {
    direction: started.body['entry'],
    followedBy: 'returned-to-school',
    objectivesMet: true,
  });
  const corrected = await ledger.client.report(
    pupil,
    'corrections',
    {
      entry: ended.body['entry'],
      data: {
        effectiveOn: '2025-01-24',
        school: oakfield,
        direction: started.body['entry'],
        followedBy: 'returned-to-school',
        objectivesMet: true,
      },
    },
    { 'if-match': ended.etag ?? '' },
  );
  expect(corrected).toMatchObject({ status: 201 });

  const whole = await trajectory();
  expect(whole.placements).toMatchObject([
    {
      kind: 'direction',
      state: 'ended',
      endedOn: '2025-01-24',
      followedBy: 'returned-to-school',
      objectivesMet: true,
      patterns: [
        { from: '2024-11-12', sessionsPerWeek: 10 },
        { from: '2024-12-05', sessionsPerWeek: 6 },
      ],
      disputes: [{ on: '2024-11-25', to: 'governing-board' }],
      reviewRequests: [
        { on: '2024-11-25', binds: true, heldOn: '2024-12-05' },
        { on: '2025-01-08', binds: false, heldOn: null },
      ],
      attendance: [{ sessionsPossible: 28, sessionsAttended: 21 }],
    },
  ]);
  expect(whole.placements[0]?.course.map(({ signal }) => signal)).toEqual([
    'notified',
    'started',
    'review-requested',
    'disputed',
    'reviewed',
    'review-requested',
    'ended',
  ]);
  expect(whole.placements[0]?.course.every(({ inCourse }) => inCourse)).toBe(true);
  expect(whole.flags).toEqual([]);
  expect((await trajectory('?as-at=2024-11-20')).placements).toMatchObject([
    { state: 'under-way', endedOn: null, attendance: [], reviews: [] },
  ]);
});

it('provision that the authority arranges after a permanent exclusion, up to the roll of another school', async () => {
  const { told, trajectory } = await newPupil();
  const excluded = await told('permanent-exclusions', '2024-11-18', { school: oakfield, reasons: ['PA'] });
  const started = await told('alternative-provision', '2024-11-25', {
    authority: barking,
    school: oakfield,
    provider: { ukprn: '10012345' },
    reason: 'after-permanent-exclusion',
    pattern: 'full-time',
    registration: 'single',
    exclusion: excluded.body['entry'],
  });
  expect(flagsOf(started).sort()).toEqual(['placement-field-missing', 'provider-not-checked']);
  await told('alternative-provision-attendance', '2024-11-25', {
    provider: { ukprn: '10012345' },
    until: '2024-12-20',
    sessionsPossible: 40,
    sessionsAttended: 35,
  });
  await told('alternative-provision-reviews', '2025-01-13', {
    authority: barking,
    decision: 'changes',
    pattern: 'part-time',
    sessionsPerWeek: 5,
  });
  await told('alternative-provision-endings', '2025-02-14', {
    authority: barking,
    followedBy: 'another-school',
  });
  await told('roll-removals', '2025-02-21', { school: oakfield, regime: 'SI2024/208', ground: 'O' });
  await told('roll-additions', '2025-02-24', { school: birchwood, enrolmentStatus: 'C' });
  const { placements, educatedAt } = await trajectory();
  expect(placements).toMatchObject([
    {
      kind: 'alternative-provision',
      authority: { code: barking },
      state: 'ended',
      exclusion: excluded.body['entry'],
      followedBy: 'another-school',
      provider: { ukprn: '10012345' },
    },
  ]);
  expect(educatedAt).toMatchObject([{ provider: { school: { urn: birchwood } }, by: 'registration' }]);
});

it('an authority sees who is away, the places taken, and who came back', async () => {
  await ledger.project();
  const numbers = (path: string) => numbersAt(ledger.address, path);
  expect(
    (await reportAt(ledger.address, `authorities/${barking}/placements?as-at=2024-12-02`)).places,
  ).toMatchObject([{ provider: { reference: 'FARM-1' }, commissioned: 12, single: 1, dual: 0, over: 0 }]);
  expect(await numbers(`authorities/${barking}/placements?as-at=2024-12-02`)).toMatchObject({
    'placements-begun': 2,
    'placements-not-excluded-since': 2,
    'placement-sessions-possible': 68,
    'placement-sessions-attended': 56,
  });
  expect(await numbers(`authorities/${barking}/stock?as-at=2024-12-02`)).toMatchObject({
    'off-site-direction-on-day': 1,
    'off-site-direction-begun-to-date': 1,
    'alternative-provision-single-on-day': 1,
    'alternative-provision-single-ended-to-date': 0,
  });
  // The register does not say what kind of school the second pupil came to.
  expect(await numbers(`authorities/${barking}/placements?as-at=2025-02-28`)).toMatchObject({
    'placements-begun-key-stage-3': 2,
    'placements-returned-key-stage-3': 1,
  });
  expect(await numbers(`schools/${oakfield}/stock?as-at=2025-02-28`)).toMatchObject({
    'off-site-direction-on-day': 0,
    'off-site-direction-ended-to-date': 1,
    'alternative-provision-single-ended-to-date': 1,
  });
  expect((await reportAt(ledger.address, `schools/${oakfield}/placements?as-at=2025-02-28`)).places).toEqual(
    [],
  );
});

it('refuses what cannot be: an end planned before the start, a malformed provider, an authority nobody knows', async () => {
  const pupil = await ledger.client.newPupil();
  const reply = await ledger.client.report(pupil, 'off-site-directions', {
    effectiveOn: '2024-11-12',
    school: oakfield,
    provider: { ukprn: '123' },
    pattern: 'full-time',
    registration: 'single',
    plannedEndOn: '2024-11-11',
  });
  expect([reply.status, brokenRules(reply)]).toEqual([
    422,
    ['plannedEndOn: not-before', 'provider.ukprn: shape'],
  ]);
  const unknown = { effectiveOn: '2024-11-12', provider: farm, places: 1 };
  expect(await ledger.client.post('/api/authorities/E09000099/commissioned-places', unknown)).toMatchObject({
    status: 404,
  });
  expect(await ledger.client.post('/api/authorities/nowhere/commissioned-places', unknown)).toMatchObject({
    status: 400,
  });
});

it('what an authority set, set otherwise and set back is recorded each time', async () => {
  const places = (count: number) =>
    ledger.client.post(`/api/authorities/${barking}/commissioned-places`, {
      effectiveOn: '2025-09-01',
      provider: { reference: 'B' },
      places: count,
    });
  const statuses = [];
  for (const count of [5, 5, 6, 5]) statuses.push((await places(count)).status);
  expect(statuses).toEqual([201, 200, 201, 201]);
});

it('reads the same where it comes from a movements file', () => ledger.sameFromMovementsFile());
