/**
 * A term's files read once before anything is decided: how many rows, which pupil's row an exclusion points at, which
 * rows a later one of the same file replaces, what each school sent. Memory grows with pupils and with the rows that
 * exclusions point at, some hundred bytes each, not with what is refused.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Urn } from '../../../events/identifiers.js';
import type { CsvFile } from '../csv/csv-file.js';
import { isFault, readRows, type CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import type { TermFiles } from './census-files.js';
import { pupilTableOf } from './census-row.js';
import { Sightings } from './comparison.js';
import type { SchoolMapping } from './school-mapping.js';
import { censusTables, isExclusionTable, requiredColumns, type CensusTable } from './tables.js';

/** What one school sent for the term, as counted from its rows before any is refused. */
export interface SchoolReturn {
  readonly onRoll: number;
  readonly leavers: number;
  readonly exclusions: number;
  /** SHA-256 over the rows in the order read, 64 hexadecimal digits. */
  readonly digest: string;
}

export interface Survey {
  /** Rows by table, those that could not be read among them. */
  readonly rows: ReadonlyMap<CensusTable, number>;
  /** Whether every file was read to its end without a row that could not be read. */
  readonly isWhole: boolean;
  readonly onRoll: Sightings;
  readonly leavers: Sightings;
  readonly returns: ReadonlyMap<Urn, SchoolReturn>;
  identifierFor(table: CensusTable, row: CsvRow): string | undefined;
  /** Whether a later row of that table is about the same entry of the same pupil. */
  isSuperseded(table: CensusTable, row: CsvRow): boolean;
}

export async function surveyTerm({ tables }: TermFiles, schools: SchoolMapping): Promise<Survey> {
  const survey = new TermSurvey(schools);
  // What exclusions point at has to be known before the rows that they may point at.
  for (const table of censusTables.filter(isExclusionTable))
    await survey.lookForReferences(table, tables.get(table));
  for (const table of censusTables) await survey.read(table, tables.get(table));
  return survey;
}

/** The pupils of one roll file and their schools; for the term before, of which nothing else is asked. */
export async function sightingsIn(file: CsvFile): Promise<Sightings> {
  const sightings = new Sightings();
  for await (const row of readRows(file, requiredColumns.pupilonroll))
    if (!isFault(row)) sight(sightings, row);
  return sightings;
}

class TermSurvey implements Survey {
  readonly rows = new Map<CensusTable, number>();
  readonly onRoll = new Sightings();
  readonly leavers = new Sightings();
  isWhole = true;
  /** Rows that exclusions point at, with the identifier in them; null where two pupils' rows fit. */
  private readonly referred = new Map<string, string | null | undefined>();
  private readonly lastLines = new Map<string, number>();
  private readonly bySchool = new Map<Urn, RunningReturn>();

  constructor(private readonly schools: SchoolMapping) {}

  get returns(): ReadonlyMap<Urn, SchoolReturn> {
    return new Map([...this.bySchool].map(([urn, running]) => [urn, running.finished()]));
  }

  identifierFor(table: CensusTable, row: CsvRow): string | undefined {
    return this.referred.get(referenceKey(table, row)) ?? undefined;
  }

  isSuperseded(table: CensusTable, row: CsvRow): boolean {
    return (this.lastLines.get(entryKey(table, row)) ?? 0) > row.line;
  }

  async lookForReferences(table: CensusTable, file: CsvFile | undefined): Promise<void> {
    if (!file) return;
    for await (const row of readRows(file, requiredColumns[table])) {
      if (!isFault(row)) this.referred.set(referenceKey(table, row), undefined);
    }
  }

  async read(table: CensusTable, file: CsvFile | undefined): Promise<void> {
    if (!file) return;
    let count = 0;
    for await (const row of readRows(file, requiredColumns[table])) {
      count++;
      if (isFault(row)) this.isWhole = false;
      else this.note(table, row);
    }
    this.rows.set(table, count);
  }

  private note(table: CensusTable, row: CsvRow): void {
    const school = this.schools.get(row.value('nativeid') ?? '');
    if (school) this.returnOf(school).add(table, row);
    if (isExclusionTable(table)) return;
    const isAgain = sight(table === 'pupilonroll' ? this.onRoll : this.leavers, row);
    // Only a pupil whom the school lists twice can have a row that replaces another.
    if (isAgain) this.lastLines.set(entryKey(table, row), row.line);
    const key = referenceKey(table, row);
    if (!this.referred.has(key)) return;
    const [held, identifier] = [this.referred.get(key), row.value('upn') ?? ''];
    this.referred.set(key, held === undefined || held === identifier ? identifier : null);
  }

  private returnOf(school: Urn): RunningReturn {
    let running = this.bySchool.get(school);
    if (!running) this.bySchool.set(school, (running = new RunningReturn()));
    return running;
  }
}

class RunningReturn {
  private readonly hash: Hash = createHash('sha256');
  private onRoll = 0;
  private leavers = 0;
  private exclusions = 0;

  add(table: CensusTable, row: CsvRow): void {
    if (table === 'pupilonroll') this.onRoll++;
    else if (table === 'pupilnolongeronroll') this.leavers++;
    else this.exclusions++;
    this.hash.update(JSON.stringify([table, row.cells]));
  }

  finished(): SchoolReturn {
    const { onRoll, leavers, exclusions } = this;
    return { onRoll, leavers, exclusions, digest: this.hash.copy().digest('hex') };
  }
}

/** @returns whether that school had listed the pupil before */
function sight(sightings: Sightings, row: CsvRow): boolean {
  const identifier = row.value('upn') ?? '';
  return identifier !== '' && sightings.add(identifier, row.value('nativeid') ?? '');
}

/** Leavers' ids are not unique by themselves (297 stand for 308 rows of autumn 2024): the school is part of the key. */
function referenceKey(table: CensusTable, row: CsvRow): string {
  const target = pupilTableOf(table);
  const id = row.value(`${target}tableid`) ?? '';
  return target === 'pupilonroll' ? id : `${id} ${row.value('nativeid') ?? ''}`;
}

function entryKey(table: CensusTable, row: CsvRow): string {
  const entered = row.value('entrydate') ?? '';
  return `${table} ${row.value('upn') ?? ''} ${row.value('nativeid') ?? ''} ${reportedDate(entered) ?? entered}`;
}
