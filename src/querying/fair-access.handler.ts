import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import {
  fairAccessCounts,
  fairAccessPlaces,
  type FairAccessCount,
} from '../../projections/missing-education/projection.js';
import type { Register } from '../../projections/register/register.js';
import type { View } from '../projecting/read-models.js';
import type { FairAccessDocument, FairAccessOfSchool } from './documents/fair-access.js';
import { placeIn, type Place } from './places.js';
import { FairAccessOfPlace } from './queries.js';
import { placeInWords } from './report-documents.js';
import { ReportViews } from './report-views.js';
import { schoolName } from './words.js';

type CountRow = Readonly<Record<FairAccessCount, number>> & {
  readonly school: Urn;
  readonly school_year: SchoolYear;
};

/** Counts of places only: no child is shown, so no look is recorded. */
@QueryHandler(FairAccessOfPlace)
export class FairAccessHandler implements IQueryHandler<FairAccessOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: FairAccessOfPlace): Promise<FairAccessDocument> {
    return this.views.at(
      fairAccessPlaces,
      asked.asKnown,
      replaying,
      async ({ models, known, register }): Promise<FairAccessDocument> => {
        const place = placeIn(register, asked.place);
        const rows = await countRows(models, place, asked.year);
        const day = asked.asAt ?? dayOf(known.told.recordedAt);
        return {
          report: 'fair-access',
          ...placeInWords(place, register),
          asKnown: known.told,
          asAt: day,
          year: asked.year,
          schools: place.schools.map(({ urn }) => schoolTold(urn, rows, day, register)),
          notes: [
            'Places allocated by a panel of this ledger’s authorities, as reported; how many a school ought to take is for the panel',
          ],
        };
      },
    );
  }
}

function countRows(view: View, { schools }: Place, year: SchoolYear | null): Promise<CountRow[]> {
  const query = view
    .from(fairAccessPlaces, 'fair_access_year_count')
    .select<CountRow[]>('school', 'school_year', ...fairAccessCounts)
    .whereIn(
      'school',
      schools.map(({ urn }) => urn),
    )
    .orderBy(['school', 'school_year']);
  if (year !== null) void query.where('school_year', year);
  return query;
}

function schoolTold(
  urn: Urn,
  rows: readonly CountRow[],
  day: PlainDate | null,
  register: Register,
): FairAccessOfSchool {
  const capacity = day === null ? { rule: null, yearGroups: [] } : register.capacityOf(urn, day);
  return {
    school: schoolName(register, urn),
    places: rows
      .filter(({ school }) => school === urn)
      .map(({ school_year: schoolYear, placed, admitted, refused }) => ({
        schoolYear,
        placed,
        admitted,
        refused,
      })),
    rule: capacity.rule && {
      name: capacity.rule.name,
      version: capacity.rule.version,
      meaning: capacity.rule.says,
    },
    yearGroups: capacity.yearGroups.map((each) => ({ ...each })),
  };
}

/** Recorded times are in UTC: near midnight in summer the day told is the one before. */
function dayOf(recordedAt: string | null): PlainDate | null {
  const day = recordedAt?.slice(0, 10);
  return isPlainDate(day) ? day : null;
}
