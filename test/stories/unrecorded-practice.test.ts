/** The story of what no register shows of one pupil, to a move that an officer explains, told over REST. */
import type { MovesDocument } from '../../src/querying/documents/reports.js';
import { birchwood, flagsOf, oakfield, type Reply } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;

beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

const told = (path: string, effectiveOn: string, body: object = {}): Promise<Reply> =>
  story.reported(path, effectiveOn, { school: oakfield, ...body });
const trajectory = (query?: string) => story.trajectory(query);

/** The report as known at the newest position, with the read models caught up. */
async function unexplained(): Promise<MovesDocument> {
  await story.project();
  const response = await fetch(`${story.address}/api/schools/${oakfield}/unexplained-moves`);
  return (await response.json()) as MovesDocument;
}

it('reduced timetable, informal exclusions and concerns are told as what they are', async () => {
  await told('roll-additions', '2021-09-01', { enrolmentStatus: 'C', ncYear: '7' });
  const reduced = await told('reduced-timetables', '2024-09-09', { sessionsAWeek: 5, reason: 'behaviour' });
  expect(flagsOf(reduced).sort()).toEqual([
    'reduced-timetable-without-consent',
    'reduced-timetable-without-end',
  ]);
  const review = await told('reduced-timetable-reviews', '2024-09-27', {
    outcome: 'continued',
    parentAgreed: true,
    plannedEnd: '2024-10-25',
    reviewBy: '2024-10-11',
  });
  expect(flagsOf(review)).toEqual([]);
  await told('reduced-timetable-endings', '2024-10-25', { outcome: 'full-time' });
  const sentHome = await told('informal-exclusions', '2024-11-04', {
    reportedBy: 'parent',
    kind: 'sent-home',
  });
  expect(flagsOf(sentHome)).toEqual(['informal-exclusion-reported']);
  await told('informal-exclusions', '2024-11-04', { reportedBy: 'health', kind: 'cooling-off', sessions: 3 });
  const raised = await told('concerns', '2024-11-11', {
    kind: 'informal-exclusion',
    raisedBy: 'parent',
    about: sentHome.body['entry'],
  });
  const { reducedTimetables, informalExclusions, concerns, exclusions, entries } = await trajectory();
  expect(reducedTimetables).toMatchObject([
    { state: 'ended', from: '2024-09-09', to: '2024-10-25', parentAgreed: true, ending: 'full-time' },
  ]);
  expect(informalExclusions).toMatchObject([
    { from: '2024-11-04', sessions: 3, reportedBy: [{ code: 'health' }, { code: 'parent' }] },
  ]);
  expect(concerns).toMatchObject([{ state: 'open', about: sentHome.body['entry'] }]);
  expect(exclusions).toEqual([]);
  expect(entries.find(({ id }) => id === raised.body['entry'])).toMatchObject({
    concerns: sentHome.body['entry'],
  });

  const resolution = {
    concern: raised.body['entry'],
    outcome: 'substantiated',
    resolvedBy: 'local-authority',
  };
  const reply = await story.client.report(story.pupil, 'concern-resolutions', {
    effectiveOn: '2024-12-02',
    ...resolution,
  });
  expect(reply).toMatchObject({ status: 201 });
  expect((await trajectory()).concerns).toMatchObject([{ state: 'substantiated' }]);
  expect((await trajectory('?as-at=2024-12-01')).concerns).toMatchObject([
    { state: 'open', resolvedOn: null },
  ]);
});

it('a move that an officer explains leaves the published figure as it is, and the own profile says what it removed', async () => {
  await told('roll-removals', '2025-01-10', {
    regime: 'SI2024/208',
    ground: 'A',
    destination: { kind: 'school', school: birchwood },
  });
  await story.client.report(story.pupil, 'roll-additions', {
    effectiveOn: '2025-01-13',
    school: birchwood,
    enrolmentStatus: 'C',
  });
  expect(await unexplained()).toMatchObject({
    totals: { unexplained: 1 },
    ownProfile: { name: 'authority-own', unexplained: 1, removed: 0 },
  });
  const explained = await told('move-explanations', '2025-02-03', {
    leftOn: '2025-01-10',
    reason: 'parental-choice',
    evidence: 'letter-of-parent',
    reference: 'MV/2025/3',
  });
  expect(flagsOf(explained)).toEqual([]);
  expect(await unexplained()).toMatchObject({
    method: { name: 'EPI-2024' },
    totals: { unexplained: 1 },
    ownProfile: { unexplained: 0, removed: 1 },
    moves: [{ class: 'unexplained', explainedByOfficer: true }],
  });
  expect((await trajectory()).moves).toMatchObject([
    { classification: { class: 'unexplained' }, ownClass: 'explained' },
  ]);
  expect((await trajectory()).explanations).toMatchObject([
    { on: '2025-02-03', reason: { code: 'parental-choice' }, evidenceKind: 'letter-of-parent' },
  ]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
