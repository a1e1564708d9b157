import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { CohortCountName } from '../../projections/moves/cohorts.js';
import { methodFigures, type MethodFigure } from '../../projections/moves/figures.js';
import type { FloorOfSchool } from '../../projections/moves/floor.js';
import { movesUnderEveryMethod } from '../../projections/moves/methods-projection.js';
import { byText } from '../../projections/order.js';
import { lagsByFamily } from '../../projections/reconciliation/reporting-lag.js';
import { AccessRecord } from '../auditing/access-record.js';
import type { View } from '../projecting/read-models.js';
import type { MethodsDocument } from './documents/methods.js';
import { lagCountsOfPlace } from './finding-rows.js';
import { floorsOfLedger } from './floors-of-ledger.js';
import { managedMovesOfLedger } from './managed-moves-of-ledger.js';
import {
  alikeMoves,
  alikePupils,
  cohortCounts,
  differenceRows,
  groupCounts,
  methodCounts,
  onRollChanges,
  projectionsOfMethods,
  writeDifferenceCursor,
} from './method-rows.js';
import { methodsDocument, type MethodsFound } from './methods-in-words.js';
import { knownOn } from './moment.js';
import { pageOf } from './pages.js';
import { placeIn, type Place } from './places.js';
import { MethodsOfPlace, type MethodsAskedFor } from './queries.js';
import { dayOf, ReportViews } from './report-views.js';

@QueryHandler(MethodsOfPlace)
export class MethodsHandler implements IQueryHandler<MethodsOfPlace> {
  constructor(
    @Inject(ReportViews) private readonly views: ReportViews,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer, replaying }: MethodsOfPlace): Promise<MethodsDocument> {
    const { document, pupils, known } = await this.views.at(
      projectionsOfMethods,
      asked.asKnown,
      replaying,
      async (view) => {
        const { models, register, known: at } = view;
        const place = placeIn(register, asked.place);
        const day = knownOn(at.told);
        const { compared, nextAfter } = await comparisonOf(models, asked, place);
        const found: MethodsFound = {
          figures: await figuresOf(models, place, asked.year, day),
          managedMovesOfLedger:
            place.school === null ? await managedMovesOfLedger(models, register, asked.year) : [],
          floor: await floorOf(models, place, asked.year, day),
          lags: lagsByFamily(await lagCountsOfPlace(models, place, dayOf(view))),
          compared,
          nextAfter,
          stale: await models.staleCount(movesUnderEveryMethod),
        };
        return {
          document: methodsDocument(asked, place, found, register, at.told),
          pupils: compared?.differences.map(({ pupil }) => pupil) ?? [],
          known: at,
        };
      },
    );
    await this.looks.record(viewer, 'moves', pupils, known.position);
    return document;
  }
}

async function figuresOf(
  models: View,
  place: Place,
  year: SchoolYear | null,
  known: PlainDate | null,
): Promise<MethodFigure[]> {
  const cohorts = await cohortCounts(models, place);
  const changes = await onRollChanges(models, place);
  const groups = await groupCounts(models, place);
  const onRoll = {
    years7to11: (schoolYear: SchoolYear): number | null => {
      const census = januaryCensusDay(schoolYear);
      if (census === undefined || known === null || census > known) return null;
      return changes.reduce((sum, each) => (each.schoolYear <= schoolYear ? sum + each.change : sum), 0);
    },
    cohort: (name: CohortCountName, cohort: SchoolYear) => cohorts.get(cohort)?.[name] ?? 0,
    groups: (cohort: SchoolYear) => groups.filter((each) => each.cohort === cohort),
  };
  return methodFigures(await methodCounts(models, place), onRoll, year, known);
}

/** The place's own, within the funnel of all. */
async function floorOf(
  models: View,
  { schools }: Place,
  year: SchoolYear | null,
  known: PlainDate | null,
): Promise<FloorOfSchool[]> {
  const floors = await floorsOfLedger(models, known);
  return schools
    .flatMap(({ urn }) => floors(urn))
    .filter(({ cohort }) => year === null || cohort === year)
    .sort((a, b) => byText(a.school, b.school) || byText(a.cohort, b.cohort));
}

async function comparisonOf(
  models: View,
  asked: MethodsAskedFor,
  place: Place,
): Promise<Pick<MethodsFound, 'compared' | 'nextAfter'>> {
  if (!asked.compare) return { compared: null, nextAfter: null };
  const filter = { place, year: asked.year };
  const { rows, next } = await pageOf(asked, (after, limit) => differenceRows(models, filter, after, limit));
  const shown = [...new Set(rows.map(({ pupil }) => pupil))];
  return {
    compared: {
      moves: await alikeMoves(models, filter),
      pupils: await alikePupils(models, filter),
      differences: rows,
      stale: await models.staleSince(movesUnderEveryMethod, shown),
    },
    nextAfter: next && writeDifferenceCursor(next),
  };
}
