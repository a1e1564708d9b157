/** Rule test I20 of the requirements, and the redetermination of budget shares (decisions.md §4.4's formula). */
import { asAuthorityCode, authorityStream, calendarStream } from '../../../events/identifiers.js';
import { redetermined } from '../../../projections/cost-recovery/budget-share.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, unit, otherUnit] = [urn(1), urn(2), urn(3), urn(4)];
const camden = asAuthorityCode('E09000007');
const calendar = fact(
  'TermDatesSet',
  {
    effectiveOn: day('2024-06-01'),
    authority: camden,
    schoolYear: '2024/25',
    terms: [
      { startsOn: day('2024-09-03'), endsOn: day('2024-12-20') },
      { startsOn: day('2025-01-06'), endsOn: day('2025-04-04') },
      { startsOn: day('2025-04-22'), endsOn: day('2025-07-22') },
    ],
    closures: [{ kind: 'half-term', startsOn: day('2025-02-17'), endsOn: day('2025-02-21') }],
  },
  calendarStream(camden, '2024/25'),
);
const scheme = fact(
  'CostRecoverySchemeSet',
  { effectiveOn: day('2024-09-01'), provisions: [{ school: unit }, { reference: 'STEPS' }] },
  authorityStream(camden),
);
const funding = fact(
  'PupilFundingSet',
  {
    effectiveOn: day('2024-03-01'),
    financialYear: '2024-25',
    amounts: [
      { fromYearGroup: 0, toYearGroup: 6, amountPence: 356_200 },
      { fromYearGroup: 7, toYearGroup: 9, amountPence: 502_200 },
      { fromYearGroup: 10, toYearGroup: 11, amountPence: 566_100 },
    ],
    adjustmentPence: 400_000,
  },
  authorityStream(camden),
);
const register = registerOf(
  {
    [alder]: {},
    [birch]: {},
    [unit]: { type: 'alternative-provision' },
    [otherUnit]: { type: 'alternative-provision' },
  },
  [calendar, scheme, funding],
);

function excluded(ncYear = '9', on = '2025-01-13'): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: '2024-09-03', school: alder, enrolmentStatus: 'C', ncYear });
  pupil.report('PermanentlyExcluded', { effectiveOn: on, school: alder, reasons: ['DB'] });
  return pupil;
}
const joins = (pupil: ReportedPupil, school: string, effectiveOn: string) =>
  pupil.report('AddedToRoll', { effectiveOn, school, enrolmentStatus: 'C' });
const about = { school: alder, excludedOn: '2025-01-13' };
const open = (pupil: ReportedPupil, effectiveOn = '2025-02-03', provider: object = { school: unit }) =>
  pupil.report('CostRecoveryOpened', { effectiveOn, ...about, provider, claimedPence: 900_000 });
const settle = (pupil: ReportedPupil, effectiveOn: string) =>
  pupil.report('CostRecoverySettled', { effectiveOn, ...about, amountPence: 850_000 });
const only = (pupil: ReportedPupil) => {
  const [recovery, ...others] = pupil.trajectory.costRecoveries;
  expect(others).toEqual([]);
  return recovery;
};

