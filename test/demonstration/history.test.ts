import { createHash } from 'node:crypto';
import { validateData } from '../../events/validation/validate.js';
import { firstEntryOf, type DemonstrationSettings } from '../../src/demonstration/history.js';
import { demonstrationLog } from '../../src/demonstration/log-entries.js';
import { lastStream } from '../../src/demonstration/establishments.js';
import { eventsOf, small } from './given.js';

const digestOf = (settings: DemonstrationSettings): string => {
  const hash = createHash('sha256');
  for (const append of demonstrationLog({ ...settings, withoutIdentity: true }))
    hash.update(JSON.stringify(append));
  return hash.digest('hex');
};

const tiny: DemonstrationSettings = { seed: 1, pupils: 120, years: 2 };
const known = {
  events: 1627,
  digest: '901fde516c428f2521240c599ce824f12afde882ff1139bc2a5236c672ff20f2',
};
const events = eventsOf(small);

test('the same settings make the same history, byte for byte', () => {
  expect(digestOf(small)).toBe(digestOf(small));
});

test('on every machine: the digest of a small one is this', () => {
  expect({ events: eventsOf(tiny).length, digest: digestOf(tiny) }).toEqual(known);
});

test('another seed makes another history', () => {
  expect(digestOf({ ...tiny, seed: 8 })).not.toBe(digestOf(tiny));
});

test.each([
  ['of six years', small],
  ['of a single year', { seed: 4, pupils: 300, years: 1 }],
  ['of twelve years', { seed: 5, pupils: 100, years: 12 }],
])('every event is sound %s', (_, settings) => {
  const unsound = eventsOf(settings).flatMap(({ type, data }) => {
    const asRead: unknown = JSON.parse(JSON.stringify(data));
    return validateData(type, asRead).map((error) => ({ type, error }));
  });
  expect(unsound).toEqual([]);
});

test('it comes in the order in which the ledger learns it, each stream opened once and by its first append', () => {
  const opened = new Set<string>();
  let before = 0;
  for (const { stream, expected, recordedAt } of demonstrationLog({ ...small, withoutIdentity: true })) {
    expect(recordedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(expected).toBe(opened.has(stream) ? 'exists' : 'none');
    before = recordedAt.getTime();
    opened.add(stream);
  }
});

test('some of it is learned weeks late, and out of order', () => {
  const suspended = events.filter(({ type }) => type === 'Suspended');
  const late = suspended.filter(
    ({ recordedAt, data }) => Date.parse(recordedAt) - Date.parse(data.effectiveOn) > 14 * 86_400_000,
  );
  expect(late.length).toBeGreaterThan(0);
  const days = suspended.map(({ data }) => data.effectiveOn);
  expect(days).not.toEqual(days.toSorted());
});

test('deletions stand under both regulations', () => {
  const regimes = events.flatMap((event) => (event.type === 'RemovedFromRoll' ? [event.data.regime] : []));
  expect(new Set(regimes)).toEqual(new Set(['SI2006/1751', 'SI2024/208']));
});

test('its first and last entries tell a whole demonstration from one that was begun', () => {
  expect(events[0]?.id).toBe(firstEntryOf(small));
  expect(events.at(-1)?.stream).toBe(lastStream(2024));
  const last = events.slice(events.findIndex(({ stream }) => stream === lastStream(2024)));
  expect(new Set(last.map(({ stream, recordedAt }) => stream + recordedAt)).size).toBe(1);
});

test('it is about thirteen events a record', () => {
  const records = events.filter(({ type }) => type === 'PupilIdentified').length;
  expect(events.length / records).toBeGreaterThan(11.5);
  expect(events.length / records).toBeLessThan(14.5);
});
