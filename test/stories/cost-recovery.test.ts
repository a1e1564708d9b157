/** The story of the money after an exclusion: claimed, negotiated, settled; and another that ends with the return. */
import { barking, birchwood, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

it('from the authority’s scheme to the settlement, with the budget share beside it', async () => {
  const authority = `authorities/${barking}`;
  await story.describe(oakfield, 'Oakfield School', 'mainstream');
  await story.describe(birchwood, 'Birchwood Unit', 'alternative-provision');
  const scheme = { provisions: [{ school: birchwood }, { reference: 'STEPS' }] };
  await story.set(`${authority}/cost-recovery-schemes`, '2024-04-01', scheme);
  const set = await story.set(`${authority}/pupil-funding`, '2024-03-01', {
    financialYear: '2024-25',
    amounts: [{ fromYearGroup: 7, toYearGroup: 11, amountPence: 520_000 }],
    adjustmentPence: 400_000,
  });
  await story.set(`${authority}/term-dates`, '2024-06-01', {
    schoolYear: '2024/25',
    terms: [
      { startsOn: '2024-09-03', endsOn: '2024-12-20' },
      { startsOn: '2025-01-06', endsOn: '2025-04-04' },
    ],
    closures: [{ kind: 'half-term', startsOn: '2024-10-28', endsOn: '2024-11-01' }],
  });

  await story.told('roll-additions', '2024-09-03', { school: oakfield, enrolmentStatus: 'C', ncYear: '10' });
  const exclusion = await story.told('permanent-exclusions', '2024-11-11', {
    school: oakfield,
    reasons: ['DB'],
  });
  await story.told('roll-additions', '2024-11-19', { school: birchwood, enrolmentStatus: 'C', ncYear: '10' });
  expect((await story.trajectory()).costRecoveries).toMatchObject([
    { state: 'due', dueFrom: '2024-11-19', school: { urn: oakfield, name: 'Oakfield School' } },
  ]);

  const about = { school: oakfield, exclusion };
  await story.told('cost-recoveries', '2024-12-02', {
    ...about,
    provider: { school: birchwood },
    authority: barking,
    claimedPence: 780_000,
  });
  const negotiation = { school: oakfield, excludedOn: '2024-11-11' };
  await story.told('cost-recovery-negotiations', '2024-12-09', { ...negotiation, outcome: 'under-way' });
  await story.told('cost-recovery-negotiations', '2025-01-13', {
    ...negotiation,
    outcome: 'agreed',
    agreedPence: 640_000,
  });
  await story.told('cost-recovery-settlements', '2025-02-03', { ...about, amountPence: 640_000 });

  const { costRecoveries, budgetShares, flags } = await story.trajectory();
  expect(costRecoveries).toMatchObject([
    {
      authority: { code: barking, name: 'Barking and Dagenham' },
      exclusion,
      provider: { school: { urn: birchwood } },
      isNamedProvision: true,
      yearGroup: 10,
      isNegotiated: true,
      claimedPence: 780_000,
      negotiations: [{ outcome: 'under-way' }, { outcome: 'agreed', agreedPence: 640_000 }],
      settlements: [{ on: '2025-02-03', pence: 640_000 }],
      state: 'settled',
      stateMeaning: 'Recovered',
      course: [
        { signal: 'opened', inCourse: true },
        { signal: 'negotiated', inCourse: true },
        { signal: 'agreed', inCourse: true },
        { signal: 'settled', inCourse: true },
      ],
    },
  ]);
  // The sixth school day after 11 November is the 19th; nineteen weeks are left to 31 March.
  expect(budgetShares).toMatchObject([
    {
      relevantDate: '2024-11-19',
      weeks: 19,
      pupilPence: 520_000,
      adjustmentPence: 0,
      pence: 190_000,
      setBy: set,
    },
  ]);
  expect(flags.map(({ flag }) => flag).filter((flag) => flag.startsWith('cost-'))).toEqual([]);
  const [before] = (await story.trajectory('?as-at=2024-12-31')).costRecoveries;
  expect(before).toMatchObject({ state: 'negotiating', settlements: [] });
});

it('ends with the return to mainstream, and a second exclusion has a case of its own', async () => {
  await story.told('roll-additions', '2025-04-22', { school: oakfield, enrolmentStatus: 'C', ncYear: '10' });
  const second = { school: oakfield, excludedOn: '2025-05-12' };
  await story.told('permanent-exclusions', '2025-05-12', { school: oakfield, reasons: ['PA'] });
  await story.told('cost-recoveries', '2025-06-02', { ...second, provider: { reference: 'STEPS' } });
  await story.told('cost-recovery-closures', '2025-06-30', { ...second, reason: 'returned-to-mainstream' });
  const { costRecoveries } = await story.trajectory();
  expect(costRecoveries.map(({ excludedOn, state }) => [excludedOn, state])).toEqual([
    ['2024-11-11', 'settled'],
    ['2025-05-12', 'returned'],
  ]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
