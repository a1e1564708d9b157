import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Position, PupilId } from '../../events/identifiers.js';
import { authorityCountNames, authorityRates } from '../../projections/authority-rates/projection.js';
import type { FamilyCountName } from '../../projections/measures/family-counts.js';
import type { YearRow } from '../../projections/measures/figures.js';
import type { CountedName } from '../../projections/measures/measure.js';
import { countNames } from '../../projections/measures/school-year-counts.js';
import { repeatedNames, squaredOf } from '../../projections/measures/squares.js';
import { moves } from '../../projections/moves/projection.js';
import type { Projection } from '../../projections/projection.js';
import { lagsByFamily, reportingLag } from '../../projections/reconciliation/reporting-lag.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { AccessRecord } from '../auditing/access-record.js';
import type { View } from '../projecting/read-models.js';
import type { FiguresDocument, MovesDocument } from './documents/reports.js';
import { lagCountsOfPlace } from './finding-rows.js';
import {
  explainedMoves,
  moveRows,
  movesByClass,
  writeCursor,
  type MoveCursor,
  type MoveFilter,
  type MoveRow,
} from './move-rows.js';
import { placeIn, type Place } from './places.js';
import { FiguresOfPlace, MovesOfPlace, type MovesAskedFor } from './queries.js';
import { figuresDocument, movesDocument, type MovesFound } from './report-documents.js';
import { dayOf, ReportViews } from './report-views.js';

@QueryHandler(MovesOfPlace)
export class MovesHandler implements IQueryHandler<MovesOfPlace> {
  constructor(
    @Inject(ReportViews) private readonly views: ReportViews,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer, replaying }: MovesOfPlace): Promise<MovesDocument> {
    const { document, pupils, known } = await this.views.at(
      moves,
      asked.asKnown,
      replaying,
      async ({ models, known: at, register }) => {
        const place = placeIn(register, asked.place);
        const found = await findMoves(models, asked, place);
        return {
          document: movesDocument(asked, place, found, register, at.told),
          pupils: found.rows.map(({ pupil }) => pupil),
          known: at,
        };
      },
    );
    await this.looks.record(viewer, 'moves', pupils, known.position);
    return document;
  }
}

@QueryHandler(FiguresOfPlace)
export class FiguresHandler implements IQueryHandler<FiguresOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: FiguresOfPlace): Promise<FiguresDocument> {
    const projection = asked.place.school === null ? authorityRates : schoolCounts;
    return this.views.at([projection, reportingLag], asked.asKnown, replaying, async (view) => {
      const { models, known, register } = view;
      const place = placeIn(register, asked.place);
      const rows = await yearRows(models, place);
      const stale = await models.staleCount(projection);
      const lags = lagsByFamily(await lagCountsOfPlace(models, place, dayOf(view)));
      return figuresDocument(asked, place, rows, stale, lags, register, known.told);
    });
  }
}

/** The page that was asked for, or everything, a page at a time. */
async function findMoves(
  view: View,
  asked: MovesAskedFor,
  { authority, school }: Place,
): Promise<MovesFound> {
  // A school that changed its authority keeps its moves: they are looked for by the school alone.
  const filter: MoveFilter = {
    ...asked,
    authority: school === null ? (authority?.code ?? null) : null,
    school: school?.urn ?? null,
  };
  const size = asked.limit ?? rowsAtOnce;
  const rows: MoveRow[] = [];
  const stale = new Map<PupilId, Position>();
  let after: MoveCursor | null = asked.after;
  do {
    const page = await moveRows(view, filter, after, size + 1);
    rows.push(...page.slice(0, size));
    for (const [pupil, since] of await view.staleSince(
      moves,
      page.map(({ pupil }) => pupil),
    ))
      stale.set(pupil, since);
    after = page.length > size ? (page[size - 1] ?? null) : null;
  } while (after !== null && asked.limit === null);
  return {
    rows,
    stale,
    totals: await movesByClass(view, filter),
    explained: await explainedMoves(view, filter),
    nextAfter: after && writeCursor(after),
  };
}

const rowsAtOnce = 2_000;

/** The counts side by side, and those by their names. */
async function yearRows(view: View, { authority, school }: Place): Promise<YearRow[]> {
  const [rows, named] =
    school === null
      ? await tallies(view, authorityRates, 'authority', authority?.code ?? '', authorityCountNames)
      : await tallies(view, schoolCounts, 'school', school.urn, countNames);
  const byYear = new Map(
    rows.map(({ school_year: schoolYear, ...counts }) => [
      schoolYear,
      { schoolYear, counts: { ...counts }, squares: squaresIn(counts) },
    ]),
  );
  for (const { school_year: schoolYear, name, times, times_squared: squared } of named) {
    const row = byYear.get(schoolYear) ?? { schoolYear, counts: {}, squares: {} };
    row.counts[name] = times;
    row.squares[name] = squared;
    byYear.set(schoolYear, row);
  }
  return [...byYear.values()];
}

type ByName = Partial<Record<CountedName, number>>;

const squaresIn = (counts: ByName): ByName =>
  Object.fromEntries(repeatedNames.map((name) => [name, counts[squaredOf(name)] ?? 0]));

async function tallies(
  view: View,
  projection: Projection,
  place: 'authority' | 'school',
  code: string,
  names: readonly CountedName[],
): Promise<[TallyRow[], FamilyRow[]]> {
  return [
    await view
      .from(projection, `${place}_year_count`)
      .select<TallyRow[]>('school_year', ...names)
      .where(place, code),
    await view
      .from(projection, `${place}_family_count`)
      .select<FamilyRow[]>('school_year', 'name', 'times', 'times_squared')
      .where(place, code),
  ];
}

type TallyRow = ByName & { readonly school_year: SchoolYear };
interface FamilyRow {
  readonly school_year: SchoolYear;
  readonly name: FamilyCountName;
  readonly times: number;
  readonly times_squared: number;
}
