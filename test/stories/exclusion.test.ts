/** The story of one pupil's exclusions, first event to last, told over REST and read back as the trajectory. */
import { barking, birchwood, flagsOf, oakfield, type Reply } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;

beforeAll(async () => {
  story = await Story.begin();
  const terms = [
    { startsOn: '2024-09-03', endsOn: '2024-12-20' },
    { startsOn: '2025-01-06', endsOn: '2025-04-04' },
    { startsOn: '2025-04-22', endsOn: '2025-07-22' },
  ];
  const closures = [
    { kind: 'half-term', startsOn: '2024-10-28', endsOn: '2024-11-01' },
    { kind: 'half-term', startsOn: '2025-02-17', endsOn: '2025-02-21' },
    { kind: 'half-term', startsOn: '2025-05-26', endsOn: '2025-05-30' },
  ];
  await story.client.post(`/api/authorities/${barking}/term-dates`, {
    effectiveOn: '2024-06-01',
    schoolYear: '2024/25',
    terms,
    closures,
  });
});
afterAll(() => story.close());

const told = (path: string, effectiveOn: string, body: object = {}): Promise<Reply> =>
  story.reported(path, effectiveOn, { school: oakfield, ...body });
const trajectory = (query?: string) => story.trajectory(query);

const permanent = { excludedOn: '2025-01-20' };

