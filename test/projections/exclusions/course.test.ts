/** What is reported about an exclusion finds it, moves its course, and counts what the law has it count. */
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [birch]: {} });

function onRoll(): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: '2020-09-03', school: alder, enrolmentStatus: 'C' });
  return pupil;
}
const excluded = { effectiveOn: '2025-01-13', school: alder, reasons: ['PP'] };
const suspended = { ...excluded, category: 'SUSP', lengthSessions: 20 };
const review = { school: alder, excludedOn: '2025-01-13', review: 'GB', outcome: 'FRE' };

describe('what is about an exclusion', () => {
  it('finds it by its entry, or by its first day: the permanent one of that day, else by category', () => {
    const pupil = onRoll();
    const suspension = pupil.report('Suspended', suspended);
    pupil.report('PermanentlyExcluded', excluded);
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30', outcome: 'DNO' });
    expect(pupil.trajectory.exclusions.map(({ category, state }) => [category, state])).toEqual([
      ['PERM', 'not-reinstated'],
      ['SUSP', 'issued'],
    ]);
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-31', category: 'SUSP' });
    pupil.report('ReintegrationMeetingHeld', {
      effectiveOn: '2025-02-03',
      school: alder,
      exclusion: suspension,
      attended: ['pupil', 'parent', 'police'],
    });
    expect(pupil.trajectory.exclusions.at(-1)).toMatchObject({
      category: 'SUSP',
      state: 'reinstated',
      meetings: [{ on: '2025-02-03', attended: ['pupil', 'parent', 'police'] }],
    });
  });

  it('may arrive before it, and is flagged until it does', () => {
    const pupil = onRoll();
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30' });
    expect(pupil.flags).toEqual(['about-no-exclusion']);
    pupil.report('PermanentlyExcluded', excluded);
    expect(pupil.flags).toEqual([]);
    expect(pupil.trajectory.exclusions).toMatchObject([
      { state: 'reinstated', reinstatedFrom: '2025-01-30' },
    ]);
  });

  it('is flagged where it names an entry that is no exclusion of this history', () => {
    const pupil = onRoll();
    const addition = pupil.report('AddedToRoll', {
      effectiveOn: '2020-09-03',
      school: alder,
      enrolmentStatus: 'C',
    });
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30', exclusion: addition });
    pupil.report('ExclusionCancelled', { effectiveOn: '2025-01-31', school: alder, exclusion: addition });
    expect(pupil.flags).toEqual(['about-no-exclusion', 'cancellation-of-nothing']);
  });

  it('keeps a code that its list lacks, which moves nothing', () => {
    const pupil = onRoll();
    pupil.report('PermanentlyExcluded', excluded);
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30', outcome: 'ZZZ' });
    expect(pupil.flags).toEqual(['code-unlisted']);
    expect(pupil.trajectory.exclusions).toMatchObject([{ state: 'issued' }]);
  });
});

describe('reinstatement', () => {
  it('of a suspension counts the days missed until then, from the day that the board said', () => {
    const pupil = onRoll();
    pupil.report('Suspended', suspended);
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-16', reinstatedFrom: '2025-01-20' });
    expect(pupil.trajectory.exclusions).toMatchObject([
      { lengthSessions: 20, sessionsOut: 10, sessionsInYear: 10, reinstatedFrom: '2025-01-20' },
    ]);
  });

  it('that was decided or declined brings nobody back', () => {
    for (const outcome of ['BRE', 'CNO']) {
      const pupil = onRoll();
      pupil.report('PermanentlyExcluded', excluded);
      pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30', outcome });
      expect(pupil.trajectory.exclusions).toMatchObject([{ reinstatedFrom: null, returned: null }]);
      expect(pupil.trajectory.sixthDays).toMatchObject([{ to: null }]);
    }
  });

  it('may be ordered by a tribunal', () => {
    const pupil = onRoll();
    pupil.report('PermanentlyExcluded', excluded);
    const about = { school: alder, excludedOn: '2025-01-13', tribunal: 'first-tier-tribunal' };
    pupil.report('ExclusionReviewed', { ...review, effectiveOn: '2025-01-30', outcome: 'ANO' });
    pupil.report('TribunalClaimLodged', { ...about, effectiveOn: '2025-03-03' });
    pupil.report('TribunalClaimDecided', {
      ...about,
      effectiveOn: '2025-06-02',
      outcome: 'upheld',
      reinstatementOrdered: true,
    });
    expect(pupil.trajectory.exclusions).toMatchObject([
      {
        state: 'reinstated',
        reinstatedFrom: '2025-06-02',
        claims: [{ lodgedOn: '2025-03-03', decidedOn: '2025-06-02', outcome: 'upheld' }],
      },
    ]);
    expect(pupil.flags).toEqual([]);
    expect(asAt(pupil.trajectory, day('2025-05-01')).exclusions).toMatchObject([
      { state: 'upheld', reinstatedFrom: null, claims: [{ decidedOn: null, outcome: null }] },
    ]);
  });
});

describe('a breach of the order', () => {
  it.each([
    ['a cancellation after the board decided', 'exclusion-out-of-course'],
    ['a panel on a suspension', 'panel-on-suspension'],
  ])('is recorded and flagged: %s', (what, flag) => {
    const pupil = onRoll();
    const isPanel = what.includes('panel');
    pupil.report(isPanel ? 'Suspended' : 'PermanentlyExcluded', isPanel ? suspended : excluded);
    pupil.report('ExclusionReviewed', {
      ...review,
      effectiveOn: '2025-01-30',
      ...(isPanel ? { review: 'IRP', outcome: 'INO' } : { outcome: 'ANO' }),
    });
    if (!isPanel)
      pupil.report('ExclusionCancelled', {
        effectiveOn: '2025-02-03',
        school: alder,
        excludedOn: '2025-01-13',
      });
    expect(pupil.flags).toContain(flag);
  });
});

describe('a safeguarding separation', () => {
  const separation = { school: alder };

  it('stands on its own, in no sum and no count of suspensions', () => {
    const pupil = onRoll();
    pupil.report('SafeguardingSeparationStarted', { ...separation, effectiveOn: '2026-09-14' });
    pupil.report('SafeguardingSeparationEnded', {
      ...separation,
      effectiveOn: '2026-11-06',
      outcome: 'returned',
    });
    const { exclusions, sixthDays, separations } = pupil.trajectory;
    expect([exclusions, sixthDays]).toEqual([[], []]);
    expect(separations).toMatchObject([{ from: '2026-09-14', to: '2026-11-06', outcome: 'returned' }]);
    expect(pupil.flags).toEqual([]);
    expect(asAt(pupil.trajectory, day('2026-10-01')).separations).toMatchObject([
      { to: null, outcome: null },
    ]);
  });

  it('before the guidance that has it, and the end of none, are flagged', () => {
    const pupil = onRoll();
    pupil.report('SafeguardingSeparationStarted', { ...separation, effectiveOn: '2026-07-25' });
    pupil.report('SafeguardingSeparationEnded', {
      school: birch,
      effectiveOn: '2026-10-01',
      outcome: 'other',
    });
    expect(pupil.flags).toEqual(['separation-before-its-rule', 'separation-end-of-nothing']);
  });
});
