import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { CensusTerm } from '../../events/calendar/census-day.js';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import type { PupilId, StreamName } from '../../events/identifiers.js';
import { pupilOf } from '../../events/identifiers.js';
import { importCalendar } from '../../src/importing/calendar/import-calendar.js';
import { importCensus, type CensusReport } from '../../src/importing/census/import-census.js';
import { PupilsAtSchoolsInLog } from '../../src/importing/census/pupils-at-schools.js';
import { importCtf, type CtfReport } from '../../src/importing/ctf/import-ctf.js';
import { importAuthorities } from '../../src/importing/establishments/import-authorities.js';
import { importLinks } from '../../src/importing/establishments/import-links.js';
import { importSchools } from '../../src/importing/establishments/import-schools.js';
import { importMovements, type MovementsReport } from '../../src/importing/movements/import-movements.js';
import type { ImportContext } from '../../src/importing/import-context.js';
import { RefusalFile } from '../../src/importing/refusal-file.js';
import { placedAtOnce } from '../../src/ledger/sequencing.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { openIdentity, type Identity } from '../identity/given.js';
import { freshDatabase } from '../support/database.js';

const fixtures = join(import.meta.dirname, '../fixtures');
export const censusFixture = join(fixtures, 'census');
export const spineFixture = join(fixtures, 'schools/england_spine_2017-2018.csv');
export const linksFixture = join(fixtures, 'schools/school_links_2025-04-22.csv');
export const calendarFixture = join(fixtures, 'calendar/term_dates_2024-2025.csv');
export const authoritiesFixture = join(fixtures, 'authorities/local_authorities.csv');

const folders: string[] = [];

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'importing-'));
  folders.push(folder);
  return folder;
}

afterAll(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true }))));

export interface Terms {
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: ImportContext['progress'];
  readonly identifierKind?: 'upn' | 'opaque';
  readonly schoolsPath?: string;
}

/** A ledger of a test's own, with the imports over it as one process has them. */
export class TestLedger {
  private constructor(
    readonly database: Database,
    readonly log: PostgresEventLog,
    readonly identity: Identity,
    readonly folder: string,
  ) {}

  static async open(): Promise<TestLedger> {
    const database = await freshDatabase();
    const identity = await openIdentity(database);
    return new TestLedger(database, await PostgresEventLog.open(database), identity, await newFolder());
  }

  async close(): Promise<void> {
    await this.log.close();
    await this.database.close();
  }

  authorities = (path = authoritiesFixture) => importAuthorities(this.context(), path, today);
  schools = (path = spineFixture, terms: Terms = {}) => importSchools(this.context(terms), path, today);
  links = (path = linksFixture, terms: Terms = {}) => importLinks(this.context(terms), path, today);

  calendar = (path = calendarFixture, terms: Terms = {}) => importCalendar(this.context(terms), path, today);

  movements(path: string, terms: Terms = {}): Promise<MovementsReport> {
    const { index, keys } = this.identity;
    return importMovements({ ...this.context(terms), index, keys }, path, today);
  }

  ctf(path: string, terms: Terms = {}): Promise<CtfReport> {
    const { index, keys } = this.identity;
    return importCtf({ ...this.context(terms), index, keys }, path, today);
  }

  census(term: CensusTerm, folder = censusFixture, terms: Terms = {}): Promise<CensusReport> {
    const { index, keys } = this.identity;
    const pupilsAtSchools = new PupilsAtSchoolsInLog(this.database.pool);
    const { schoolsPath = join(censusFixture, 'schools.csv'), identifierKind = 'opaque' } = terms;
    return importCensus(
      { ...this.context(terms), index, keys, pupilsAtSchools },
      { folder, term, schoolsPath, identifierKind },
    );
  }