it('from a lunchtime to reinstatement after a panel, every step is taken and told', async () => {
  await told('roll-additions', '2020-09-01', { enrolmentStatus: 'C', ncYear: '7' });
  await told('suspensions', '2024-10-07', {
    category: 'LNCH',
    lengthSessions: 1,
    reasons: ['VP'],
    place: 'off-site',
  });

  // Two back to back: education is owed from the sixth school day, half-term left out.
  const first = await told('suspensions', '2024-10-21', {
    category: 'SUSP',
    lengthSessions: 10,
    reasons: ['DB', 'VA', 'MT'],
    place: 'off-site',
  });
  await told('suspensions', '2024-11-04', { category: 'SUSP', lengthSessions: 6, reasons: ['DB'] });
  expect((await trajectory()).sixthDays).toMatchObject([
    {
      from: '2024-10-21',
      to: '2024-11-06',
      schoolDays: 8,
      dueOn: '2024-11-04',
      dutyHolder: { kind: 'school', school: { urn: oakfield } },
      daysWithoutEducation: 8,
      byDefault: false,
    },
  ]);
  await told('sixth-day-education', '2024-11-04', {
    exclusion: first.body['entry'],
    arrangedBy: 'school',
    provider: 'alternative-provision',
    place: birchwood,
    hours: 'full-time',
    endsOn: '2024-11-06',
  });
  await told('reintegration-meetings', '2024-11-07', {
    excludedOn: '2024-11-04',
    attended: ['pupil', 'parent'],
  });

  // A suspension that the head takes back.
  const mistaken = await told('suspensions', '2024-12-02', {
    category: 'SUSP',
    lengthSessions: 4,
    reasons: ['TH'],
  });
  await told('exclusion-cancellations', '2024-12-03', { exclusion: mistaken.body['entry'] });

  await told('permanent-exclusions', '2025-01-20', { reasons: ['PA', 'OW'], missesExamination: false });
  const education = {
    ...permanent,
    arrangedBy: 'authority',
    provider: 'pupil-referral-unit',
    hours: 'full-time',
  };
  const late = await told('sixth-day-education', '2025-01-28', education);
  expect(flagsOf(late)).toEqual(['sixth-day-education-late']);
  await told('exclusion-reviews', '2025-02-03', {
    ...permanent,
    review: 'GB',
    outcome: 'DNO',
    attended: ['parent', 'local-authority', 'social-worker'],
  });
  await told('exclusion-reviews', '2025-02-14', { ...permanent, review: 'IRP', outcome: 'GNO' });
  await told('tribunal-claims', '2025-02-24', { ...permanent, tribunal: 'first-tier-tribunal' });
  await told('exclusion-reviews', '2025-03-10', {
    ...permanent,
    review: 'IRP',
    outcome: 'NOG',
    panelDecision: 'quashed',
  });
  await told('exclusion-reviews', '2025-03-20', {
    ...permanent,
    review: 'IRP',
    outcome: 'KRE',
    reinstatedFrom: '2025-03-24',
  });
  await told('tribunal-decisions', '2025-04-28', {
    ...permanent,
    tribunal: 'first-tier-tribunal',
    outcome: 'withdrawn',
  });
  await told('safeguarding-separations', '2026-09-14');
  await told('safeguarding-separation-endings', '2026-09-21', { outcome: 'returned' });

  const { exclusions, sixthDays, separations, flags } = await trajectory();
  expect(exclusions.map(({ startedOn, category, state }) => [startedOn, category.code, state])).toEqual([
    ['2024-10-07', 'LNCH', 'issued'],
    ['2024-10-21', 'SUSP', 'issued'],
    ['2024-11-04', 'SUSP', 'issued'],
    ['2024-12-02', 'SUSP', 'cancelled'],
    ['2025-01-20', 'PERM', 'reinstated'],
  ]);
  expect(exclusions.map(({ boardThreshold, sessionsInYear }) => [boardThreshold, sessionsInYear])).toEqual([
    [null, 1],
    ['over-5-days', 11],
    ['over-5-days', 17],
    ['over-5-days', 19],
    [null, 0],
  ]);
  expect(exclusions.at(-1)).toMatchObject({
    course: [
      { on: '2025-02-03', to: 'not-reinstated' },
      { on: '2025-02-14', to: 'panel-requested' },
      { on: '2025-03-10', to: 'quashed' },
      { on: '2025-03-20', to: 'reinstated', inCourse: true },
    ],
    reinstatedFrom: '2025-03-24',
    returned: { on: '2025-03-24', to: { urn: oakfield } },
    claims: [{ lodgedOn: '2025-02-24', decidedOn: '2025-04-28', outcome: 'withdrawn' }],
  });
  expect(exclusions[2]).toMatchObject({
    meetings: [{ on: '2024-11-07', attended: [{ meaning: 'The pupil' }, { code: 'parent' }] }],
  });
  expect(sixthDays).toMatchObject([
    { daysWithoutEducation: 5, arrangements: [{ from: '2024-11-04', place: { urn: birchwood } }] },
    { from: '2024-12-02', to: '2024-12-02', dueOn: null },
    {
      of: 'permanent-exclusion',
      dueOn: '2025-01-27',
      to: '2025-03-23',
      daysWithoutEducation: 6,
      dutyHolder: { kind: 'authority', authority: { code: barking } },
    },
  ]);
  expect(separations).toMatchObject([{ from: '2026-09-14', to: '2026-09-21', outcome: 'returned' }]);
  expect(flags.map(({ flag }) => flag)).toEqual(['sixth-day-education-late']);
});

it('as at a day it tells what had happened by then', async () => {
  const { exclusions, sixthDays, separations } = await trajectory('?as-at=2025-03-15');
  expect(exclusions.at(-1)).toMatchObject({ state: 'quashed', reinstatedFrom: null, returned: null });
  expect(sixthDays.at(-1)).toMatchObject({ to: null, schoolDays: null });
  expect(separations).toEqual([]);
});

it('a step out of course is taken and flagged, and withdrawn with its flag', async () => {
  const cancelled = await told('exclusion-cancellations', '2025-05-01', permanent);
  expect(flagsOf(cancelled)).toContain('exclusion-out-of-course');
  const withdrawal = await story.client.report(
    story.pupil,
    'withdrawals',
    { effectiveOn: '2025-05-02', entry: cancelled.body['entry'] },
    { 'if-match': '*' },
  );
  expect(withdrawal).toMatchObject({ status: 201 });
  expect((await trajectory()).exclusions.at(-1)).toMatchObject({ state: 'reinstated', cancelledOn: null });
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
