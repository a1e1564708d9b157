/** Rule tests I04, I05, I06, I08, I17, I18 and I19 of the requirements over REST; their details stand in test/projections. */
import { barking, birchwood, oakfield } from '../../support/recording-client.js';
import { Story } from '../../support/story.js';

const steps = [
  'interventions',
  'parent-approval',
  'referral',
  'panel-offer',
  'meeting',
  'survey-before',
  'survey-after',
];

let ledger: Story;
beforeAll(async () => {
  ledger = await Story.begin();
  const ofAuthority = (path: string, effectiveOn: string, body: object) =>
    ledger.set(`authorities/${barking}/${path}`, effectiveOn, body);
  await ofAuthority('managed-move-protocols', '2015-09-01', { trialWeeks: 12, requiredSteps: steps });
  await ofAuthority('alternative-provision-systems', '2015-09-01', { name: 'By school', staying: [] });
  await ofAuthority('alternative-provision-systems', '2022-09-01', { name: 'Framework', staying: ['11'] });
  const check = { registered: true, quality: 'good', visited: true };
  await ofAuthority('provider-checks', '2017-01-09', { ...check, provider: { reference: 'GOOD' } });
  await ofAuthority('provider-checks', '2017-01-09', {
    ...check,
    provider: { reference: 'UNREGISTERED' },
    registered: false,
  });
  await ofAuthority('provider-checks', '2017-01-09', {
    ...check,
    provider: { reference: 'POOR' },
    quality: 'requires-improvement',
    visited: false,
  });
});
afterAll(() => ledger.close());

async function onRoll(ncYear = '7', on = '2015-09-03'): Promise<Story> {
  const pupil = await ledger.another();
  await pupil.told('roll-additions', on, { school: oakfield, enrolmentStatus: 'C', ncYear });
  return pupil;
}
const step = (pupil: Story, path: string, on: string, more: object = {}) =>
  pupil.told(path, on, { school: oakfield, ...more });
const toBirchwood = { receivingSchool: birchwood };

async function onTrial(pupil: Story): Promise<void> {
  await step(pupil, 'managed-move-referrals', '2017-09-11', {
    reason: 'at-risk-of-exclusion',
    interventions: ['mentoring'],
    parentApprovedOn: '2017-09-08',
  });
  await step(pupil, 'managed-move-considerations', '2017-09-18', { decision: 'offered', ...toBirchwood });
  await step(pupil, 'managed-move-meetings', '2017-09-22', { attended: ['pupil', 'parent'] });
  await step(pupil, 'attitude-surveys', '2017-09-25', { time: 'before', instrument: 'pass' });
  await step(pupil, 'enrolment-changes', '2017-10-02', { enrolmentStatus: 'M' });
  await step(pupil, 'roll-additions', '2017-10-02', { school: birchwood, enrolmentStatus: 'S' });
  await step(pupil, 'managed-move-trials', '2017-10-02', toBirchwood);
}
const moveOf = async (pupil: Story) => (await pupil.trajectory()).managedMoves[0];

describe('I04: twelve weeks of trial', () => {
  it('have the decision due, and end on the host’s roll on one date', async () => {
    const pupil = await onRoll();
    await onTrial(pupil);
    expect(await moveOf(pupil)).toMatchObject({ state: 'on-trial', trial: { decisionDueOn: '2017-12-25' } });
    await step(pupil, 'attitude-surveys', '2017-12-18', { time: 'after', instrument: 'pass' });
    await step(pupil, 'managed-move-successes', '2017-12-18', toBirchwood);
    await step(pupil, 'roll-removals', '2017-12-18', { regime: 'SI2006/1751', ground: 'b' });
    await step(pupil, 'enrolment-changes', '2017-12-18', { school: birchwood, enrolmentStatus: 'C' });
    const { managedMoves, moves } = await pupil.trajectory();
    expect(managedMoves).toMatchObject([{ state: 'succeeded', missingSteps: [], rolls: { agree: true } }]);
    expect(moves).toMatchObject([{ from: { urn: oakfield }, to: { urn: birchwood } }]);
  });

  it('end in failure at week twelve with the home roll unchanged and the host’s ended', async () => {
    const pupil = await onRoll();
    await onTrial(pupil);
    await step(pupil, 'managed-move-failures', '2017-12-25', { reason: 'behaviour' });
    await step(pupil, 'roll-removals', '2017-12-25', {
      school: birchwood,
      regime: 'SI2006/1751',
      ground: 'c',
    });
    const { managedMoves, moves } = await pupil.trajectory();
    expect(managedMoves).toMatchObject([{ state: 'failed', rolls: { leftHomeOn: null, agree: true } }]);
    expect(moves).toEqual([]);
    expect(await pupil.flags()).not.toContain('managed-move-decided-late');
  });

  it('are overdue when nobody decided', async () => {
    const pupil = await onRoll();
    await onTrial(pupil);
    await step(pupil, 'managed-move-successes', '2018-01-15', toBirchwood);
    expect(await pupil.flags()).toContain('managed-move-decided-late');
  });
});

