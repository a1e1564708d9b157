/** `ledger import links`: how establishments followed one another, as Get Information About Schools publishes it. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { schoolStream, type StreamName, type Urn } from '../../../events/identifiers.js';
import { addTo } from '../../../projections/groups.js';
import { Register } from '../../../projections/register/register.js';
import { openCsvFile, type CsvFile } from '../csv/csv-file.js';
import type { HistoryWriter, Task, WritableLog } from '../history-writer.js';
import {
  batchSize,
  endOf,
  logOf,
  publicationDay,
  writerTo,
  type ImportContext,
  type ImportEnd,
} from '../import-context.js';
import { noRemarks, RowTally, type RowCounts } from '../tally.js';
import { edgeToRecord, type LinkRow } from './edges.js';
import { edgeKey, linkColumns, readLink } from './link-row.js';
import { ensureSchools } from './placeholder-schools.js';
import { readReports } from './read-reports.js';

export interface LinksReport extends ImportEnd {
  readonly kind: 'links';
  readonly files: readonly string[];
  readonly rows: RowCounts;
  /** Groups of schools that all reach each other along successions, the file's and those held before. */
  readonly cycles: readonly (readonly Urn[])[];
}

/** The file's edges are held in memory, some hundred bytes each. @param today as for schools */
export async function importLinks(
  context: ImportContext,
  path: string,
  today: PlainDate,
): Promise<LinksReport> {
  const file = await openCsvFile(path);
  const tally = new RowTally();
  const publishedOn = publicationDay(file.name, today);
  const log = logOf(context);
  const writer = writerTo(log, 'links', 'links');
  const schools = await readEdges(context, file, tally);
  await ensureSchools(writer, urnsIn(schools), publishedOn);
  await recordEdges(context, writer, schools, tally, { fileSha256: file.sha256, publishedOn });
  const cycles = await cyclesIn(context, log, schools);
  return {
    kind: 'links',
    files: [file.name],
    rows: tally.counts(),
    cycles,
    ...(await endOf(context, writer)),
  };
}

/** The edges that start at one school: of each, all rows that name it. */
interface SchoolEdges {
  readonly school: Urn;
  readonly edges: readonly LinkRow[][];
}

async function readEdges(context: ImportContext, file: CsvFile, tally: RowTally): Promise<SchoolEdges[]> {
  const edges = new Map<string, LinkRow[]>();
  const bySchool = new Map<Urn, LinkRow[][]>();
  for await (const batch of readReports(context, { file, tally }, linkColumns, readLink)) {
    for (const row of batch) {
      const key = edgeKey(row.report);
      const rows = edges.get(key);
      if (rows) {
        rows.push(row);
        continue;
      }
      const edge = [row];
      edges.set(key, edge);
      addTo(bySchool, row.report.school, edge);
    }
  }
  return [...bySchool].map(([school, ofSchool]) => ({ school, edges: ofSchool }));
}

function urnsIn(schools: readonly SchoolEdges[]): Urn[] {
  const urns = new Set<Urn>();
  for (const { school, edges } of schools) {
    urns.add(school);
    for (const [first] of edges) if (first) urns.add(first.report.other);
  }
  return [...urns].sort();
}

interface Publication {
  readonly fileSha256: string;
  readonly publishedOn: PlainDate;
}

async function recordEdges(
  context: ImportContext,
  writer: HistoryWriter,
  schools: readonly SchoolEdges[],
  tally: RowTally,
  publication: Publication,
): Promise<void> {
  const bar = context.progress('links', schools.length);
  for (let at = 0; at < schools.length && !context.signal.aborted; at += batchSize) {
    const results = await writer.write(
      schools.slice(at, at + batchSize).map((school) => taskOf(school, publication)),
    );
    // What mirrors an edge can correct it only once it stands.
    const withNew = results.filter(({ isNew }) => isNew.includes(true));
    await writer.write(withNew.map(({ school }) => taskOf(school, publication)));
    for (const { school, isNew } of results) {
      school.edges.forEach((rows, ordinal) => {
        if (isNew[ordinal]) tally.recorded(noRemarks);
        for (let known = isNew[ordinal] ? 1 : 0; known < rows.length; known++) tally.known();
      });
    }
    bar.set(Math.min(at + batchSize, schools.length));
  }
  bar.end();
}

interface EdgesRecorded {
  readonly school: SchoolEdges;
  /** Of each edge, whether its first row named it for the first time. */
  readonly isNew: readonly boolean[];
}

function taskOf(school: SchoolEdges, { fileSha256, publishedOn }: Publication): Task<EdgesRecorded> {
  const decide = (history: readonly HistoryEvent[]) => {
    const decisions = school.edges.map((rows) => edgeToRecord(history, rows, publishedOn));
    const entries = decisions.flatMap((decision) => decision.entries);
    return {
      entries: entries.map(({ fact, line }) => ({ fact, row: { fileSha256, line } })),
      result: { school, isNew: decisions.map((decision) => decision.isNew) },
    };
  };
  return { stream: schoolStream(school.school), decide };
}

async function cyclesIn(
  context: ImportContext,
  log: WritableLog,
  schools: readonly SchoolEdges[],
): Promise<readonly Urn[][]> {
  const streams = new Set<StreamName>(schools.map(({ school }) => schoolStream(school)));
  for await (const { stream } of context.log.readAll({ prefix: 'school-', types: ['SchoolSucceeded'] }))
    streams.add(stream);
  const all = [...streams];
  const events: HistoryEvent[] = [];
  for (let at = 0; at < all.length; at += batchSize) {
    for (const event of await log.historyOf(all.slice(at, at + batchSize)))
      if (concernsLinks.has(event.type)) events.push(event);
  }
  return Register.from(events).succession.cycles();
}

const concernsLinks: ReadonlySet<string> = new Set(['SchoolSucceeded', 'EntryCorrected', 'EntryWithdrawn']);
