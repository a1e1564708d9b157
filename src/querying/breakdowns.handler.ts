import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { authorityRates } from '../../projections/authority-rates/projection.js';
import { breakdownYears, type YearAsked } from '../../projections/breakdowns/figures.js';
import { measuresOf } from '../../projections/breakdowns/measures.js';
import { breakdowns } from '../../projections/breakdowns/projection.js';
import { coverageOf } from '../../projections/measures/coverage.js';
import { figuresByYear, type YearRow } from '../../projections/measures/figures.js';
import { lagsByFamily, reportingLag } from '../../projections/reconciliation/reporting-lag.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { breakdownDocument } from './breakdown-documents.js';
import { breakdownRows } from './breakdown-rows.js';
import type { BreakdownDocument } from './documents/breakdowns.js';
import { lagCountsOfPlace } from './finding-rows.js';
import { knownOn } from './moment.js';
import { placeIn } from './places.js';
import { BreakdownOfPlace } from './queries.js';
import { dayOf, ReportViews } from './report-views.js';

/** Counts only: no child is shown, so no look is recorded. */
@QueryHandler(BreakdownOfPlace)
export class BreakdownHandler implements IQueryHandler<BreakdownOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: BreakdownOfPlace): Promise<BreakdownDocument> {
    const { dimension, basis, report } = asked;
    const readFrom = [breakdowns, authorityRates, schoolCounts, reportingLag];
    return this.views.at(readFrom, asked.asKnown, replaying, async (view) => {
      const { models, known, register } = view;
      const place = placeIn(register, asked.place);
      const found = await breakdownRows(models, dimension, basis, place, register);
      const until = knownOn(known.told);
      const yearRows = found.totals.map(
        ({ schoolYear, counts: { on_roll: _, pupil_days_out: __, ...counts }, onRollChange }): YearRow => ({
          schoolYear,
          counts: { ...counts, january_on_roll_change: onRollChange },
        }),
      );
      const all = figuresByYear([], summedByYear(yearRows), until, coverageOf(place.schools, register));
      const years = all
        .filter(({ schoolYear, beforeRecords }) =>
          asked.year === null ? !beforeRecords : schoolYear === asked.year,
        )
        .map(({ schoolYear, januaryCensusDay }): YearAsked => ({
          schoolYear,
          januaryCensusDay,
          isRollKnown: januaryCensusDay !== null && until !== null && januaryCensusDay <= until,
        }));
      const measures = measuresOf(report, dimension.kind);
      const told = {
        years: breakdownYears(dimension, measures, years, found),
        measures,
        yearsLeftOut: all.length > years.length,
        lags: lagsByFamily(await lagCountsOfPlace(models, place, dayOf(view))),
        stale: await models.staleCount(breakdowns),
      };
      return breakdownDocument(asked, place, told, register, known.told);
    });
  }
}

/** One row a school year. */
function summedByYear(rows: readonly YearRow[]): YearRow[] {
  const byYear = new Map<YearRow['schoolYear'], Record<string, number>>();
  for (const { schoolYear, counts } of rows) {
    const sum = byYear.get(schoolYear) ?? {};
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
    byYear.set(schoolYear, sum);
  }
  return [...byYear].map(([schoolYear, counts]) => ({ schoolYear, counts }));
}
