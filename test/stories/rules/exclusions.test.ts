/** Rule tests I01, I02, I03, I07, I21 and I22 of the requirements over REST; their details stand in test/projections. */
import { barking, birchwood, oakfield } from '../../support/recording-client.js';
import { Story } from '../../support/story.js';

let ledger: Story;
beforeAll(async () => {
  ledger = await Story.begin();
  await ledger.set(`authorities/${barking}/term-dates`, '2024-06-01', {
    schoolYear: '2024/25',
    terms: [
      { startsOn: '2024-09-03', endsOn: '2024-12-20' },
      { startsOn: '2025-01-06', endsOn: '2025-04-04' },
      { startsOn: '2025-04-22', endsOn: '2025-07-22' },
    ],
    closures: [
      { kind: 'half-term', startsOn: '2024-10-28', endsOn: '2024-11-01' },
      { kind: 'half-term', startsOn: '2025-02-17', endsOn: '2025-02-21' },
    ],
  });
});
afterAll(() => ledger.close());

async function onRoll(): Promise<Story> {
  const pupil = await ledger.another();
  await pupil.told('roll-additions', '2020-09-03', { school: oakfield, enrolmentStatus: 'C', ncYear: '7' });
  return pupil;
}
const suspend = (pupil: Story, on: string, lengthSessions: number, more: object = {}) =>
  pupil.told('suspensions', on, {
    school: oakfield,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions,
    ...more,
  });
const exclude = (pupil: Story, on: string) =>
  pupil.told('permanent-exclusions', on, { school: oakfield, reasons: ['PP'] });

it('I01: 45.0 days of a school year are lawful, 45.5 are recorded and flagged, at whichever school', async () => {
  const pupil = await onRoll();
  await suspend(pupil, '2024-09-02', 88);
  await suspend(pupil, '2024-09-03', 88);
  await pupil.told('roll-removals', '2025-01-03', { school: oakfield, regime: 'SI2024/208', ground: 'A' });
  await pupil.told('roll-additions', '2025-01-06', { school: birchwood, enrolmentStatus: 'C' });
  await suspend(pupil, '2025-01-13', 2, { school: birchwood });
  expect(await pupil.flags()).not.toContain('suspended-beyond-45-days');
  await suspend(pupil, '2025-03-03', 1, { school: birchwood });
  const { exclusions } = await pupil.trajectory();
  // 2 September lies in the school year before, for the first term begins on the 3rd.
  expect(exclusions.map(({ sessionsInYear }) => sessionsInYear)).toEqual([88, 88, 90, 91]);
  expect(await pupil.flags()).toContain('suspended-beyond-45-days');
});

it('I02: five school days owe no education, six owe it of the school, a permanent exclusion of the authority', async () => {
  const pupil = await onRoll();
  await suspend(pupil, '2024-10-07', 10);
  await suspend(pupil, '2024-10-24', 12);
  await exclude(pupil, '2025-02-12');
  const { sixthDays } = await pupil.trajectory();
  expect(sixthDays).toMatchObject([
    { schoolDays: 5, dueOn: null },
    // A weekend and a half-term lie between.
    { schoolDays: 6, dueOn: '2024-11-07', dutyHolder: { kind: 'school' }, daysWithoutEducation: 6 },
    { of: 'permanent-exclusion', dueOn: '2025-02-26', dutyHolder: { kind: 'authority' } },
  ]);
});

it('I03: nine suspensions of five days with days in school between owe nothing, and their 45 days are told', async () => {
  const pupil = await onRoll();
  const starts = ['09-04', '09-16', '09-24', '10-03', '10-14', '11-04', '11-13', '12-02', '12-11'];
  for (const start of starts) await suspend(pupil, `2024-${start}`, 10);
  const { sixthDays } = await pupil.trajectory();
  expect(sixthDays.map(({ dueOn }) => dueOn)).toEqual(Array(9).fill(null));
  expect(sixthDays.reduce((days, run) => days + (run.daysWithoutEducation ?? 0), 0)).toBe(45);
});

it('I03: two of five days back to back do owe education, from the sixth day on', async () => {
  const pupil = await onRoll();
  await suspend(pupil, '2024-09-09', 10);
  await suspend(pupil, '2024-09-16', 10);
  expect((await pupil.trajectory()).sixthDays).toMatchObject([{ schoolDays: 10, dueOn: '2024-09-16' }]);
});

it('I07: a name deleted before board and panel decided is recorded and flagged, after them it is in order', async () => {
  const deletion = (pupil: Story, on: string) =>
    pupil.told('roll-removals', on, { school: oakfield, regime: 'SI2024/208', ground: 'O' });
  const early = await onRoll();
  await exclude(early, '2025-01-13');
  await deletion(early, '2025-01-20');
  expect(await early.flags()).toContain('deleted-before-exclusion-final');
  const upheld = await onRoll();
  await exclude(upheld, '2025-01-13');
  const about = { school: oakfield, excludedOn: '2025-01-13' };
  await upheld.told('exclusion-reviews', '2025-01-30', { ...about, review: 'GB', outcome: 'DNO' });
  await upheld.told('exclusion-reviews', '2025-03-10', { ...about, review: 'IRP', outcome: 'INO' });
  await deletion(upheld, '2025-03-11');
  expect(await upheld.flags()).not.toContain('deleted-before-exclusion-final');
});

it('I21: a lunchtime is a suspension of half a day', async () => {
  const pupil = await onRoll();
  await suspend(pupil, '2024-10-07', 1, { category: 'LNCH' });
  expect(await pupil.trajectory()).toMatchObject({
    exclusions: [{ kind: 'suspension', category: { code: 'LNCH' }, lengthSessions: 1, sessionsInYear: 1 }],
    sixthDays: [],
  });
});

it('I22: a reason keeps the code of its time, and one of another time is flagged', async () => {
  const pupil = await onRoll();
  await suspend(pupil, '2020-03-02', 2, { reasons: ['OT'] });
  expect(await pupil.flags()).not.toContain('code-outside-its-period');
  await suspend(pupil, '2024-10-07', 2, { reasons: ['OT'] });
  const { exclusions, flags } = await pupil.trajectory();
  expect(exclusions.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([['OT'], ['OT']]);
  expect(flags.flatMap(({ flag, on }) => (flag === 'code-outside-its-period' ? [on] : []))).toEqual([
    '2024-10-07',
  ]);
});
