/**
 * A story that was told over REST, written down as an authority's movements file and imported into another ledger: the
 * file is made from the events themselves, so the two cannot drift apart.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { EventType } from '../../events/catalogue.js';
import type { RecordedEvent } from '../../events/envelope.js';
import { authorityOf, pupilOf, schoolOf, type EventId, type PupilId } from '../../events/identifiers.js';
import { isObject } from '../../events/validation/fields.js';
import { open } from '../../src/identity/sealing.js';
import { KeyStore } from '../../src/identity/keys/key-store.js';
import { Importing } from '../../src/importing/importing.module.js';
import { headerOf, movementEvent, movementEvents } from '../../src/importing/movements/layout.js';
import type { MovementsReport } from '../../src/importing/movements/import-movements.js';
import { RefusalFile } from '../../src/importing/refusal-file.js';
import { EVENT_LOG, type EventLog } from '../../src/ledger/event-log.js';
import { keysOf } from '../identity/given.js';
import { startApplication, type TestApplication } from './application.js';

type Cells = Record<string, string>;

/** Everything that was told to that ledger gives the same trajectories where it comes from a movements file. */
export async function sameFromMovementsFile(told: TestApplication): Promise<void> {
  const events = await eventsIn(told);
  const rows = await rowsOf(told, events);
  const ledger = await startApplication();
  try {
    const log = ledger.app.get<EventLog>(EVENT_LOG, { strict: false });
    for (const { stream, id, type, schemaVersion, data, metadata } of events.filter(
      (event) => !isTold(event),
    ))
      await log.append(stream, 'any', [{ id, type, schemaVersion, data, metadata }]);
    const report = await importRows(ledger, rows);
    expect(report).toMatchObject({
      rows: { read: rows.length, recorded: rows.length },
      refusalsFile: null,
      ignoredColumns: [],
    });
    await expectSameTrajectories(told, ledger);
    expect(await importRows(ledger, rows)).toMatchObject({ events: 0, rows: { known: rows.length } });
  } finally {
    await ledger.close();
  }
}

