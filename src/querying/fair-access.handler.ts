import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import type { FamilyCountName } from '../../projections/measures/family-counts.js';
import type { Register } from '../../projections/register/register.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import type { View } from '../projecting/read-models.js';
import type { FairAccessDocument, FairAccessOfSchool, PlacesOfYear } from './documents/fair-access.js';
import { placeIn, type Place } from './places.js';
import { FairAccessOfPlace } from './queries.js';
import { placeInWords } from './report-documents.js';
import { dayOf, ReportViews } from './report-views.js';
import { schoolName } from './words.js';

/** The counts that the panel sees, with what each is called here. */
const told = {
  fair_access_placed: 'placed',
  fair_access_admitted: 'admitted',
  admissions_refused: 'refused',
} as const satisfies Partial<Record<FamilyCountName, string>>;

interface CountRow {
  readonly school: Urn;
  readonly school_year: SchoolYear;
  readonly name: keyof typeof told;
  readonly times: number;
}

/** Counts of places only: no child is shown, so no look is recorded. */
@QueryHandler(FairAccessOfPlace)
export class FairAccessHandler implements IQueryHandler<FairAccessOfPlace> {
  constructor(@Inject(ReportViews) private readonly views: ReportViews) {}

  async execute({ asked, replaying }: FairAccessOfPlace): Promise<FairAccessDocument> {
    return this.views.at(
      schoolCounts,
      asked.asKnown,
      replaying,
      async (view): Promise<FairAccessDocument> => {
        const { models, known, register } = view;
        const place = placeIn(register, asked.place);
        const rows = await countRows(models, place, asked.year);
        const day = asked.asAt ?? dayOf(view);
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
    .from(schoolCounts, 'school_family_count')
    .select<CountRow[]>('school', 'school_year', 'name', 'times')
    .whereIn(
      'school',
      schools.map(({ urn }) => urn),
    )
    .whereIn('name', Object.keys(told))
    .orderBy(['school', 'school_year']);
  if (year !== null) void query.where('school_year', year);
  return query;
}

function schoolTold(
  urn: Urn,
  rows: readonly CountRow[],
  day: PlainDate,
  register: Register,
): FairAccessOfSchool {
  const capacity = register.capacityOf(urn, day);
  return {
    school: schoolName(register, urn),
    places: placesByYear(rows.filter(({ school }) => school === urn)),
    rule: capacity.rule && {
      name: capacity.rule.name,
      version: capacity.rule.version,
      meaning: capacity.rule.says,
    },
    yearGroups: capacity.yearGroups.map((each) => ({ ...each })),
  };
}

/** @param rows of one school, in the order of years */
function placesByYear(rows: readonly CountRow[]): PlacesOfYear[] {
  const byYear = new Map<SchoolYear, PlacesOfYear>();
  for (const { school_year: schoolYear, name, times } of rows) {
    const places = byYear.get(schoolYear) ?? { schoolYear, placed: 0, admitted: 0, refused: 0 };
    places[told[name]] = times;
    byYear.set(schoolYear, places);
  }
  return [...byYear.values()];
}
