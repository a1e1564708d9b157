import { standingOf } from '../../../../src/ledger/eventstoredb/sequencer/copy.js';
import type { Quarantined } from '../../../../src/ledger/eventstoredb/sequencer/place.js';
import { sequencerWatch } from '../../../../src/ledger/sequencer-watch.js';
import { newStream, sampleEvent, sampleEvents, sampleMetadata } from '../../../support/sample-events.js';
import { until } from '../../../support/until.js';
import { Sequencing, watching } from './given.js';

describe('what cannot have a position', () => {
  let given: Sequencing;
  beforeEach(async () => {
    given = await Sequencing.begin();
  });
  afterEach(() => given.end());

  const stored = {
    type: 'CountedOnRoll',
    data: {},
    metadata: { schemaVersion: 1, metadata: sampleMetadata },
  };

  it('gives an id that stands twice its position once, and goes on', async () => {
    const [first, second, third] = sampleEvents(3);
    if (!first || !second || !third) throw new Error('no events');
    const [stream, other] = [newStream(), newStream()];
    await given.append(stream, [first, second]);
    await given.server.writeAgain(first.id, { stream: `ledger.${other}` });
    await given.append(stream, [third]);
    await given.sequenceAll();
    expect((await given.rows()).map(({ position, id }) => [position, id])).toEqual([
      [1, first.id],
      [2, second.id],
      [3, third.id],
    ]);
    expect(await given.quarantine()).toEqual([
      { id: first.id, stream: `ledger.${other}`, reason: 'id-twice' },
    ]);
  });

  it('knows an id from long before, and raises an alarm for it', async () => {
    const event = sampleEvent();
    await given.append(newStream(), [event]);
    await given.sequenceAll();
    const alarms: Quarantined[] = [];
    const { sequencer } = given.start({ watch: watching({ quarantined: (one) => void alarms.push(one) }) });
    await given.server.writeAgain(event.id);
    await given.append(newStream(), sampleEvents(2));
    // It counts a page after it was laid down.
    await until(() => sequencer.state.sequencedEvents === 2);
    expect(alarms.map(({ record, reason }) => [record.id, reason])).toEqual([[event.id, 'id-twice']]);
    expect(sequencer.state.quarantinedEvents).toBe(1);
    expect(await sequencer.status()).toMatchObject({ position: 3, quarantined: 1 });
  });

  it.each([
    ['a stream whose name is none of the ledger', 'ledger.nonsense', stored, 'stream-name'],
    ['a type that looks like none', `ledger.${newStream()}`, { ...stored, type: 'no type' }, 'type'],
    ['data that are no object', `ledger.${newStream()}`, { ...stored, data: ['a'] }, 'not-json'],
    ['no version', `ledger.${newStream()}`, { ...stored, metadata: { metadata: {} } }, 'metadata'],
    [
      'a time that is none',
      `ledger.${newStream()}`,
      { ...stored, metadata: { schemaVersion: 1, recordedAt: 'soon', metadata: {} } },
      'metadata',
    ],
    [
      'a version that does not fit',
      `ledger.${newStream()}`,
      { ...stored, metadata: { schemaVersion: 70_000, metadata: {} } },
      'metadata',
    ],
    ['text with a NUL in it', `ledger.${newStream()}`, { ...stored, data: { a: '\u0000' } }, 'not-unicode'],
    ['half a character', `ledger.${newStream()}`, { ...stored, data: { a: '\ud800' } }, 'not-unicode'],
  ])('quarantines %s, and goes on', async (_what, stream, event, reason) => {
    await given.appendAnything(stream, [event]);
    const after = sampleEvents(2);
    await given.append(newStream(), after);
    await given.sequenceAll();
    expect(await given.quarantine()).toMatchObject([{ stream, reason }]);
    expect(await given.ids()).toEqual(after.map(({ id }) => id));
  });

  it('quarantines what is no JSON in the middle of a page, and goes on', async () => {
    const [before, after] = [sampleEvents(40), sampleEvents(40)];
    const stream = newStream();
    await given.append(stream, before);
    await given.appendRaw(stream, '{"a": nothing', JSON.stringify(stored.metadata));
    await given.append(stream, after);
    await given.sequenceAll();
    expect(await given.quarantine()).toMatchObject([{ stream: `ledger.${stream}`, reason: 'not-json' }]);
    expect(await given.ids()).toEqual([...before, ...after].map(({ id }) => id));
  });

  it('takes JSON in however it is laid out', async () => {
    const stream = newStream();
    const metadata = JSON.stringify({ metadata: sampleMetadata, schemaVersion: 1 }, null, 2);
    await given.appendRaw(stream, '{\n  "effectiveOn": "2024-10-03",\n\t"note": "a\\nb"\n}', metadata);
    await given.sequenceAll();
    expect(await given.quarantine()).toEqual([]);
    expect(await given.rows()).toMatchObject([
      { data: { effectiveOn: '2024-10-03', note: 'a\nb' }, metadata: sampleMetadata },
    ]);
  });

  it('takes types and versions in that this release does not know, for a newer one may have written them', async () => {
    await given.appendAnything(`ledger.${newStream()}`, [
      { ...stored, type: 'InventedLater', metadata: { ...stored.metadata, schemaVersion: 3 } },
    ]);
    await given.sequenceAll();
    expect(await given.rows()).toMatchObject([{ type: 'InventedLater' }]);
  });

  it('quarantines the tombstone of a stream that an operator deleted: it names the stream', async () => {
    const stream = newStream();
    await given.append(stream, sampleEvents(2));
    await given.client.tombstoneStream(`ledger.${stream}`);
    await given.sequenceAll();
    await until(async () => (await given.quarantine()).length === 1);
    expect(await given.quarantine()).toMatchObject([
      { stream: `ledger.${stream}`, reason: 'stream-deleted' },
    ]);
    expect(await given.ids()).toHaveLength(2);
  });

  it('goes on whatever characters a name holds, writes them out, and does not log such a name', async () => {
    const name = 'ledger.a\u0000b\n\\u0041';
    const stream = newStream();
    const lines: unknown[] = [];
    const watch = sequencerWatch({ error: (line: unknown) => lines.push(line), warn: () => undefined });
    await given.appendAnything(name, [stored]);
    await given.append(stream, sampleEvents(1));
    await given.appendAnything(`ledger.${stream}`, [{ ...stored, data: ['a'] }]);
    await given.appendAnything(name, [stored]);
    const { stop } = given.start({ watch });
    await until(async () => (await given.quarantine()).length === 3);
    await stop();
    expect((await given.quarantine()).map((one) => one.stream)).toEqual([
      'ledger.a\\u0000b\\u000a\\u005cu0041',
      `ledger.${stream}`,
      'ledger.a\\u0000b\\u000a\\u005cu0041',
    ]);
    expect(lines).toMatchObject([
      { reason: 'stream-name' },
      { stream: `ledger.${stream}` },
      { reason: 'stream-name' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('ledger.a');
    expect((await standingOf(given.database.pool)).handled).toMatchObject({ stream: name });
  });
});
