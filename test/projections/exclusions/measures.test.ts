/**
 * Measures T01, T13, T14, T15, T26, T27, T28 and T29 of the requirements, and the ‘other’ share of I22: histories with the
 * published shape, made by reports, give the published figure.
 */
import { schoolYearFrom, type SchoolYear } from '../../../events/calendar/school-year.js';
import { addDays } from '../../../events/calendar/plain-date.js';
import { asPupilId } from '../../../events/identifiers.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { authorityCounts, authorityRates as rates } from '../../../projections/measures/catalogue.js';
import { figuresByYear } from '../../../projections/measures/figures.js';
import { summed } from '../../../projections/projection.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, pru] = [urn(1), urn(2), urn(3)];
const register = registerOf({ [alder]: {}, [birch]: {}, [pru]: { type: 'alternative-provision' } });

let number = 0;
function pupilOnRoll(ncYear = '9', on = '2018-01-08'): ReportedPupil {
  number += 1;
  const pupil = new ReportedPupil(
    register,
    asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`),
  );
  pupil.report('AddedToRoll', { effectiveOn: on, school: alder, enrolmentStatus: 'C', ncYear });
  return pupil;
}
const suspend = (pupil: ReportedPupil, effectiveOn: string, lengthSessions: number, more: object = {}) =>
  pupil.report('Suspended', {
    effectiveOn,
    school: alder,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions,
    ...more,
  });
const exclude = (pupil: ReportedPupil, effectiveOn = '2018-11-05', more: object = {}) =>
  pupil.report('PermanentlyExcluded', { effectiveOn, school: alder, reasons: ['DB'], ...more });
const many = (count: number, history: (at: number) => ReportedPupil): Trajectory[] =>
  Array.from({ length: count }, (_, at) => history(at).trajectory);

/** By measure: its value, with its numerator and denominator. */
function figures(trajectories: readonly Trajectory[], schoolYear: SchoolYear) {
  const tallies = trajectories.flatMap((each) => authorityRates.tallies(each, register)[0] ?? []);
  const rows = summed(tallies).map(({ key, counts }) => ({
    schoolYear: key[1] as SchoolYear,
    counts,
  }));
  const coverage = { ofSchoolYear: () => [], ofHeadcount: () => [], hasCensus: () => true };
  const year = figuresByYear([...authorityCounts, ...rates], rows, day('2026-01-31'), coverage).find(
    (each) => each.schoolYear === schoolYear,
  );
  return Object.fromEntries(
    (year?.figures ?? []).map(({ measure, value, numerator, denominator }) => [
      measure,
      { value, numerator, denominator },
    ]),
  );
}
const year = schoolYearFrom(2018);

describe('T01: of 36 exclusions of the school year to date, 10 have returned to mainstream', () => {
  const cohort = many(36, (at) => {
    const pupil = pupilOnRoll();
    exclude(pupil, '2018-11-05');
    // The eleventh is back after the day that is asked for; the others go to a unit.
    const [on, school] = at < 11 ? [at < 10 ? '2019-03-04' : '2019-06-28', birch] : ['2019-01-07', pru];
    pupil.report('AddedToRoll', { effectiveOn: on, school, enrolmentStatus: 'C' });
    return pupil;
  });
  const asOf = (on: string) =>
    figures(
      cohort.map((each) => asAt(each, day(on))),
      year,
    )['return-to-mainstream-share'];

  it('as at 27 June 2019', () => {
    expect(asOf('2019-06-27')).toEqual({ value: '27.78', numerator: 10, denominator: 36 });
  });

  it('fewer before, and one more from the day after', () => {
    expect(asOf('2019-03-01')).toMatchObject({ numerator: 0 });
    expect(asOf('2019-06-28')).toMatchObject({ numerator: 11 });
  });
});

describe('T13: pupils by how often and how long they were suspended in the year', () => {
  it('108 once, 2 more than ten times, 95 for 45 days, 80 for more', () => {
    const found = figures(
      [
        ...many(108, () => {
          const pupil = pupilOnRoll();
          suspend(pupil, '2018-10-01', 4);
          return pupil;
        }),
        ...many(2, () => {
          const pupil = pupilOnRoll();
          for (let week = 0; week < 11; week++) suspend(pupil, addDays(day('2018-09-10'), 7 * week), 2);
          return pupil;
        }),
        ...many(175, (at) => {
          const pupil = pupilOnRoll();
          suspend(pupil, '2018-09-10', 60);
          suspend(pupil, '2019-01-14', at < 95 ? 30 : 31);
          return pupil;
        }),
      ],
      year,
    );
    expect(found['suspended-once']).toMatchObject({ numerator: 108 });
    expect(found['suspended-over-10-times']).toMatchObject({ numerator: 2 });
    expect(found['suspended-for-45-days']).toMatchObject({ numerator: 95 });
    expect(found['suspended-beyond-45-days']).toMatchObject({ numerator: 80 });
  });
});

describe('T14: more than 50 suspensions in school life', () => {
  it('71 pupils, over two schools and two school years', () => {
    const cohort = many(72, (at) => {
      const pupil = pupilOnRoll();
      for (let term = 0; term < 25; term++) suspend(pupil, addDays(day('2018-01-09'), 5 * term), 1);
      pupil.report('RemovedFromRoll', {
        effectiveOn: '2018-08-31',
        school: alder,
        regime: 'SI2006/1751',
        ground: 'b',
      });
      pupil.report('AddedToRoll', { effectiveOn: '2018-09-03', school: birch, enrolmentStatus: 'C' });
      for (let term = 0; term < (at < 71 ? 26 : 25); term++)
        suspend(pupil, addDays(day('2018-09-04'), 5 * term), 1, { school: birch });
      return pupil;
    });
    expect(figures(cohort, year)['suspended-over-50-times-ever']).toMatchObject({ numerator: 71 });
  });
});

describe('T15: how long suspensions are', () => {
  it('2.1 days (4.2 sessions) on average, 2% of them over a school week', () => {
    const cohort = many(100, (at) => {
      const pupil = pupilOnRoll();
      // 2 of 12 sessions, 97 of 4, a lunchtime of one and a half-day more to make 420.
      suspend(pupil, '2018-10-01', at < 2 ? 12 : at === 2 ? 1 : at < 10 ? 5 : 4);
      return pupil;
    });
    const found = figures(cohort, year);
    expect(found['suspension-length']).toEqual({ value: '4.20', numerator: 420, denominator: 100 });
    expect(found['suspensions-over-5-days-share']).toMatchObject({ value: '2.00' });
  });
});

describe('T26: reviews by independent panels', () => {
  it('560 asked for of 7,720 permanent exclusions, 45 reinstatements offered', () => {
    const cohort = many(7_720, (at) => {
      const pupil = pupilOnRoll();
      exclude(pupil);
      if (at >= 560) return pupil;
      pupil.report('ExclusionReviewed', {
        effectiveOn: '2019-01-21',
        school: alder,
        excludedOn: '2018-11-05',
        review: 'IRP',
        outcome: at < 30 ? 'KRE' : at < 45 ? 'CNO' : 'INO',
        panelDecision: at < 45 ? 'quashed' : 'upheld',
      });
      return pupil;
    });
    const found = figures(cohort, year);
    expect(found['panel-application-share']).toEqual({ value: '7.25', numerator: 560, denominator: 7_720 });
    expect(found['panel-reinstatement-share']).toEqual({ value: '8.04', numerator: 45, denominator: 560 });
    expect(found['permanent-exclusions']).toMatchObject({ numerator: 7_720 });
    expect(found['permanent-exclusions-upheld']).toMatchObject({ numerator: 515 });
    expect(found['permanent-exclusions-overturned']).toMatchObject({ numerator: 45 });
  });
});

describe('T27: special needs found after a permanent exclusion', () => {
  const cohort = (excludedOn: string, support: number, plan: number) =>
    many(100, (at) => {
      const pupil = pupilOnRoll('9', '2013-09-03');
      pupil.report('SenProvisionChanged', { effectiveOn: '2013-09-03', senProvision: 'N' });
      exclude(pupil, excludedOn);
      const later = at < support ? 'K' : at < support + plan ? 'E' : undefined;
      if (later)
        pupil.report('SenProvisionChanged', {
          effectiveOn: addDays(day(excludedOn), 90),
          senProvision: later,
        });
      return pupil;
    });

  it('63 with support and 9 with a plan, of 100 with none at the exclusion', () => {
    const found = figures(cohort('2015-11-02', 63, 9), schoolYearFrom(2015));
    expect(found['sen-support-after-exclusion-share']).toEqual({
      value: '63.00',
      numerator: 63,
      denominator: 100,
    });
    expect(found['ehc-plan-after-exclusion-share']).toMatchObject({ numerator: 9 });
  });

  it('counts older codes as those in their place: a statement as a plan, School Action as support', () => {
    const found = ['S', 'A', 'P', 'Q'].map((senProvision) => {
      const pupil = pupilOnRoll('9', '2011-09-05');
      pupil.report('SenProvisionChanged', { effectiveOn: '2011-09-05', senProvision: 'N' });
      exclude(pupil, '2012-11-05');
      pupil.report('SenProvisionChanged', { effectiveOn: '2013-02-04', senProvision });
      const of = figures([pupil.trajectory], schoolYearFrom(2012));
      return [
        of['sen-support-after-exclusion-share']?.numerator,
        of['ehc-plan-after-exclusion-share']?.numerator,
      ];
    });
    expect(found).toEqual([
      [0, 1],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });

  it('44% of one year’s and 80% of another’s, each by the year of the exclusion', () => {
    const all = [...cohort('2014-11-03', 40, 4), ...cohort('2016-11-07', 70, 10)];
    const found = [2014, 2016].map((start) => {
      const of = figures(all, schoolYearFrom(start));
      return (
        (of['sen-support-after-exclusion-share']?.numerator ?? 0) +
        (of['ehc-plan-after-exclusion-share']?.numerator ?? 0)
      );
    });
    expect(found).toEqual([44, 80]);
  });
});

describe('T28: permanently excluded without an earlier suspension', () => {
  it('5 of 100 in Years 7 to 11; a suspension after it, or a cancelled one, is none before it', () => {
    const cohort = many(101, (at) => {
      const pupil = pupilOnRoll(at === 100 ? '5' : '9');
      exclude(pupil);
      if (at === 0) suspend(pupil, '2019-03-04', 2);
      else if (at === 1) {
        suspend(pupil, '2018-03-05', 2);
        pupil.report('ExclusionCancelled', {
          effectiveOn: '2018-03-06',
          school: alder,
          excludedOn: '2018-03-05',
        });
      } else if (at >= 5) suspend(pupil, '2018-03-05', 2);
      return pupil;
    });
    expect(figures(cohort, year)['excluded-without-suspension-share']).toEqual({
      value: '5.00',
      numerator: 5,
      denominator: 100,
    });
  });
});

describe('T29: a rate and a share of pupils are two measures', () => {
  it('20 suspensions per 100 on roll, of 7.25 pupils in 100 with one or more', () => {
    const cohort = many(400, (at) => {
      const pupil = pupilOnRoll();
      // 80 suspensions of 29 pupils: of 22 three each, of 7 two.
      for (let time = 0; time < (at < 22 ? 3 : at < 29 ? 2 : 0); time++)
        suspend(pupil, addDays(day('2018-10-01'), 14 * time), 2);
      return pupil;
    });
    const found = figures(cohort, year);
    expect(found['suspension-rate']).toEqual({ value: '20.00', numerator: 80, denominator: 400 });
    expect(found['one-or-more-suspensions-rate-distinct-pupils']).toMatchObject({ value: '7.25' });
  });
});

describe('I22: the share of ‘other’ among reasons', () => {
  it('is 17.6% of the reasons of a year in which the code stood', () => {
    const cohort = many(125, (at) => {
      const pupil = pupilOnRoll();
      exclude(pupil, '2018-11-05', { reasons: [at < 22 ? 'OT' : 'PP'] });
      return pupil;
    });
    expect(figures(cohort, year)['other-reason-share']).toEqual({
      value: '17.60',
      numerator: 22,
      denominator: 125,
    });
  });
});

describe('counts', () => {
  it('leave a safeguarding separation out of every count of suspensions', () => {
    const pupil = pupilOnRoll();
    pupil.report('SafeguardingSeparationStarted', { effectiveOn: '2018-10-01', school: alder });
    const found = figures([pupil.trajectory], year);
    expect(found['safeguarding-separations']).toMatchObject({ numerator: 1 });
    for (const [measure, { numerator }] of Object.entries(found))
      if (/suspen|exclusions$/.test(measure)) expect([measure, numerator]).toEqual([measure, 0]);
  });
});
