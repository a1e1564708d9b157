/** The story of a pupil's last school year: attendance week by week, an in-school unit, support, and what came after. */
import { birchwood, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

it('from full attendance by way of a unit to college', async () => {
  await story.told('roll-additions', '2024-09-03', { school: oakfield, enrolmentStatus: 'C', ncYear: '11' });
  const week = (monday: string, marks: Readonly<Record<string, number>>, sessionsPossible = 10) =>
    story.told('attendance-summaries', monday, {
      school: oakfield,
      sessionsPossible,
      marks: Object.entries(marks).map(([code, sessions]) => ({ code, sessions })),
    });
  await week('2024-09-09', { '/': 5, '\\': 5 });
  await week('2024-09-16', { '/': 3, '\\': 2, O: 5 });
  const suspension = await story.told('suspensions', '2024-09-23', {
    school: oakfield,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions: 4,
  });
  await story.told('support-signposts', '2024-09-23', {
    about: suspension,
    to: 'parent',
    by: 'school',
    services: ['sendiass', 'coram-child-law-advice'],
  });
  await story.told('support-referrals', '2024-09-26', { school: oakfield, service: 'youth-worker' });
  await week('2024-09-23', { E: 4, '/': 3, '\\': 3 });
  await story.told('in-school-units', '2024-09-30', {
    school: oakfield,
    purpose: 'behaviour',
    pattern: 'part-time',
    sessionsPerWeek: 5,
    plannedEndOn: '2024-12-20',
    parentTold: true,
  });
  await week('2024-09-30', { '/': 5, '\\': 4, I: 1 });
  await story.told('in-school-unit-endings', '2024-11-29', {
    school: oakfield,
    outcome: 'returned-to-lessons',
  });
  await story.told('post-16-destinations', '2025-09-15', {
    destination: 'further-education',
    place: birchwood,
  });
  await story.told('post-16-destinations', '2026-03-31', {
    destination: 'further-education',
    place: birchwood,
    sustained: true,
  });

  const told = await story.trajectory();
  expect(
    told.attendance.map(({ from, attended, sessionsPossible }) => [from, attended, sessionsPossible]),
  ).toEqual([
    ['2024-09-09', 10, 10],
    ['2024-09-16', 5, 10],
    ['2024-09-23', 6, 10],
    ['2024-09-30', 9, 10],
  ]);
  expect(told.attendance[2]).toMatchObject({
    authorisedAbsence: 4,
    byCode: [
      {},
      { code: { code: 'E', meaning: expect.stringMatching(/^Suspended/) as string }, sessions: 4 },
      {},
    ],
  });
  expect(told.signposts).toMatchObject([
    { about: { entry: suspension, type: 'Suspended' }, services: [{ code: 'sendiass' }, {}] },
  ]);
  expect(told.supportReferrals).toMatchObject([
    { school: { urn: oakfield }, service: { meaning: 'Youth worker' } },
  ]);
  expect(told.inSchoolUnits).toMatchObject([
    { from: '2024-09-30', to: '2024-11-29', purpose: { code: 'behaviour' }, outcome: 'returned-to-lessons' },
  ]);
  expect(told.postSixteen).toMatchObject([
    { sustained: null },
    { destination: { meaning: 'Further education college or other provider' }, sustained: true },
  ]);
  expect(told.flags).toEqual([]);
  const before = await story.trajectory('?as-at=2024-09-27');
  expect([before.attendance.length, before.inSchoolUnits.length, before.postSixteen.length]).toEqual([
    3, 0, 0,
  ]);
});

it('a week that was summed up wrongly is corrected, and withdrawn', async () => {
  const body = { school: oakfield, sessionsPossible: 10, marks: [{ code: '/', sessions: 9 }] };
  const wrong = await story.reported('attendance-summaries', '2024-10-07', body);
  const entry = wrong.body['entry'];
  const right = { ...body, effectiveOn: '2024-10-07', marks: [{ code: '/', sessions: 10 }] };
  const correct = { 'if-match': wrong.etag ?? '' };
  const corrected = await story.client.report(story.pupil, 'corrections', { entry, data: right }, correct);
  expect(corrected.status).toBe(201);
  expect((await story.trajectory()).attendance.at(-1)).toMatchObject({ from: '2024-10-07', attended: 10 });
  const withdrawn = await story.reported(
    'withdrawals',
    '2024-11-01',
    { entry },
    { 'if-match': corrected.etag ?? '' },
  );
  expect(withdrawn.status).toBe(201);
  expect((await story.trajectory()).attendance.at(-1)).toMatchObject({ from: '2024-09-30' });
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
