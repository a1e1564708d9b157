import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import { earlier, reckonedDate, type PlainDate } from '../../events/calendar/plain-date.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { coverageOf } from '../../projections/measures/coverage.js';
import { onRoll } from '../../projections/measures/measure.js';
import {
  authoritiesIn,
  censusedAuthorities,
  schoolsIn,
  type NamedPlace,
} from '../../projections/measures/over-places.js';
import { authorityIn } from '../../projections/measures/school-authority.js';
import {
  longPlacements,
  longPlacementsBySchool,
} from '../../projections/off-site-directions/long-placements.js';
import { placements } from '../../projections/off-site-directions/projection.js';
import type { Projection } from '../../projections/projection.js';
import { lagsByFamily, reportingLag } from '../../projections/reconciliation/reporting-lag.js';
import type { Authority, Register } from '../../projections/register/register.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import type { View } from '../projecting/read-models.js';
import { distributionDocument, newestCounted, type PlaceFound } from './distribution-documents.js';
import {
  countsOfPlaces,
  exitWeeksOf,
  longRunning,
  projectionOver,
  yearsWithExits,
  type ExitWeekRow,
  type SchoolInYear,
} from './distribution-rows.js';
import type {
  DistributionDocument,
  ExitsBeforeCensus,
  ExitTimingDocument,
} from './documents/distribution.js';
import { lagCountsOfPlace } from './finding-rows.js';
import { knownOn } from './moment.js';
import { placeIn, type Place } from './places.js';
import { DistributionOfMeasure, ExitTimingOfPlace, type DistributionAskedFor } from './queries.js';
import { placeInWords, staleInWords } from './report-documents.js';
import { dayOf, ReportViews } from './report-views.js';

/** Counts of places only: no child is shown, so no look is recorded. */
@QueryHandler(DistributionOfMeasure)
export class DistributionHandler implements IQueryHandler<DistributionOfMeasure> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: DistributionOfMeasure): Promise<DistributionDocument> {
    const projection = projectionOf(asked);
    const needed = new Set([projection, projectionOver[asked.over]]);
    if (asked.authority !== null) needed.add(reportingLag);
    return this.views.at([...needed], asked.asKnown, replaying, async (view) => {
      const { models, register, known } = view;
      const day = dayOf(view);
      const schoolYear = asked.year ?? newestCounted(day);
      const place =
        asked.authority === null ? null : placeIn(register, { authority: asked.authority, school: null });
      const authority = place?.authority ?? null;
      const lags = place ? lagsByFamily(await lagCountsOfPlace(models, place, day)) : [];
      const there = placesThere(register, schoolYear, authority, asked);
      const all = await numbersOf(models, asked, schoolYear, there, knownOn(known.told));
      const places = await thoseHeld(models, asked, schoolYear, all, register);
      const found = {
        schoolYear,
        authority,
        places,
        placesNotHeld: all.length - places.length,
        lags,
        coverage: coverageOf(place?.schools ?? [], register),
        stale: await models.staleCount(projection),
      };
      return distributionDocument(asked, found, register, known.told);
    });
  }
}

const projectionOf = ({ measure, over }: DistributionAskedFor): Projection =>
  measure === longPlacements ? placements : projectionOver[over];

const placesThere = (
  register: Register,
  schoolYear: SchoolYear,
  authority: Authority | null,
  { over, type, phase }: DistributionAskedFor,
): readonly NamedPlace<string>[] =>
  over === 'authorities'
    ? authoritiesIn(register, schoolYear)
    : schoolsIn(register, schoolYear, { authority: authority?.code ?? null, type, phase });

/**
 * The places that the ledger speaks for: of a school that nobody reports, nothing is known, which is not that nothing
 * happened. A school is held where it has pupils or something is counted; an authority where a census is held of that
 * January, for pupils who moved into an authority are no figure of it, or, where none is held of any, where it has pupils.
 */
async function thoseHeld(
  view: View,
  { over, authority }: DistributionAskedFor,
  schoolYear: SchoolYear,
  places: readonly PlaceFound[],
  register: Register,
): Promise<PlaceFound[]> {
  const codes = authority === null ? null : places.map(({ code }) => code);
  const pupils = await countsOfPlaces(view, onRoll, { over, schoolYear, codes });
  const censused: ReadonlySet<string> =
    over === 'authorities' ? censusedAuthorities(register, schoolYear) : new Set();
  return places.filter(({ code, count }) =>
    censused.size > 0 ? censused.has(code) : count > 0 || (pupils.get(code)?.count ?? 0) > 0,
  );
}

