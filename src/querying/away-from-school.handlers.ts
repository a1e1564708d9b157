import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { asPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolTerms, type SchoolYear } from '../../events/calendar/school-year.js';
import { managedMoveFigures } from '../../projections/managed-moves/figures.js';
import {
  managedMoves,
  readMoveRow,
  type ManagedMoveRow,
  type StoredMove,
} from '../../projections/managed-moves/projection.js';
import {
  notExcludedSince,
  placesTaken,
  returnsByStage,
  stockAndFlow,
} from '../../projections/off-site-directions/figures.js';
import {
  placements,
  readPlacementRow,
  type PlacementRow,
  type StoredPlacement,
} from '../../projections/off-site-directions/projection.js';
import type { Register } from '../../projections/register/register.js';
import type { View } from '../projecting/read-models.js';
import type { ManagedMovesDocument, PlacementsDocument } from './documents/away-from-school.js';
import { placeIn, type Place } from './places.js';
import { providerInWords } from './placements-in-words.js';
import { ManagedMovesOfPlace, PlacementsOfPlace } from './queries.js';
import { placeInWords } from './report-documents.js';
import { ReportViews, type ReportView } from './report-views.js';

/** Counts only: no child is shown, so no look is recorded. */
@QueryHandler(ManagedMovesOfPlace)
export class ManagedMovesHandler implements IQueryHandler<ManagedMovesOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: ManagedMovesOfPlace): Promise<ManagedMovesDocument> {
    return this.views.at(
      managedMoves,
      asked.asKnown,
      replaying,
      async (view): Promise<ManagedMovesDocument> => {
        const place = placeIn(view.register, asked.place);
        const day = asked.asAt ?? dayOf(view);
        const stored = await ofPlace(view.models.from(managedMoves, 'managed_move'), 'home_school', place);
        const rows = (stored as readonly StoredMove[]).map(readMoveRow);
        const terms = termsOf(place, view.register);
        return {
          report: 'managed-moves',
          ...placeInWords(place, view.register),
          asKnown: view.known.told,
          asAt: day,
          year: asked.year,
          ...figuresOfMoves(
            rows.filter((row) => isOfYear(beganOn(row), asked.year, terms)),
            day,
          ),
          notes: [
            'Moves by their home school. Success at the decision is not the end: see sustained. No figure is a verdict on a move',
          ],
        };
      },
    );
  }
}

@QueryHandler(PlacementsOfPlace)
export class PlacementsHandler implements IQueryHandler<PlacementsOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: PlacementsOfPlace): Promise<PlacementsDocument> {
    return this.views.at(placements, asked.asKnown, replaying, async (view): Promise<PlacementsDocument> => {
      const { register } = view;
      const place = placeIn(register, asked.place);
      const day = asked.asAt ?? dayOf(view);
      const stored = await ofPlace(view.models.from(placements, 'placement'), 'school', place);
      const all = (stored as readonly StoredPlacement[]).map(readPlacementRow);
      const terms = termsOf(place, register);
      const rows = all.filter(({ startedOn }) => isOfYear(startedOn, asked.year, terms));
      const flowFrom = schoolYearOf(day, terms).startsOn;
      const attended = rows.filter(({ startedOn }) => startedOn <= day);
      return {
        report: 'placements',
        ...placeInWords(place, register),
        asKnown: view.known.told,
        asAt: day,
        year: asked.year,
        ...stockAndFlow(all, flowFrom, day),
        notExcludedSince: notExcludedSince(rows, day).notExcluded,
        sessionsPossible: attended.reduce((sum, row) => sum + row.sessionsPossible, 0),
        sessionsAttended: attended.reduce((sum, row) => sum + row.sessionsAttended, 0),
        places: placesOf(place, all, day, register),
        returns: returnsByStage(rows, day),
        returnsMeaning:
          'Back at the own school when the placement ended so, or on another mainstream roll since',
        notes: [
          'Off-site directions by the school that directs, other provision by the authority that arranges it; began and ended count from the first day of that school year',
        ],
      };
    });
  }
}

const figuresOfMoves = (rows: readonly ManagedMoveRow[], day: PlainDate) => {
  const { sustained, ...figures } = managedMoveFigures(rows, day);
  return { ...figures, sustained: sustained.map((each) => ({ ...each })) };
};

function placesOf(
  { authority, school }: Place,
  rows: readonly PlacementRow[],
  day: PlainDate,
  register: Register,
): PlacementsDocument['places'] {
  if (authority === null || school !== null) return [];
  const commissioned = register.provision.commissionedBy(authority.code, day).map(({ data }) => data);
  return placesTaken(rows, commissioned, day).map((taken) => ({
    ...taken,
    provider: providerInWords(taken.provider, register),
  }));
}

/** A place's rows: a school's own, or those that its authority answers for. */
function ofPlace(
  query: ReturnType<View['from']>,
  column: 'school' | 'home_school',
  { authority, school }: Place,
): PromiseLike<unknown[]> {
  const rows = query.select('*').orderBy(['pupil_id', 'ordinal']);
  return school === null ? rows.where('authority', authority?.code ?? '') : rows.where(column, school.urn);
}

const beganOn = ({ placedOn, referredOn, decidedOn }: ManagedMoveRow): PlainDate | null =>
  placedOn ?? referredOn ?? decidedOn;

const isOfYear = (on: PlainDate | null, year: SchoolYear | null, terms: SchoolTerms): boolean =>
  year === null || (on !== null && schoolYearOf(on, terms).schoolYear === year);

function termsOf({ authority, school }: Place, register: Register): SchoolTerms {
  if (school !== null) return register.termsOf(school.urn);
  return authority === null ? [] : register.calendarOfAuthority(authority.code).terms;
}

/** Recorded times are in UTC: near midnight in summer the day told is the one before. An empty ledger has no entry. */
const dayOf = ({ known }: ReportView): PlainDate =>
  asPlainDate(known.told.recordedAt?.slice(0, 10) ?? '1970-01-01');