describe('I20: cost recovery', () => {
  it('is opened by the exclusion, against the school that excluded, from the first day in a named provision', () => {
    const pupil = excluded();
    expect(pupil.trajectory.costRecoveries).toEqual([]);
    joins(pupil, unit, '2025-01-27');
    expect(only(pupil)).toMatchObject({
      school: alder,
      authority: camden,
      excludedOn: '2025-01-13',
      dueFrom: '2025-01-27',
      isNamedProvision: true,
      state: 'due',
    });
    expect(asAt(pupil.trajectory, day('2025-01-26')).costRecoveries).toEqual([]);
  });

  it('counts a provision of the authority’s own by its reference, and no provision that the scheme does not name', () => {
    const placed = (provider: object) => {
      const pupil = excluded();
      pupil.report('AlternativeProvisionStarted', {
        effectiveOn: '2025-01-27',
        authority: camden,
        provider,
        pattern: 'full-time',
        registration: 'single',
      });
      return pupil.trajectory.costRecoveries.map(({ state }) => state);
    };
    expect(placed({ reference: 'STEPS' })).toEqual(['due']);
    expect(placed({ school: otherUnit })).toEqual([]);
  });

  it('ends as recovered', () => {
    const pupil = excluded();
    joins(pupil, unit, '2025-01-27');
    open(pupil);
    settle(pupil, '2025-04-30');
    expect(only(pupil)).toMatchObject({ state: 'settled', settlements: [{ pence: 850_000 }] });
    joins(pupil, birch, '2025-06-02');
    expect(only(pupil)?.state).toBe('settled');
    expect(pupil.flags.filter((flag) => flag.startsWith('cost-'))).toEqual([]);
  });

  it('or as returned to mainstream, told or seen on a roll', () => {
    const seen = excluded();
    joins(seen, unit, '2025-01-27');
    open(seen);
    joins(seen, birch, '2025-03-10');
    expect(only(seen)?.state).toBe('returned');
    expect(only(seen.inReverse())?.state).toBe('returned');
    const told = excluded();
    open(told);
    told.report('CostRecoveryClosed', {
      effectiveOn: '2025-03-10',
      ...about,
      reason: 'returned-to-mainstream',
    });
    expect(only(told)?.state).toBe('returned');
    settle(told, '2025-04-30');
    expect(told.flags).toContain('cost-recovery-out-of-course');
    expect(only(told)?.state).toBe('settled');
  });

  it('goes through a negotiation in Years 10 and 11; a settlement without one is flagged', () => {
    const negotiated = excluded('10');
    open(negotiated);
    expect(only(negotiated)).toMatchObject({ yearGroup: 10, isNegotiated: true });
    const negotiate = (effectiveOn: string, outcome: string, more: object = {}) =>
      negotiated.report('CostRecoveryNegotiated', { effectiveOn, ...about, outcome, ...more });
    negotiate('2025-02-10', 'under-way');
    expect(only(negotiated)?.state).toBe('negotiating');
    negotiate('2025-03-03', 'agreed', { agreedPence: 600_000 });
    expect(only(negotiated)?.state).toBe('agreed');
    settle(negotiated, '2025-04-30');
    expect(negotiated.flags).not.toContain('cost-recovery-not-negotiated');

    const yearEleven = excluded('11');
    open(yearEleven);
    settle(yearEleven, '2025-04-30');
    expect(yearEleven.flags).toContain('cost-recovery-not-negotiated');
    const yearNine = excluded('9');
    open(yearNine);
    settle(yearNine, '2025-04-30');
    expect(only(yearNine)?.isNegotiated).toBe(false);
    expect(yearNine.flags).not.toContain('cost-recovery-not-negotiated');
  });

  it('of a provision that the scheme does not name, or of no exclusion, is recorded and flagged', () => {
    const outside = excluded();
    open(outside, '2025-02-03', { school: otherUnit });
    expect(outside.flags).toContain('cost-recovery-outside-scheme');
    const none = new ReportedPupil(register);
    open(none);
    expect(only(none)).toMatchObject({ exclusion: null, excludedOn: '2025-01-13', state: 'opened' });
    expect(none.flags).toContain('cost-recovery-without-exclusion');
  });

  it('is not due of an exclusion that was cancelled or overturned', () => {
    const pupil = excluded();
    joins(pupil, unit, '2025-01-27');
    pupil.report('ExclusionReviewed', { effectiveOn: '2025-02-03', ...about, review: 'GB', outcome: 'FRE' });
    expect(pupil.trajectory.costRecoveries).toEqual([]);
    expect(pupil.trajectory.budgetShares).toEqual([]);
  });

  it('is told as it stood on a day', () => {
    const pupil = excluded();
    joins(pupil, unit, '2025-01-27');
    open(pupil);
    settle(pupil, '2025-04-30');
    expect(asAt(pupil.trajectory, day('2025-02-02')).costRecoveries).toMatchObject([
      { state: 'due', openedOn: null, claimedPence: null, settlements: [] },
    ]);
    expect(asAt(pupil.trajectory, day('2025-04-29')).costRecoveries).toMatchObject([{ state: 'opened' }]);
  });
});

describe('the budget share after a permanent exclusion', () => {
  const share = (pupil: ReportedPupil) => pupil.trajectory.budgetShares[0];

  it('is A × (B / 52) + C, with whole weeks from the sixth school day to 31 March', () => {
    // The sixth school day after Monday 13 January is Tuesday 21 January; 70 days, ten weeks, are left of the year.
    expect(share(excluded('9'))).toMatchObject({
      relevantDate: '2025-01-21',
      byDefaultCalendar: false,
      financialYear: '2024-25',
      weeks: 10,
      yearGroup: 9,
      pupilPence: 502_200,
      adjustmentPence: 0,
      pence: 96_577,
      setBy: funding.id,
    });
    expect([redetermined(520_000, 52, 0), redetermined(104, 1, 5), redetermined(26, 1, 0)]).toEqual([
      520_000, 7, 1,
    ]);
  });

  it('leaves a half-term out of its school days', () => {
    expect(share(excluded('9', '2025-02-12'))).toMatchObject({ relevantDate: '2025-02-27', weeks: 4 });
  });

  it('goes by the financial year of the relevant date, and says so where no amounts are set for it', () => {
    expect(share(excluded('9', '2025-03-27'))).toMatchObject({
      relevantDate: '2025-04-04',
      financialYear: '2025-26',
      weeks: 51,
      pupilPence: null,
      pence: null,
      setBy: null,
    });
  });

  it('has the adjustment where a panel quashed the decision and the pupil was not reinstated', () => {
    const pupil = excluded('11');
    const review = (effectiveOn: string, of: string, outcome: string) =>
      pupil.report('ExclusionReviewed', { effectiveOn, ...about, review: of, outcome });
    review('2025-01-30', 'GB', 'DNO');
    review('2025-02-10', 'IRP', 'GNO');
    expect(share(pupil)).toMatchObject({ adjustmentPence: 0, pence: 108_865 });
    review('2025-03-10', 'IRP', 'MNO');
    expect(share(pupil)).toMatchObject({ adjustmentPence: 400_000, pence: 508_865 });
  });

  it('goes with the exclusion when that is withdrawn by its cancellation, and is none of a unit’s', () => {
    const pupil = excluded();
    pupil.report('ExclusionCancelled', { effectiveOn: '2025-01-15', ...about });
    expect(pupil.trajectory.budgetShares).toEqual([]);
    const ofUnit = new ReportedPupil(register);
    joins(ofUnit, unit, '2024-09-03');
    ofUnit.report('PermanentlyExcluded', { effectiveOn: '2025-01-13', school: unit, reasons: ['DB'] });
    expect(ofUnit.trajectory.budgetShares).toEqual([]);
  });
});
