import { asPosition, asPupilId, pupilOf, type StreamName } from '../../events/identifiers.js';
import {
  contentOf,
  fillDemonstration,
  NotTheDemonstration,
  type LedgerParts,
} from '../../src/demonstration/fill.js';
import { history, type DemonstrationSettings } from '../../src/demonstration/history.js';
import { appendOf } from '../../src/demonstration/log-entries.js';
import { open, type Person } from '../../src/identity/sealing.js';
import type { EventLog } from '../../src/ledger/event-log.js';
import { cutOffAfter } from '../support/cut-off-log.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import { placedAtOnce } from '../../src/ledger/sequencing.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { ReadModels } from '../../src/projecting/read-models.js';
import { openIdentity } from '../identity/given.js';
import { freshDatabase } from '../support/database.js';
import { eventsOf } from './given.js';

const settings: DemonstrationSettings = { seed: 5, pupils: 300, years: 3 };
const signal = new AbortController().signal;

let database: Database;
let log: PostgresEventLog;
let parts: LedgerParts;
beforeEach(async () => {
  database = await freshDatabase();
  log = await PostgresEventLog.open(database);
  const { keyring, keys } = await openIdentity(database);
  parts = { log, sequencing: placedAtOnce(log.sequenced), database, keyring, keys };
});
afterEach(async () => {
  await log.close();
  await database.close();
});

/** What two fillings have to agree on: everything but boxes and tokens, which follow from keys made by chance. */
async function recorded(): Promise<string[]> {
  const lines: string[] = [];
  for await (const { id, stream, revision, position, recordedAt, type } of log.readAll())
    lines.push([position, id, stream, revision, recordedAt, type].join(' '));
  return lines;
}

function expectedOf(events: ReturnType<typeof eventsOf>): string[] {
  const revisions = new Map<string, number>();
  return events.map(({ id, stream, position, recordedAt, type }) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return [position, id, stream, revision, recordedAt, type].join(' ');
  });
}

test('an empty ledger is filled with what the settings make, and its read models stand at the end', async () => {
  expect(await contentOf(parts, settings, signal)).toBe('empty');
  const filled = await fillDemonstration(parts, settings, { signal });
  const expected = eventsOf(settings);
  expect(filled.events).toBe(expected.length);
  expect(await recorded()).toEqual(expectedOf(expected));
  expect(await contentOf(parts, settings, signal)).toBe('whole-demonstration');
  const position = await new ReadModels(database).read((view) => Promise.resolve(view.position));
  expect(position).toBe(expected.length);
});

test('a filling that was cut off in the middle of a batch goes on, and ends the same', async () => {
  const cutOff = cutOffAfter(log, 1_500);
  await expect(fillDemonstration({ ...parts, log: cutOff }, settings, { signal })).rejects.toThrow('cut off');
  expect(await contentOf(parts, settings, signal)).toBe('begun');
  await fillDemonstration(parts, settings, { signal });
  expect(await recorded()).toEqual(expectedOf(eventsOf(settings)));
});

test('where only one append at a time keeps the order, the ledger ends the same', async () => {
  let underWay = 0;
  const inTurn: EventLog = {
    append: async (...append) => {
      expect(++underWay).toBe(1);
      return log.append(...append).finally(() => underWay--);
    },
    waitFor: (...given) => log.waitFor(...given),
    readStream: (...given) => log.readStream(...given),
    readAll: (...given) => log.readAll(...given),
    subscribe: (...given) => log.subscribe(...given),
  };
  const sequencing = { ...parts.sequencing, keepsOrder: false };
  const few: DemonstrationSettings = { ...settings, pupils: 100, years: 2 };
  await fillDemonstration({ ...parts, log: inTurn, sequencing }, few, { signal });
  expect(await recorded()).toEqual(expectedOf(eventsOf(few)));
});

test('two fillings at once make one demonstration', async () => {
  const [first, second] = await Promise.all([
    fillDemonstration(parts, settings, { signal }),
    fillDemonstration(parts, settings, { signal }),
  ]);
  expect(second).toEqual(first);
  expect(await recorded()).toHaveLength(first.events);
});

test('the made-up pupils stand in the index, their boxes open, and those who were erased have no keys', async () => {
  await fillDemonstration(parts, settings, { signal });
  const { rows } = await database.pool.query<{ status: string }>(
    'select distinct status from identity.pupil_identifier order by status',
  );
  expect(rows.map(({ status }) => status)).toEqual(['current', 'erased', 'former', 'temporary']);

  const persons = new Map<StreamName, Person>();
  for (const { stream, entries } of history(settings))
    for (const { personal } of entries) if (personal?.kind === 'person') persons.set(stream, personal.person);
  const erased = new Set<StreamName>();
  for await (const { stream } of log.readAll({ types: ['PersonalDataKeyDestroyed'] })) erased.add(stream);
  expect(erased.size).toBe(2);

  const keys = await parts.keys.existingKeysOf(
    [...persons.keys()].flatMap((stream) => pupilOf(stream) ?? []),
  );
  for await (const { stream, data } of log.readAll({ types: ['PupilIdentified'] })) {
    const own = keys.get(asPupilId(stream.slice('pupil-'.length)));
    const sealed = 'person' in data ? data.person : undefined;
    const person = own && own !== 'destroyed' && sealed ? open(own, 'person', sealed) : undefined;
    expect(person).toEqual(erased.has(stream) ? undefined : persons.get(stream));
  }
});

test('a ledger that holds anything else is left as it is', async () => {
  const [first] = history({ ...settings, seed: 6 });
  if (!first) throw new Error('nothing was made');
  const { stream, events } = appendOf(first, ({ data }) => data);
  await log.append(stream, 'none', events);
  expect(await contentOf(parts, settings, signal)).toBe('other');
  await expect(fillDemonstration(parts, settings, { signal })).rejects.toThrow(NotTheDemonstration);
  expect(await log.sequenced.head()).toMatchObject({ position: asPosition(events.length) });
});
