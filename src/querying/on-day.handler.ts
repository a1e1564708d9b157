import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolTerms } from '../../events/calendar/school-year.js';
import type { DayReport } from '../../projections/measures/on-day.js';
import { placementFigures, placesTaken } from '../../projections/off-site-directions/figures.js';
import { readPlacementRow, type StoredPlacement } from '../../projections/off-site-directions/projection.js';
import type { Register } from '../../projections/register/register.js';
import type { View } from '../projecting/read-models.js';
import type { OnDayDocument } from './documents/on-day.js';
import { placeIn, type Place } from './places.js';
import { providerInWords } from './placements-in-words.js';
import { FiguresOnDay } from './queries.js';
import { figureInWords, measureInWords, placeInWords, staleInWords } from './report-documents.js';
import { dayOf, ReportViews } from './report-views.js';

/** Counts only: no child is shown, so no look is recorded. */
@QueryHandler(FiguresOnDay)
export class OnDayHandler implements IQueryHandler<FiguresOnDay> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: FiguresOnDay): Promise<OnDayDocument> {
    const { report, year } = asked;
    return this.views.at(report.from.projection, asked.asKnown, replaying, async (view) => {
      const { models, known, register } = view;
      const place = placeIn(register, asked.place);
      const day = asked.asAt ?? dayOf(view);
      const terms = termsOf(place, register);
      const rows = await rowsOf(models, report, place);
      const figures = report.figures(rows, {
        day,
        year,
        yearStartsOn: schoolYearOf(day, terms).startsOn,
        schoolYearOf: (on) => schoolYearOf(on, terms).schoolYear,
        register,
      });
      return {
        report: report.name,
        ...placeInWords(place, register),
        asKnown: known.told,
        asAt: day,
        year,
        figures: figures.map((figure) => figureInWords(figure, known.told.position)),
        places: report === placementFigures ? placesOf(place, rows, day, register) : [],
        measures: report.measures.map(measureInWords),
        notes: [...report.notes, ...staleInWords(await models.staleCount(report.from.projection))],
      };
    });
  }
}

/** A place's rows: a school's own, or those that its authority answers for. */
function rowsOf(view: View, { from }: DayReport, { authority, school }: Place): PromiseLike<unknown[]> {
  const rows = view.from(from.projection, from.table).select('*').orderBy(['pupil_id', 'ordinal']);
  return school === null
    ? rows.where('authority', authority?.code ?? '')
    : rows.where(from.school, school.urn);
}

/** @param rows of placements */
function placesOf(
  { authority, school }: Place,
  rows: readonly unknown[],
  day: PlainDate,
  register: Register,
): OnDayDocument['places'] {
  if (authority === null || school !== null) return [];
  const commissioned = register.provision.commissionedBy(authority.code, day).map(({ data }) => data);
  const there = (rows as readonly StoredPlacement[]).map(readPlacementRow);
  return placesTaken(there, commissioned, day).map((taken) => ({
    ...taken,
    provider: providerInWords(taken.provider, register),
  }));
}

function termsOf({ authority, school }: Place, register: Register): SchoolTerms {
  if (school !== null) return register.termsOf(school.urn);
  return authority === null ? [] : register.calendarOfAuthority(authority.code).terms;
}
