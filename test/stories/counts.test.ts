/** What an authority and its schools count of every family, told over REST: by school year, on a day, and as known. */
import type { FiguresDocument } from '../../src/querying/documents/reports.js';
import { numbersAt, reportAt } from '../support/on-day.js';
import { barking, birchwood, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let ledger: Story;
beforeAll(async () => {
  ledger = await Story.begin();
  await ledger.describe(oakfield, 'Oakfield School', 'mainstream', { phase: 'secondary' });
  await ledger.describe(birchwood, 'Birchwood School', 'mainstream', { phase: 'primary' });
});
afterAll(() => ledger.close());

async function onRoll(on: string, school = oakfield): Promise<Story> {
  const pupil = await ledger.another();
  await pupil.told('roll-additions', on, { school, enrolmentStatus: 'C', ncYear: '8' });
  return pupil;
}
const exclude = (pupil: Story, on: string, school = oakfield) =>
  pupil.told('permanent-exclusions', on, { school, reasons: ['DB'] });
const backAt = (pupil: Story, on: string, school = birchwood) =>
  pupil.told('roll-additions', on, { school, enrolmentStatus: 'C' });

/** By measure, the value of a school year. */
async function valuesOf(path: string, schoolYear: string): Promise<Record<string, number | null>> {
  const response = await fetch(`${ledger.address}/api/${path}?year=${schoolYear}`);
  const { years } = (await response.json()) as FiguresDocument;
  return Object.fromEntries((years[0]?.figures ?? []).map(({ measure, value }) => [measure, value]));
}

describe('T01: of 36 exclusions from secondary schools in the year to date, 10 have returned to mainstream', () => {
  const path = `authorities/${barking}/reintegration?year=2018/19`;
  beforeAll(async () => {
    for (let at = 0; at < 36; at++) {
      const pupil = await onRoll('2018-01-08');
      await exclude(pupil, '2018-11-05');
      // The eleventh is back after the day that is asked for.
      if (at < 11) await backAt(pupil, at < 10 ? '2019-03-04' : '2019-06-28');
    }
    await exclude(await onRoll('2018-01-08', birchwood), '2019-01-14', birchwood);
    const cancelled = await onRoll('2018-01-08');
    await exclude(cancelled, '2019-05-13');
    await cancelled.told('exclusion-cancellations', '2019-05-20', {
      school: oakfield,
      excludedOn: '2019-05-13',
    });
    await ledger.project();
  });

  it('as at 27 June 2019', async () => {
    const { asAt, figures } = await reportAt(ledger.address, `${path}&as-at=2019-06-27`);
    expect(asAt).toBe('2019-06-27');
    expect(figures.find(({ measure }) => measure === 'returned-share-secondary')).toMatchObject({
      value: 27.78,
      numerator: 10,
      denominator: 36,
    });
    expect(await numbersAt(ledger.address, `${path}&as-at=2019-06-27`)).toMatchObject({
      'not-returned-to-mainstream-secondary': 26,
      'permanently-excluded-primary': 1,
      'permanently-excluded': 37,
    });
  });

  it('fewer before, one more from the day after, and with the exclusion that was cancelled later', async () => {
    const on = async (day: string) => {
      const numbers = await numbersAt(ledger.address, `${path}&as-at=${day}`);
      return [numbers['permanently-excluded-secondary'], numbers['returned-to-mainstream-secondary']];
    };
    expect(await on('2018-11-04')).toEqual([0, 0]);
    expect(await on('2019-03-03')).toEqual([36, 0]);
    expect(await on('2019-05-19')).toEqual([37, 10]);
    expect(await on('2019-05-20')).toEqual([36, 10]);
    expect(await on('2019-06-28')).toEqual([36, 11]);
  });

  it('as known then, whatever is learned of that day later', async () => {
    const asked = `${path}&as-at=2019-06-27`;
    const before = await reportAt(ledger.address, asked);
    await exclude(await onRoll('2018-01-08'), '2018-12-03');
    await ledger.project();
    expect(await numbersAt(ledger.address, asked)).toMatchObject({ 'permanently-excluded-secondary': 37 });
    const then = await reportAt(ledger.address, `${asked}&as-known=${before.asKnown.position}`);
    expect(then).toEqual(before);
  });
});

describe('the counts of every family', () => {
  beforeAll(async () => {
    const home = await onRoll('2021-09-03');
    await home.told('home-education-notices', '2023-10-02', {
      school: oakfield,
      notifiedBy: 'parent',
      letter: 'parent',
    });
    await home.told('roll-removals', '2023-10-06', {
      school: oakfield,
      regime: 'SI2006/1751',
      ground: 'd',
      destination: { kind: 'home-education' },
    });
    await backAt(home, '2023-10-23', oakfield);
    const stays = await ledger.another();
    await stays.told('home-education-starts', '2023-11-06', { authority: barking });

    const pupil = await onRoll('2021-09-03');
    await pupil.told('reduced-timetables', '2023-10-02', {
      school: oakfield,
      sessionsAWeek: 5,
      reason: 'behaviour',
      parentAgreed: false,
    });
    await pupil.told('informal-exclusions', '2023-10-09', {
      school: oakfield,
      kind: 'sent-home',
      reportedBy: 'parent',
    });
    await pupil.told('safeguarding-separations', '2023-10-16', { school: oakfield });
    await pupil.told('support-referrals', '2023-10-18', { school: oakfield, service: 'supporting-families' });
    await pupil.told('fair-access-referrals', '2023-11-13', {
      school: oakfield,
      route: 'at-risk',
      referredBy: 'school',
    });
    await pupil.told('fair-access-placements', '2023-12-04', { school: birchwood, ncYear: '10' });

    const missing = await onRoll('2021-09-03');
    await missing.told('roll-removals', '2023-11-10', {
      school: oakfield,
      regime: 'SI2006/1751',
      ground: 'h',
    });

    const excluded = await onRoll('2021-09-03');
    await exclude(excluded, '2024-01-15');
    const about = { school: oakfield, excludedOn: '2024-01-15' };
    const provider = { reference: 'STEPS' };
    const claim = { ...about, authority: barking, provider, claimedPence: 780_000 };
    await excluded.told('cost-recoveries', '2024-02-05', claim);
    await excluded.told('cost-recovery-settlements', '2024-03-04', { ...about, amountPence: 640_000 });
    await excluded.told('alternative-provision', '2024-01-29', {
      authority: barking,
      school: oakfield,
      provider,
      pattern: 'full-time',
      registration: 'single',
    });

    for (const outcome of ['successes', 'failures', 'successes']) {
      const moved = await onRoll('2021-09-03');
      await moved.told('managed-move-trials', '2023-09-11', {
        school: oakfield,
        receivingSchool: birchwood,
      });
      await moved.told(`managed-move-${outcome}`, '2023-12-04', {
        school: oakfield,
        ...(outcome === 'failures' ? { reason: 'behaviour' } : { receivingSchool: birchwood }),
      });
    }
    await ledger.project();
  });

  it('are those of the school, by the school year in which each thing happened', async () => {
    expect(await valuesOf(`schools/${oakfield}/counts`, '2023/24')).toMatchObject({
      'managed-moves-begun': 3,
      'managed-moves-succeeded': 2,
      'managed-moves-failed': 1,
      'alternative-provision-begun': 1,
      'alternative-provision-begun-single': 1,
      'home-education-notified': 1,
      'home-education-begun': 1,
      'home-education-returned': 1,
      'home-education-returned-in-window': 1,
      'missing-education-begun': 1,
      'missing-education-without-destination': 1,
      'fair-access-referred': 1,
      'reduced-timetables-begun': 1,
      'reduced-timetables-not-agreed': 1,
      'informal-exclusions-reported': 1,
      'cost-recoveries-opened': 1,
      'cost-recoveries-settled': 1,
      'cost-recovery-settled': 640_000,
      'support-referrals': 1,
    });
    expect(await valuesOf(`schools/${birchwood}/counts`, '2023/24')).toMatchObject({
      'fair-access-places': 1,
      'fair-access-admitted': 0,
    });
  });

  it('are those of the authority, with the child who was never at a school', async () => {
    expect(await valuesOf(`authorities/${barking}/counts`, '2023/24')).toMatchObject({
      'home-education-begun': 2,
      'fair-access-places': 1,
      'managed-moves-begun': 3,
    });
    expect(await valuesOf(`authorities/${barking}/rates`, '2023/24')).toMatchObject({
      'managed-move-success-rate': 66.67,
      'home-education-return-in-window-share': 100,
    });
  });

  it('keep informal exclusions and separations out of every count of exclusions', async () => {
    expect(await valuesOf(`schools/${oakfield}/counts`, '2023/24')).toMatchObject({
      suspensions: 0,
      'one-or-more-suspensions-enrolments': 0,
      'permanent-exclusions': 1,
      'safeguarding-separations': 1,
      'informal-exclusions-reported': 1,
    });
  });

  it('have a stock on a day, with who came and went in the school year up to it', async () => {
    const stock = (place: string, day: string) => numbersAt(ledger.address, `${place}/stock?as-at=${day}`);
    expect(await stock(`authorities/${barking}`, '2023-10-10')).toMatchObject({
      'home-education-on-day': 1,
      'home-education-begun-to-date': 1,
      'home-education-returned-to-date': 0,
      'reduced-timetable-on-day': 1,
    });
    expect(await stock(`authorities/${barking}`, '2024-02-01')).toMatchObject({
      'home-education-on-day': 1,
      'home-education-begun-to-date': 2,
      'home-education-ended-to-date': 1,
      'home-education-returned-to-date': 1,
      'missing-education-on-day': 1,
      'safeguarding-separation-on-day': 1,
      'alternative-provision-single-on-day': 1,
      'alternative-provision-dual-on-day': 0,
    });
    expect(await stock(`schools/${oakfield}`, '2024-10-01')).toMatchObject({
      'home-education-on-day': 0,
      'home-education-begun-to-date': 0,
      'alternative-provision-single-on-day': 1,
    });
  });
});

describe('cohorts that authorities follow have figures on a day', () => {
  beforeAll(async () => {
    const pupil = await onRoll('2021-09-06');
    await pupil.told('social-care', '2021-10-04', { status: 'CIN', responsibleAuthority: barking });
    await pupil.told('social-care', '2022-11-07', { status: 'CLA', responsibleAuthority: barking });
    await pupil.told('support-referrals', '2022-11-14', { school: oakfield, service: 'early-help' });
    await pupil.told('support-referrals', '2022-11-21', { school: oakfield, service: 'early-help' });
    await pupil.told('attendance-summaries', '2022-11-14', {
      school: oakfield,
      sessionsPossible: 10,
      marks: [
        { code: '/', sessions: 7 },
        { code: 'O', sessions: 3 },
      ],
    });
    await ledger.project();
  });
  const on = (report: string, day: string, place = `authorities/${barking}`) =>
    numbersAt(ledger.address, `${place}/${report}?as-at=${day}`);

  it('looked after, with who had been in need before', async () => {
    expect(await on('looked-after', '2022-11-30')).toEqual({
      'looked-after': 1,
      'looked-after-earlier-in-need': 1,
      'looked-after-earlier-protection-plan': 0,
    });
    expect(await on('looked-after', '2022-11-06')).toMatchObject({ 'looked-after': 0 });
    expect(await on('looked-after', '2022-11-30', `schools/${birchwood}`)).toMatchObject({
      'looked-after': 0,
    });
  });

  it('nominated for support in the term of the day', async () => {
    expect(await on('nominations', '2022-12-16')).toMatchObject({ nominated: 1, 'nominated-early-help': 1 });
    expect(await on('nominations', '2023-01-16')).toMatchObject({ nominated: 0 });
  });

  it('and the attendance of those with a social worker', async () => {
    expect(await on('attendance', '2022-11-18')).toMatchObject({
      'attendance-cla-six-weeks': 7,
      'attendance-cin-six-weeks': 0,
      'children-social-worker-to-date': 1,
    });
  });
});