async function numbersOf(
  view: View,
  { measure, over, authority }: DistributionAskedFor,
  schoolYear: SchoolYear,
  places: readonly NamedPlace<string>[],
  until: PlainDate | null,
): Promise<PlaceFound[]> {
  const codes = authority === null ? null : places.map(({ code }) => code);
  if (measure === longPlacements) return ofLongPlacements(view, schoolYear, places, codes, until);
  const asked = { over, schoolYear, codes };
  const counts = await countsOfPlaces(view, measure.numerator, asked);
  const census = januaryCensusDay(schoolYear);
  const isHeld = census !== undefined && until !== null && census <= until;
  const isKnown = measure.denominator !== null && (isHeld || !measure.denominator.count.endsWith('_change'));
  const under = isKnown ? await countsOfPlaces(view, measure.denominator, asked) : null;
  return places.map((place) => ({
    ...place,
    count: counts.get(place.code)?.count ?? 0,
    squares: counts.has(place.code) ? (counts.get(place.code)?.squares ?? null) : 0,
    denominator: under && (under.get(place.code)?.count ?? 0),
  }));
}

async function ofLongPlacements(
  view: View,
  schoolYear: SchoolYear,
  places: readonly NamedPlace<string>[],
  codes: readonly string[] | null,
  until: PlainDate | null,
): Promise<PlaceFound[]> {
  const start = startYearOf(schoolYear);
  const [from, end] = [reckonedDate(start, 9, 1), reckonedDate(start + 1, 8, 31)];
  const to = until === null ? end : earlier(end, until);
  const bySchool: ReadonlyMap<string, number> = longPlacementsBySchool(
    await longRunning(view, from, to, codes),
    from,
    to,
  );
  return places.map((place) => ({
    ...place,
    count: bySchool.get(place.code) ?? 0,
    squares: null,
    denominator: null,
  }));
}

@QueryHandler(ExitTimingOfPlace)
export class ExitTimingHandler implements IQueryHandler<ExitTimingOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: ExitTimingOfPlace): Promise<ExitTimingDocument> {
    return this.views.at(schoolCounts, asked.asKnown, replaying, async ({ models, register, known }) => {
      const place: Place = placeIn(register, asked.place);
      const counted = await schoolYearsOf(models, place, asked.year, register);
      const censuses = byCensus(await exitWeeksOf(models, counted));
      return {
        report: 'exit-timing',
        ...placeInWords(place, register),
        asKnown: known.told,
        year: asked.year,
        censuses,
        notes: [
          'When pupils leave is no verdict on why; each exit is told before both censuses, the next of each',
          ...(censuses.length === 0 ? ['No exit is recorded that fits what was asked for'] : []),
          ...staleInWords(await models.staleCount(schoolCounts)),
        ],
      };
    });
  }
}

/** A school's own; an authority's are of the schools that it had in January of each year, as its figures are. */
async function schoolYearsOf(
  models: View,
  { school, authority }: Place,
  year: SchoolYear | null,
  register: Register,
): Promise<SchoolInYear[]> {
  if (school !== null) return yearsWithExits(models, [school.urn], year);
  if (authority === null) return [];
  const counted = await yearsWithExits(models, register.schoolsEverIn(authority.code), year);
  return counted.filter(
    ({ school: urn, schoolYear }) => authorityIn(urn, schoolYear, register) === authority.code,
  );
}

/** @param rows in the order of years and censuses */
function byCensus(rows: readonly ExitWeekRow[]): ExitsBeforeCensus[] {
  const censuses: ExitsBeforeCensus[] = [];
  for (const { schoolYear, census: season, weeksBefore, exits } of rows) {
    const census = season === 'autumn' ? 'october' : 'january';
    let last = censuses.at(-1);
    if (last?.schoolYear !== schoolYear || last.census !== census)
      censuses.push((last = { schoolYear, census, exits: 0, weeks: [] }));
    last.exits += exits;
    last.weeks.push({ weeksBefore, exits });
  }
  return censuses;
}