/** A file of these rows, imported. */
export async function importRows(ledger: TestApplication, rows: readonly Cells[]): Promise<MovementsReport> {
  const folder = await mkdtemp(join(tmpdir(), 'movements-'));
  try {
    const path = join(folder, 'movements.csv');
    await writeFile(path, stringify([...rows], { header: true, columns: headerOf(movementEvents) }));
    return await ledger.app.get(Importing, { strict: false }).movements(
      {
        refusals: new RefusalFile(join(folder, 'refusals.csv')),
        dryRun: false,
        signal: new AbortController().signal,
        progress: () => ({ set: () => undefined, end: () => undefined }),
      },
      path,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a movements file cannot tell is the register's: descriptions of schools and authorities. */
const isTold = ({ type }: RecordedEvent): boolean =>
  type === 'EntryCorrected' || movementEvent(type) !== undefined;

async function eventsIn({ app }: TestApplication): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of app.get<EventLog>(EVENT_LOG, { strict: false }).readAll()) events.push(event);
  return events;
}

async function rowsOf({ app }: TestApplication, events: readonly RecordedEvent[]): Promise<Cells[]> {
  const keys = app.get(KeyStore, { strict: false });
  const byId = new Map(events.map((event) => [event.id, event]));
  const upns = new Map<PupilId, string>();
  const rows: Cells[] = [];
  for (const event of events.filter(isTold)) {
    const pupil = pupilOf(event.stream);
    const data = await inPlain(keys, event);
    const corrected =
      event.type === 'EntryCorrected' ? byId.get((event.data as { entry: EventId }).entry) : undefined;
    const type = corrected?.type ?? event.type;
    if (pupil && type === 'PupilIdentified') upns.set(pupil, String(data['upn']));
    rows.push({
      event: type,
      subject:
        (pupil && upns.get(pupil)) ??
        schoolOf(event.stream) ??
        authorityOf(event.stream) ??
        String(data['authority']),
      ...(corrected && { corrects: inWords(corrected, events) }),
      ...papersOf(event),
      ...cellsOf(type, data, (id) => {
        const entry = byId.get(id as EventId);
        return entry ? inWords(entry, events) : id;
      }),
    });
  }
  return rows;
}

const papersOf = ({ metadata: { documents = [] } }: RecordedEvent): Cells => ({
  'documents.kind': documents.map(({ kind }) => kind).join(';'),
  'documents.reference': documents.map(({ reference }) => reference).join(';'),
  'documents.sha256': documents.map(({ sha256 }) => sha256).join(';'),
});

/** The data as it was reported: what was sealed is opened. */
async function inPlain(keys: KeyStore, event: RecordedEvent): Promise<Record<string, unknown>> {
  const data: object = event.type === 'EntryCorrected' ? (event.data as { data: object }).data : event.data;
  const { person, upn, address, ...inClear } = data as Record<string, unknown> & {
    person?: Parameters<typeof open>[2];
    upn?: Parameters<typeof open>[2];
    address?: Parameters<typeof open>[2];
  };
  const pupil = pupilOf(event.stream);
  const sealed = person ?? upn;
  if (!pupil || (!sealed && !address)) return inClear;
  const own = await keysOf(keys, pupil);
  return {
    ...inClear,
    ...(sealed && open(own, 'person', sealed)),
    ...(address && open(own, 'address', address)),
  };
}

/** As a form names an entry, with its number where there are several. */
function inWords(entry: RecordedEvent, events: readonly RecordedEvent[]): string {
  const { type, data, stream } = entry;
  const alike = events.filter(
    (each) => each.stream === stream && each.type === type && each.data.effectiveOn === data.effectiveOn,
  );
  const words = `${type} ${data.effectiveOn}`;
  return alike.length === 1 ? words : `${words} ${alike.indexOf(entry) + 1}`;
}

/** How the data of an event stands in its row. @param entry how an entry is named */
export function cellsOf(
  type: EventType,
  data: Record<string, unknown>,
  entry: (id: string) => string,
): Cells {
  const cells: Cells = {};
  for (const { name, columns, namesEntry } of movementEvent(type)?.fields ?? []) {
    const value = data[name];
    if (value === undefined) continue;
    for (const column of columns) {
      const inner = column.name.slice(name.length + 1);
      const items = (Array.isArray(value) ? value : [value]) as unknown[];
      const texts = items.map((item) => text(isObject(item) ? item[inner] : item));
      cells[column.name] = namesEntry ? entry(texts.join(';')) : texts.join(';');
    }
  }
  return cells;
}

function text(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

async function expectSameTrajectories(told: TestApplication, imported: TestApplication): Promise<void> {
  const first = (await eventsIn(told)).filter(isTold);
  // Of what a row became, the line says which row: the first stands in line 2.
  const second = new Map((await eventsIn(imported)).map((event) => [event.metadata.source.line, event]));
  const ids = new Map<string, string>();
  first.forEach((event, at) => {
    const same = second.get(at + 2);
    if (!same) throw new Error(`row ${at + 2} became no event`);
    ids.set(event.id, same.id);
    const [pupil, other] = [pupilOf(event.stream), pupilOf(same.stream)];
    if (pupil && other) ids.set(pupil, other);
  });
  const pupils = new Set(first.flatMap(({ stream }) => pupilOf(stream) ?? []));
  for (const pupil of pupils) {
    const [before, after] = await Promise.all([
      trajectoryOf(told, pupil),
      trajectoryOf(imported, ids.get(pupil) ?? ''),
    ]);
    expect(canonical(after, new Map())).toEqual(canonical(before, ids));
  }
}

async function trajectoryOf({ address }: TestApplication, pupil: string): Promise<unknown> {
  const response = await fetch(`${address}/api/pupils/${pupil}/trajectory`);
  expect(response.status).toBe(200);
  return response.json();
}

/** With the other ledger's ids, and without what says when and by whom each entry was recorded. */
function canonical(part: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof part === 'string') return ids.get(part) ?? part;
  if (Array.isArray(part)) return inOneOrder(part.map((item) => canonical(item, ids)));
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) =>
      ofRecording.has(name) ? [] : [[name, canonical(value, ids)]],
    ),
  );
}

const ofRecording: ReadonlySet<string> = new Set(['position', 'recordedAt', 'asKnown', 'saidBy']);

/** What differs by ids alone stands in their order, which is another in every ledger. */
function inOneOrder(items: readonly unknown[]): unknown[] {
  const withoutIds = (item: unknown): string =>
    JSON.stringify(item).replace(/[0-9a-f]{8}(-[0-9a-f]+){4}/g, '');
  const alike = new Map<string, unknown[]>();
  for (const item of items) alike.set(withoutIds(item), [...(alike.get(withoutIds(item)) ?? []), item]);
  for (const same of alike.values()) same.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return items.map((item) => alike.get(withoutIds(item))?.shift());
}
