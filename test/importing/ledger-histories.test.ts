/** Where sequencing comes after the append, an import decides on what stands in the streams, not on what was copied of them. */
import { randomUUID } from 'node:crypto';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { asPosition, asUrn, schoolStream, type Position, type StreamName } from '../../events/identifiers.js';
import { HistoryWriter, type Task } from '../../src/importing/history-writer.js';
import { LedgerHistories } from '../../src/importing/ledger-histories.js';
import { LogUnavailable } from '../../src/ledger/errors.js';
import type { EventLog } from '../../src/ledger/event-log.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from '../support/database.js';

let database: Database;
let log: PostgresEventLog;
/** What was sequenced so far; everything where undefined. */
let sequencedTo: Position | undefined;
let isAway: boolean;
let streamsRead: number;
beforeEach(async () => {
  [isAway, streamsRead] = [false, 0];
  database = await freshDatabase();
  log = await PostgresEventLog.open(database);
  sequencedTo = asPosition(0);
});
afterEach(async () => {
  await log.close();
  await database.close();
});

/** An import over a log that tells positions later. */
function importing(mostAhead?: number): { histories: LedgerHistories; writer: HistoryWriter } {
  const later: Pick<EventLog, 'append' | 'readStream'> = {
    append: async (...append) => ({ ...(await log.append(...append)), positions: null }),
    readStream: (...read) => {
      streamsRead += 1;
      return log.readStream(...read);
    },
  };
  const sequenced = {
    historyOf: (streams: readonly StreamName[]) => log.sequenced.historyOf(streams, sequencedTo),
  };
  const sequencedSoFar = () => {
    if (isAway) return Promise.reject(new LogUnavailable());
    sequencedTo = undefined;
    return Promise.resolve(true);
  };
  const histories = new LedgerHistories(later, sequenced, sequencedSoFar, mostAhead);
  const run = { name: 'test', system: 'test', correlationId: randomUUID() };
  return { histories, writer: new HistoryWriter(histories, run) };
}

const stream = schoolStream(asUrn('100001'));

/** Records a name, unless it is the school's already. */
const named = (name: string): Task<'recorded' | 'known'> => ({
  stream,
  decide: (history) => {
    const data = { effectiveOn: asPlainDate('2010-09-01'), standing: 'described', name } as const;
    return history.some((event) => event.type === 'SchoolDescribed' && event.data.name === name)
      ? { entries: [], result: 'known' }
      : { entries: [{ fact: { type: 'SchoolDescribed', data } }], result: 'recorded' };
  },
});

const namesIn = (history: readonly HistoryEvent[]) =>
  history.flatMap((event) => (event.type === 'SchoolDescribed' ? (event.data.name ?? []) : []));

test('what an import appended itself is known to it at once', async () => {
  const { histories, writer } = importing();
  expect(await writer.write([named('one')])).toEqual(['recorded']);
  expect(await writer.write([named('one')])).toEqual(['known']);
  expect(await writer.write([named('two')])).toEqual(['recorded']);
  expect(namesIn(await histories.historyOf([stream]))).toEqual(['one', 'two']);
});

test('what another import appended meanwhile is found when it appends, and is recorded once', async () => {
  await importing().writer.write([named('one')]);
  const { writer } = importing();
  expect(await writer.write([named('one')])).toEqual(['known']);
  expect(writer.events).toBe(0);
});

test('of imports at once that say the same, one records it', async () => {
  const results = await Promise.all(
    Array.from({ length: 6 }, () => importing().writer.write([named('one'), named2()])),
  );
  expect(results.filter(([first]) => first === 'recorded')).toHaveLength(1);
  expect(namesIn(await log.sequenced.historyOf([stream]))).toEqual(['one']);
});

test('once the sequenced log has caught up, streams are read from there again', async () => {
  const { histories, writer } = importing();
  await writer.write([named('one')]);
  sequencedTo = undefined;
  const history = await histories.historyOf([stream]);
  expect(history.map(({ position }) => position)).toEqual([1]);
});

test('who has many streams in mind waits for sequencing, and then reads none of them by itself', async () => {
  const { histories, writer } = importing(2);
  await writer.write([named('one'), named2()]);
  expect(namesIn(await histories.historyOf([stream]))).toEqual(['one']);
  expect(streamsRead).toBe(0);
});

test('where sequencing cannot be waited for just now, nothing of it is forgotten', async () => {
  isAway = true;
  const { histories, writer } = importing(2);
  await writer.write([named('one'), named2()]);
  expect(namesIn(await histories.historyOf([stream]))).toEqual(['one']);
  expect(streamsRead).toBe(1);
});

function named2(): Task<'recorded' | 'known'> {
  return { ...named('one'), stream: schoolStream(asUrn('100002')) };
}
