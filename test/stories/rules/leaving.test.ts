/** Rule tests I09, I13 to I16 and I20 of the requirements over REST; their details stand in test/projections. */
import { barking, birchwood, oakfield } from '../../support/recording-client.js';
import { asUrn } from '../../../events/identifiers.js';
import { Story } from '../../support/story.js';
import type { EarlyWarningDocument } from '../../../src/querying/documents/findings.js';
import type { FairAccessDocument } from '../../../src/querying/documents/fair-access.js';
import type { MovesDocument } from '../../../src/querying/documents/reports.js';

let ledger: Story;
const cedar = asUrn('100003');
beforeAll(async () => {
  ledger = await Story.begin();
  const secondary = { phase: 'secondary', lowestAge: 11, highestAge: 16 } as const;
  await ledger.describe(oakfield, 'Oakfield School', 'mainstream', secondary);
  await ledger.describe(birchwood, 'Birchwood School', 'mainstream', secondary);
  await ledger.describe(cedar, 'Cedar School', 'mainstream', { phase: 'primary' });
});
afterAll(() => ledger.close());

async function onRoll(): Promise<Story> {
  const pupil = await ledger.another();
  await pupil.told('roll-additions', '2023-09-04', { school: oakfield, enrolmentStatus: 'C', ncYear: '8' });
  return pupil;
}
const leave = (pupil: Story, on: string, ground: string, more: object = {}) =>
  pupil.told('roll-removals', on, { school: oakfield, regime: 'SI2024/208', ground, ...more });
const atHome = { destination: { kind: 'home-education' } };

/** The moves of a pupil in the view of moves, with class and rule. */
async function movesOf(story: Story): Promise<MovesDocument['moves']> {
  await story.project();
  const path = `/api/schools/${oakfield}/unexplained-moves?class=all&limit=500`;
  const { moves } = (await (await fetch(story.address + path)).json()) as MovesDocument;
  return moves.filter(({ pupil }) => pupil === story.pupil);
}

it('I09: a name deleted with no destination is unresolved, among those whose whereabouts are not known', async () => {
  const pupil = await onRoll();
  await leave(pupil, '2024-11-08', 'G');
  expect((await pupil.trajectory()).missingEducation).toMatchObject([
    { because: 'left-without-destination', from: '2024-11-09', to: null, state: 'unresolved' },
  ]);
  expect(await movesOf(pupil)).toMatchObject([{ whereabouts: 'not-known', kind: 'left' }]);
});

it('I13: the way back from home education is open for a window whose length the authority sets', async () => {
  await ledger.set(`authorities/${barking}/local-standards`, '2024-12-01', {
    standard: 'home-education-return-window',
    length: 5,
  });
  const backOn = async (left: string, joined: string) => {
    const pupil = await onRoll();
    await leave(pupil, left, 'F', atHome);
    await pupil.told('roll-additions', joined, { school: oakfield, enrolmentStatus: 'C' });
    return pupil;
  };
  const inside = await backOn('2024-11-08', '2024-12-02');
  expect((await inside.trajectory()).homeEducation).toMatchObject([
    { returnWindow: { schoolDays: 20 }, returned: { toSchoolLeft: true, withinWindow: true } },
  ]);
  expect(await inside.flags()).toContain('home-education-short-cycle');
  const outside = await backOn('2025-01-10', '2025-01-27');
  expect((await outside.trajectory()).homeEducation).toMatchObject([
    { returnWindow: { schoolDays: 5 }, returned: { withinWindow: false } },
  ]);
});

describe('I14: leavings that are no off-rolling, and those that raise a concern', () => {
  it('a house move takes a move out of the unexplained, by the addresses that it went between', async () => {
    const pupil = await onRoll();
    const lives = (on: string, uprn: string) =>
      pupil.told('addresses', on, {
        lines: ['1 High Street'],
        postcode: 'IG11 7AA',
        uprn,
        homeAuthority: barking,
      });
    await lives('2023-09-04', '100010000001');
    await lives('2024-11-04', '100010000002');
    await leave(pupil, '2024-11-08', 'A');
    await pupil.told('roll-additions', '2024-11-11', {
      school: birchwood,
      enrolmentStatus: 'C',
      ncYear: '9',
    });
    expect(await movesOf(pupil)).toMatchObject([{ class: 'family-reason' }]);
  });

  it('home education of the family’s own choice raises none, and is no unexplained move', async () => {
    const pupil = await onRoll();
    await pupil.told('home-education-notices', '2024-11-04', {
      school: oakfield,
      notifiedBy: 'parent',
      letter: 'parent',
    });
    await leave(pupil, '2024-11-08', 'F', atHome);
    expect(await pupil.flags()).not.toContain('sign-of-pressure');
    expect(await movesOf(pupil)).toMatchObject([{ class: 'out-of-scope' }]);
  });

  it('a formal permanent exclusion that was carried out is none', async () => {
    const pupil = await onRoll();
    await pupil.told('permanent-exclusions', '2024-11-04', { school: oakfield, reasons: ['PP'] });
    const about = { school: oakfield, excludedOn: '2024-11-04' };
    await pupil.told('exclusion-reviews', '2024-11-20', { ...about, review: 'GB', outcome: 'ANO' });
    await leave(pupil, '2024-12-20', 'O', { destination: { kind: 'school', school: birchwood } });
    expect(await movesOf(pupil)).toMatchObject([{ class: 'out-of-scope' }]);
  });

  it('home education after a threat on record, by a pro-forma letter, is a concern with its evidence', async () => {
    const pupil = await onRoll();
    const threat = await pupil.told('concerns', '2024-10-15', {
      kind: 'exclusion-threatened',
      raisedBy: 'parent',
      school: oakfield,
    });
    const notice = await pupil.told('home-education-notices', '2024-11-04', {
      school: oakfield,
      notifiedBy: 'school',
      letter: 'pro-forma',
    });
    expect((await pupil.trajectory()).homeEducation[0]?.pressure).toMatchObject([
      { evidence: [threat] },
      { evidence: [notice] },
    ]);
  });
});

