/** The stories of managed moves, first event to last, told over REST and read back as the trajectory. */
import { numbersAt } from '../support/on-day.js';
import { barking, birchwood, flagsOf, oakfield, type Reply } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let ledger: Story;

beforeAll(async () => {
  ledger = await Story.begin();
  const protocol = {
    effectiveOn: '2015-09-01',
    trialWeeks: 12,
    requiredSteps: [
      'interventions',
      'parent-approval',
      'referral',
      'panel-offer',
      'meeting',
      'survey-before',
    ],
    panelName: 'In-year fair access panel',
  };
  const first = await ledger.client.post(`/api/authorities/${barking}/managed-move-protocols`, protocol);
  expect(first).toMatchObject({ status: 201, body: { type: 'ManagedMoveProtocolSet' } });
  expect(await ledger.client.post('/api/authorities/301/managed-move-protocols', protocol)).toMatchObject({
    status: 200,
    body: { standing: 'known', entry: first.body['entry'] },
  });
});
afterAll(() => ledger.close());

/** A pupil whose home school is Oakfield, and what is told of the pupil. */
async function newPupil() {
  const story = await ledger.another();
  const told = (path: string, effectiveOn: string, body: object = {}): Promise<Reply> =>
    story.reported(path, effectiveOn, { school: oakfield, ...body });
  const trajectory = (query?: string) => story.trajectory(query);
  await told('roll-additions', '2015-09-03', { enrolmentStatus: 'C', ncYear: '7' });
  return { told, trajectory };
}
const allFour = ['home-school', 'receiving-school', 'parent', 'pupil'];

it('a trial of twelve weeks that succeeds, step by step, and is still held a year later', async () => {
  const { told, trajectory } = await newPupil();
  const referral = await told('managed-move-referrals', '2017-09-11', {
    reason: 'at-risk-of-exclusion',
    interventions: ['mentoring', 'behaviour-plan'],
    parentApprovedOn: '2017-09-08',
    pupilHeardOn: '2017-09-08',
    independentRepresentative: true,
  });
  await told('managed-move-considerations', '2017-09-18', {
    referral: referral.body['entry'],
    decision: 'offered',
    receivingSchool: birchwood,
  });
  expect((await trajectory()).managedMoves).toMatchObject([
    {
      state: 'offered',
      homeSchool: { urn: oakfield, name: 'Oakfield School' },
      receivingSchool: { urn: birchwood },
      protocol: { authority: { code: barking }, trialWeeks: 12, panelName: 'In-year fair access panel' },
    },
  ]);
  await told('managed-move-meetings', '2017-09-22', {
    attended: ['pupil', 'parent', 'head-teacher', 'other-school'],
  });
  await told('managed-move-agreements', '2017-09-22', { receivingSchool: birchwood, agreedBy: allFour });
  await told('attitude-surveys', '2017-09-25', {
    time: 'before',
    instrument: 'pass',
    towardsSelf: 20,
    towardsSchool: 12,
  });

  // Dual registered: the main registration stays where it was.
  await told('enrolment-changes', '2017-10-02', { enrolmentStatus: 'M' });
  await told('roll-additions', '2017-10-02', { school: birchwood, enrolmentStatus: 'S', ncYear: '9' });
  const trial = await told('managed-move-trials', '2017-10-02', { receivingSchool: birchwood });
  expect(flagsOf(trial)).toEqual([]);
  await told('managed-move-reviews', '2017-11-13', { outcome: 'going-well', attended: ['pupil', 'parent'] });
  const onTrial = await trajectory();
  expect(onTrial.managedMoves).toMatchObject([
    {
      state: 'on-trial',
      trial: { decisionDueOn: '2017-12-25', dueBy: 'protocol', endedOn: null },
      missingSteps: [],
    },
  ]);
  expect(onTrial.educatedAt).toMatchObject([
    { provider: { school: { urn: birchwood } }, by: 'managed-move-trial', since: '2017-10-02' },
  ]);
  expect(onTrial.moves).toEqual([]);

  await told('attitude-surveys', '2017-12-18', {
    time: 'after',
    instrument: 'pass',
    towardsSelf: 41,
    towardsSchool: 55,
  });
  const success = await told('managed-move-successes', '2017-12-18', { receivingSchool: birchwood });
  expect(flagsOf(success)).toEqual(['managed-move-not-on-rolls']);
  await told('roll-removals', '2017-12-18', {
    regime: 'SI2006/1751',
    ground: 'b',
    destination: { kind: 'school', school: birchwood },
  });
  await told('enrolment-changes', '2017-12-18', { school: birchwood, enrolmentStatus: 'C' });
  await told('managed-move-outcomes', '2018-06-19', { months: 6, sustained: true });

  const whole = await trajectory();
  expect(whole.managedMoves).toMatchObject([
    {
      regime: 'trial-before-move',
      state: 'succeeded',
      decidedOn: '2017-12-18',
      independentRepresentative: true,
      rolls: { leftHomeOn: '2017-12-18', joinedOn: '2017-12-18', agree: true },
      surveys: [
        { time: 'before', towardsSchool: 12 },
        { time: 'after', towardsSchool: 55 },
      ],
      followUps: [
        { months: 6, dueOn: '2018-06-18', leftOn: null, onRoll: true, reported: true },
        { months: 12, dueOn: '2018-12-18', leftOn: null },
      ],
      ordinal: 1,
    },
  ]);
  expect(whole.managedMoves[0]?.course.map(({ signal, inCourse }) => [signal, inCourse])).toEqual(
    ['referred', 'offered', 'met', 'agreed', 'trial-started', 'reviewed', 'succeeded'].map((signal) => [
      signal,
      true,
    ]),
  );
  expect(whole.flags.filter(({ flag }) => flag.startsWith('managed-move'))).toEqual([]);
  expect(whole.moves).toMatchObject([{ from: { urn: oakfield }, to: { urn: birchwood }, gapDays: 0 }]);
  expect(whole.entries.find(({ type }) => type === 'ManagedMoveConsidered')).toMatchObject({
    concerns: referral.body['entry'],
  });
  const listed = new Set(whole.entries.map(({ id }) => id));
  expect(whole.managedMoves.flatMap(({ evidence }) => evidence).filter((id) => !listed.has(id))).toEqual([]);
  expect((await trajectory('?as-at=2017-11-01')).managedMoves).toMatchObject([
    { state: 'on-trial', followUps: [] },
  ]);
});

