/**
 * Census rows as facts. A row is refused only for a school that is not mapped, a malformed identifier, a date that is
 * missing or impossible, or leaving before entry; all else is kept as reported and flagged.
 */
import type { CensusTerm } from '../../../events/calendar/census-day.js';
import { monthOf, yearOf, type PlainDate } from '../../../events/calendar/plain-date.js';
import { enrolmentStatus } from '../../../events/codes/enrolment-status.js';
import { ethnicity } from '../../../events/codes/ethnicity.js';
import { firstLanguage } from '../../../events/codes/first-language.js';
import { ncYear } from '../../../events/codes/nc-year.js';
import { postLookedAfter } from '../../../events/codes/post-looked-after.js';
import { mappedSenProvision, senProvision } from '../../../events/codes/sen-provision.js';
import { serviceChild } from '../../../events/codes/service-child.js';
import { sex } from '../../../events/codes/sex.js';
import { youngCarer } from '../../../events/codes/young-carer.js';
import type { Urn } from '../../../events/identifiers.js';
import { validateData } from '../../../events/validation/validate.js';
import { codeFaults } from '../../../projections/trajectory/code-flags.js';
import type { IdentifierKind } from '../../identity/pupil-index.js';
import type { Person } from '../../identity/sealing.js';
import type { CsvRow } from '../csv/read-rows.js';
import { identifierProblem } from '../pupils/identifier.js';
import type { RowProblem } from '../refusal-file.js';
import type { Remarks } from '../tally.js';
import { readExclusion, type ExclusionFact, type ReportedFact } from './exclusion-row.js';
import { personIn } from './person.js';
import { RowReader } from './row-reader.js';
import type { SchoolMapping } from './school-mapping.js';
import { isExclusionTable, type CensusTable } from './tables.js';

/** What a census row can say. */
export type CensusFact = ReportedFact<'CountedOnRoll' | 'CountedAsLeaver'> | ExclusionFact;

/** A row that is a fact. Personal data is still apart from it. */
export interface ReportedRow {
  readonly identifier: string;
  readonly fact: CensusFact;
  readonly person?: Person;
  readonly remarks: Remarks;
}

/** A row that cannot be one. It lists its pupil all the same, where it says which, and at which school. */
export interface RefusedRow {
  readonly refused: RowProblem;
  readonly lists?: { readonly identifier: string; readonly school: Urn };
}

export interface RowContext {
  readonly term: CensusTerm;
  readonly censusDay: PlainDate;
  readonly schools: SchoolMapping;
  readonly identifierKind: IdentifierKind;
  /** The identifier in the pupil's own row that an exclusion's row points at; undefined where none, or several, fit. */
  identifierFor(table: CensusTable, row: CsvRow): string | undefined;
}

export function readCensusRow(
  table: CensusTable,
  row: CsvRow,
  context: RowContext,
): ReportedRow | RefusedRow {
  const reader = new RowReader(row);
  const school = context.schools.get(reader.text('nativeid'));
  if (!school) return refused('NativeId', 'is not mapped to a URN', 'school-not-mapped');
  const isExclusion = isExclusionTable(table);
  const identifier = isExclusion ? context.identifierFor(table, row) : reader.text('upn');
  if (identifier === undefined) {
    return refused(
      isExclusion ? `${pupilTableOf(table)}tableid` : 'upn',
      'names no single pupil row of the term',
      'pupil-row-missing',
    );
  }
  const malformed = identifierProblem('upn', context.identifierKind, identifier);
  if (malformed) return { refused: malformed };

  const read = isExclusion
    ? readExclusion(reader, school, context)
    : readRollRow(table, reader, school, context);
  const listing = isExclusion ? {} : { lists: { identifier, school } };
  if ('problem' in read) return { refused: read, ...listing };
  const [error] = validateData(read.type, read.data);
  if (error) return { refused: { field: error.field, problem: error.problem, code: error.rule }, ...listing };
  const person = isExclusion ? undefined : personIn(reader, context.identifierKind, identifier);
  if (person && 'problem' in person) return { refused: person, ...listing };
  for (const { flag } of codeFaults(read)) reader.flag(flag);
  return { identifier, fact: read, ...(person && { person }), remarks: reader.remarks };
}

function readRollRow(
  table: CensusTable,
  reader: RowReader,
  school: Urn,
  { term, censusDay }: RowContext,
): CensusFact | RowProblem {
  const enteredOn = reader.requiredDate('entrydate');
  if (typeof enteredOn === 'object') return enteredOn;
  const born = reader.date('dob');
  if (typeof born === 'object') return born;
  if (born === undefined) reader.flag('birth-date-not-stated');
  else if (enteredOn < born) reader.flag('entry-before-birth');

  const status = reader.code('enrolstatus', enrolmentStatus, { blank: 'enrolment-status-not-stated' });
  const isLeaver = table === 'pupilnolongeronroll';
  const year = reader.code(isLeaver ? 'ncyearleaving' : 'ncyearactual', ncYear, {
    blank: 'nc-year-not-stated',
  });
  const data = {
    effectiveOn: censusDay,
    school,
    term,
    enteredOn,
    ...(status !== undefined && { enrolmentStatus: status }),
    ...(year !== undefined && { ncYear: year }),
    ...characteristicsIn(reader, born),
  };
  if (!isLeaver) return { type: 'CountedOnRoll', data };
  const leftOn = reader.requiredDate('leavingdate');
  if (typeof leftOn === 'object') return leftOn;
  if (leftOn < enteredOn)
    return { field: 'leavingdate', problem: 'lies before entrydate', code: 'left-before-entry' };
  return { type: 'CountedAsLeaver', data: { ...data, leftOn } };
}

function characteristicsIn(reader: RowReader, born: PlainDate | undefined) {
  const codes = {
    sex: reader.code('sex', sex, { blank: 'sex-not-stated' }),
    ethnicity: reader.code('ethnicity', ethnicity, { blank: 'ethnicity-not-stated' }),
    senProvision: reader.code('senprovision', senProvision, {
      blank: 'sen-provision-not-stated',
      map: mappedSenProvision,
    }),
    firstLanguage: reader.code('language', firstLanguage, { blank: 'language-not-stated' }),
    serviceChild: reader.code('servicechild', serviceChild),
    youngCarer: reader.code('youngcarer', youngCarer),
    postLookedAfter: reader.code('plaa', postLookedAfter),
  };
  const birth = born && { birthYear: yearOf(born), birthMonth: monthOf(born) };
  const stated: { [name in keyof typeof codes]?: string } = Object.fromEntries(
    Object.entries(codes).filter(([, code]) => code !== undefined),
  );
  const characteristics = { ...stated, ...birth };
  return Object.keys(characteristics).length > 0 ? { characteristics } : {};
}

/** The table whose rows an exclusion table's rows point at. */
export const pupilTableOf = (table: CensusTable): 'pupilonroll' | 'pupilnolongeronroll' =>
  table === 'termlyexclusionsoffroll' || table === 'pupilnolongeronroll'
    ? 'pupilnolongeronroll'
    : 'pupilonroll';

const refused = (field: string, problem: string, code: string): RefusedRow => ({
  refused: { field, problem, code },
});