it('I05: what has to come before a trial is recorded where it is missing or out of order, and flagged', async () => {
  const bare = await onRoll();
  await step(bare, 'managed-move-trials', '2017-10-02', toBirchwood);
  expect(await moveOf(bare)).toMatchObject({ state: 'on-trial' });
  expect((await moveOf(bare))?.missingSteps.map(({ code }) => code)).toEqual(steps.slice(0, 6));
  const turned = await onRoll();
  await step(turned, 'managed-move-considerations', '2017-09-04', { decision: 'offered', ...toBirchwood });
  await step(turned, 'managed-move-referrals', '2017-09-11', { reason: 'behaviour', interventions: [] });
  expect(await turned.flags()).toContain('managed-move-steps-out-of-order');
});

it('I06: a move without the survey before or after is incomplete', async () => {
  const pupil = await onRoll();
  await onTrial(pupil);
  await step(pupil, 'managed-move-successes', '2017-12-18', toBirchwood);
  expect((await moveOf(pupil))?.missingSteps.map(({ code }) => code)).toEqual(['survey-after']);
});

const place = (pupil: Story, on: string, reference: string, more: object = {}) =>
  pupil.told('alternative-provision', on, {
    authority: barking,
    school: oakfield,
    provider: { reference },
    pattern: 'full-time',
    registration: 'dual',
    reason: 'preventative',
    ...more,
  });

it('I08: a placement without reason, end or attendance is recorded and flagged', async () => {
  const pupil = await onRoll();
  await place(pupil, '2017-10-02', 'GOOD', { reason: undefined });
  await pupil.told('alternative-provision-endings', '2017-12-15', {
    authority: barking,
    followedBy: 'returned-to-school',
  });
  const missing = (await pupil.trajectory()).flags.flatMap(({ flag, about }) =>
    flag === 'placement-field-missing' ? [about] : [],
  );
  expect(missing.sort()).toEqual(['attendance', 'reason']);
});

it('I17: Year 11 stays in the system that it was in, all others come to the new one', async () => {
  const systemOf = async (ncYear: string) => {
    const pupil = await onRoll(ncYear, '2022-09-05');
    await place(pupil, '2022-10-03', 'GOOD');
    return (await pupil.trajectory()).placements[0]?.system;
  };
  expect([await systemOf('11'), await systemOf('10')]).toEqual(['By school', 'Framework']);
});

it('I18: a provider that is not registered, below good or not visited is flagged', async () => {
  const flagsOf = async (reference: string) => {
    const pupil = await onRoll();
    await place(pupil, '2017-10-02', reference);
    return (await pupil.flags()).filter((flag) => flag.startsWith('provider-')).sort();
  };
  expect(await flagsOf('GOOD')).toEqual([]);
  expect(await flagsOf('UNREGISTERED')).toEqual(['provider-not-registered']);
  expect(await flagsOf('POOR')).toEqual(['provider-below-good', 'provider-not-visited']);
  expect(await flagsOf('NOBODY-KNOWS')).toEqual(['provider-not-checked']);
});

it('I19: a second managed move is flagged with its number and the interval', async () => {
  const pupil = await onRoll();
  await onTrial(pupil);
  await step(pupil, 'managed-move-failures', '2017-11-10', { reason: 'behaviour' });
  await step(pupil, 'managed-move-trials', '2018-01-10', toBirchwood);
  expect((await pupil.trajectory()).managedMoves).toMatchObject([
    { ordinal: 1, daysAfterPrevious: null },
    { ordinal: 2, daysAfterPrevious: 100 },
  ]);
  expect(await pupil.flags()).toContain('managed-move-repeated');
});