it('a trial that fails, is heard of by the panel, and is tried again elsewhere', async () => {
  const { told, trajectory } = await newPupil();
  await told('managed-move-referrals', '2023-09-11', {
    reason: 'persistent-behaviour',
    interventions: [],
    parentApprovedOn: '2023-09-08',
  });
  await told('enrolment-changes', '2023-10-02', { enrolmentStatus: 'M' });
  await told('roll-additions', '2023-10-02', { school: birchwood, enrolmentStatus: 'S' });
  const trial = await told('managed-move-trials', '2023-10-02', { receivingSchool: birchwood });
  expect(flagsOf(trial).sort()).toEqual([
    'managed-move-step-missing',
    'managed-move-step-missing',
    'managed-move-step-missing',
    'managed-move-step-missing',
    'managed-move-trial-advised-against',
  ]);
  await told('managed-move-failures', '2023-11-10', { reason: 'behaviour' });
  await told('roll-removals', '2023-11-10', { school: birchwood, regime: 'SI2006/1751', ground: 'c' });
  await told('enrolment-changes', '2023-11-13', { enrolmentStatus: 'C' });
  const heard = await told('managed-move-failure-considerations', '2023-11-20', { headsAccountGiven: true });
  expect(flagsOf(heard)).toEqual([]);
  const again = await told('managed-move-trials', '2024-01-10', { receivingSchool: '100003' });
  expect(flagsOf(again)).toEqual(expect.arrayContaining(['managed-move-repeated', 'unknown-destination']));
  await told('managed-move-withdrawals', '2024-01-17', { by: 'parent' });
  expect((await trajectory()).managedMoves).toMatchObject([
    {
      state: 'failure-considered',
      failure: { reason: 'behaviour', consideredOn: '2023-11-20', headsAccountGiven: true },
      rolls: { leftHomeOn: null, agree: true },
      ordinal: 1,
    },
    {
      state: 'withdrawn',
      receivingSchool: { urn: '100003', name: null },
      ordinal: 2,
      daysAfterPrevious: 100,
    },
  ]);
});