it('I15: each leaving has the October and the January census that come next, and how many days before them it was', async () => {
  const on = async (leftOn: string) => {
    const pupil = await onRoll();
    await leave(pupil, leftOn, 'A');
    return (await movesOf(pupil)).map((move) => [move.nextOctoberCensus, move.nextJanuaryCensus]);
  };
  expect(await on('2024-09-27')).toEqual([
    [
      { on: '2024-10-03', days: 6 },
      { on: '2025-01-16', days: 111 },
    ],
  ]);
  // Who leaves on census day is counted on it.
  expect(await on('2025-01-16')).toEqual([
    [
      { on: '2025-10-02', days: 259 },
      { on: '2026-01-15', days: 364 },
    ],
  ]);
});

it('I15: one in the weeks before a census shows among the early warnings until the school year ends', async () => {
  const shownOn = async (asAt: string) => {
    const path = `/api/schools/${oakfield}/early-warning?rule=left-before-census&limit=500&as-at=${asAt}`;
    const { pupils } = (await (await fetch(ledger.address + path)).json()) as EarlyWarningDocument;
    return pupils.map(({ pupil }) => pupil);
  };
  const pupil = await onRoll();
  await leave(pupil, '2024-09-27', 'A');
  await pupil.project();
  expect(await shownOn('2024-09-26')).not.toContain(pupil.pupil);
  expect(await shownOn('2024-10-15')).toContain(pupil.pupil);
  expect(await shownOn('2025-09-15')).not.toContain(pupil.pupil);
});

it('I16: a second red year group of a primary school is recorded and breaks the rule; one amber does not', async () => {
  const rate = (ncYear: string, rating: string) =>
    ledger.set(`schools/${cedar}/fair-access-capacity`, '2024-09-03', { ncYear, rating });
  await rate('3', 'red');
  await rate('5', 'amber');
  await rate('6', 'red');
  await ledger.project();
  const response = await fetch(`${ledger.address}/api/schools/${cedar}/fair-access?as-at=2024-10-01`);
  const { schools } = (await response.json()) as FairAccessDocument;
  expect(schools[0]?.yearGroups.map(({ ncYear, breaksRule }) => [ncYear, breaksRule])).toEqual([
    ['3', false],
    ['5', false],
    ['6', true],
  ]);
});

it('I20: an exclusion is recovered from the school that excluded, or ends with the return to mainstream', async () => {
  await ledger.set(`authorities/${barking}/cost-recovery-schemes`, '2024-04-01', {
    provisions: [{ reference: 'STEPS' }],
  });
  const excluded = async () => {
    const pupil = await onRoll();
    await pupil.told('permanent-exclusions', '2024-11-04', { school: oakfield, reasons: ['DB'] });
    await pupil.told('alternative-provision', '2024-11-18', {
      authority: barking,
      provider: { reference: 'STEPS' },
      pattern: 'full-time',
      registration: 'single',
    });
    return pupil;
  };
  const stateOf = async (pupil: Story) => (await pupil.trajectory()).costRecoveries.map(({ state }) => state);
  const about = { school: oakfield, excludedOn: '2024-11-04' };
  const settled = await excluded();
  expect(await stateOf(settled)).toEqual(['due']);
  await settled.told('cost-recoveries', '2024-12-02', { ...about, provider: { reference: 'STEPS' } });
  await settled.told('cost-recovery-settlements', '2025-02-03', { ...about, amountPence: 640_000 });
  expect(await stateOf(settled)).toEqual(['settled']);
  const returned = await excluded();
  await returned.told('roll-additions', '2025-01-13', { school: birchwood, enrolmentStatus: 'C' });
  expect(await stateOf(returned)).toEqual(['returned']);
});