  /** Everything that the ledger holds, in the order of positions. */
  async events(): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for await (const event of this.log.readAll()) {
      const { id, type, schemaVersion, stream, position, recordedAt, data } = event;
      events.push({ id, type, schemaVersion, stream, position, recordedAt, data } as HistoryEvent);
    }
    return events;
  }

  async pupilHistories(): Promise<Map<PupilId, HistoryEvent[]>> {
    const histories = new Map<PupilId, HistoryEvent[]>();
    for (const event of await this.events()) {
      const pupil = pupilOf(event.stream);
      if (pupil) histories.set(pupil, [...(histories.get(pupil) ?? []), event]);
    }
    return histories;
  }

  async ofIdentifier(identifier: string): Promise<PupilId> {
    const found = (await this.identity.index.findMany('opaque', [identifier])).get(identifier);
    if (!found || found.erased) throw new Error('nobody holds the identifier');
    return found.pupil;
  }

  historyOf = (...streams: StreamName[]): Promise<HistoryEvent[]> => this.log.sequenced.historyOf(streams);

  readonly refusalsPath = (): string => join(this.folder, 'refusals.csv');

  /** The refusals of the import that ran last and had any. */
  async refusals(): Promise<Record<string, string>[]> {
    return parse(await readFile(this.refusalsPath(), 'utf8'), { columns: true });
  }

  private context({
    dryRun = false,
    signal = new AbortController().signal,
    progress = noProgress,
  }: Terms = {}): ImportContext {
    const { log } = this;
    return {
      log,
      sequenced: log.sequenced,
      sequencing: placedAtOnce(log.sequenced),
      refusals: new RefusalFile(this.refusalsPath()),
      dryRun,
      signal,
      progress,
    };
  }
}

const today = asPlainDate('2025-06-02');
const noProgress: ImportContext['progress'] = () => ({ set: () => undefined, end: () => undefined });

export type Row = Record<string, string>;

/** A folder with the fixture's terms, whose tables a test may change. */
export async function censusFolder(): Promise<string> {
  const folder = await newFolder();
  await cp(censusFixture, folder, { recursive: true });
  return folder;
}

export async function rowsOf(folder: string, name: string): Promise<Row[]> {
  return parse(await readFile(join(folder, `${name}.csv`), 'utf8'), { columns: true });
}

export async function writeRows(folder: string, name: string, rows: readonly Row[]): Promise<void> {
  await writeFile(join(folder, `${name}.csv`), stringify([...rows], { header: true }));
}

export async function change(folder: string, name: string, edit: (rows: Row[]) => Row[]): Promise<void> {
  await writeRows(folder, name, edit(await rowsOf(folder, name)));
}

/**
 * A third term of the same schools, made by shifting the second: the first two pupils on roll are gone, the third left
 * with a leaver record, the fourth changed school without one, the fifth came back to where autumn had them.
 */
export async function addSummerTerm(folder: string): Promise<void> {
  const spring = await rowsOf(folder, '2025_spring_pupilonroll');
  const leavers = await rowsOf(folder, '2025_spring_pupilnolongeronroll');
  const [, , third, fourth, ...rest] = spring;
  const [pattern] = leavers;
  if (!third || !fourth || !pattern) throw new Error('the fixture is too small');
  const moved = {
    ...fourth,
    NativeId: fourth['NativeId'] === 'SCH1' ? 'SCH2' : 'SCH1',
    entrydate: '2025-May-01 00:00:00',
  };
  await writeRows(folder, '2025_summer_pupilonroll', [moved, ...rest]);
  const left = Object.fromEntries(Object.keys(pattern).map((column) => [column, third[column] ?? '']));
  await writeRows(folder, '2025_summer_pupilnolongeronroll', [
    { ...left, pupilnolongeronrolltableid: 'left-in-summer', leavingdate: '2025-May-09 00:00:00' },
  ]);
}

/** Identifiers of the pupils whom one school has on roll in both terms. */
export async function pupilsOnBothRolls(folder: string): Promise<string[]> {
  const spring = new Map(
    (await rowsOf(folder, '2025_spring_pupilonroll')).map((row) => [row['upn'], row['NativeId']]),
  );
  return (await rowsOf(folder, '2024_autumn_pupilonroll')).flatMap((row) =>
    row['upn'] !== undefined && spring.get(row['upn']) === row['NativeId'] ? [row['upn']] : [],
  );
}