it('from 26 July 2026: a direction that tries the school, and the managed move that follows it', async () => {
  const { told, trajectory } = await newPupil();
  await told('enrolment-changes', '2026-09-14', { enrolmentStatus: 'M' });
  await told('roll-additions', '2026-09-14', { school: birchwood, enrolmentStatus: 'S' });
  await told('off-site-direction-notices', '2026-09-09', {
    provider: { school: birchwood },
    startsOn: '2026-09-14',
    days: 60,
    reason: 'trial-of-school',
    objectives: ['trial-of-school', 'behaviour'],
    states: ['address', 'person', 'days', 'reasons', 'objectives', 'session-times'],
    parentTold: true,
  });
  await told('off-site-directions', '2026-09-14', {
    provider: { school: birchwood },
    reason: 'trial-of-school',
    pattern: 'full-time',
    registration: 'dual',
    plannedEndOn: '2026-12-04',
  });
  await told('managed-move-referrals', '2026-11-09', {
    reason: 'fresh-start',
    interventions: ['off-site-direction'],
    parentApprovedOn: '2026-11-06',
    receivingSchool: birchwood,
  });
  await told('managed-move-considerations', '2026-11-16', {
    decision: 'offered',
    receivingSchool: birchwood,
  });
  await told('managed-move-meetings', '2026-11-23', { attended: ['pupil', 'parent'] });
  await told('managed-move-agreements', '2026-11-23', { receivingSchool: birchwood, agreedBy: allFour });
  await told('off-site-direction-endings', '2026-12-04', { followedBy: 'managed-move', objectivesMet: true });
  await told('managed-move-successes', '2026-12-07', { receivingSchool: birchwood });
  await told('roll-removals', '2026-12-04', { regime: 'SI2024/208', ground: 'A' });
  await told('enrolment-changes', '2026-12-07', { school: birchwood, enrolmentStatus: 'C' });

  const { managedMoves, placements, flags, educatedAt } = await trajectory();
  expect(managedMoves).toMatchObject([
    {
      regime: 'no-trial',
      state: 'succeeded',
      trial: null,
      rolls: { agree: true },
      missingSteps: [{ code: 'survey-before' }],
    },
  ]);
  expect(placements).toMatchObject([
    { state: 'ended', followedBy: 'managed-move', reason: { code: 'trial-of-school' } },
  ]);
  expect(managedMoves[0]?.direction).toBe(placements[0]?.evidence[0]);
  expect(placements[0]?.managedMove).toBe(managedMoves[0]?.evidence[0]);
  expect(
    flags.map(({ flag }) => flag).filter((flag) => /trial|dual-registration|not-on-rolls/.test(flag)),
  ).toEqual([]);
  expect(educatedAt).toMatchObject([{ provider: { school: { urn: birchwood } }, by: 'registration' }]);
});

it('an authority and a school see how many there were, how they ended and what was sustained', async () => {
  await ledger.project();
  const numbers = (path: string) => numbersAt(ledger.address, path);
  expect(await numbers(`authorities/${barking}/managed-moves?as-at=2018-07-01`)).toMatchObject({
    'managed-moves-referred-by-day': 1,
    'managed-moves-succeeded-by-day': 1,
    'managed-moves-failed-by-day': 0,
    'managed-moves-sustained-6-months': 1,
    'managed-moves-sustained-12-months': 0,
  });
  expect(await numbers(`schools/${oakfield}/managed-moves?as-at=2027-01-31`)).toMatchObject({
    'managed-moves-referred-by-day': 3,
    'managed-moves-placed-by-day': 4,
    'managed-moves-succeeded-by-day': 2,
    'managed-moves-failed-by-day': 1,
    'managed-moves-withdrawn-by-day': 1,
    'managed-moves-overdue': 0,
  });
  expect(await numbers(`schools/${oakfield}/managed-moves?as-at=2027-01-31&year=2026/27`)).toMatchObject({
    'managed-moves-referred-by-day': 1,
    'managed-moves-succeeded-by-day': 1,
    'managed-moves-failed-by-day': 0,
  });
  expect(await numbers(`schools/${birchwood}/managed-moves?as-at=2027-01-31`)).toMatchObject({
    'managed-moves-referred-by-day': 0,
  });
});

it('reads the same where it comes from a movements file', () => ledger.sameFromMovementsFile());
