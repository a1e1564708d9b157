import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { emptyCopy, place, type CopyEnd } from '../../../../src/ledger/eventstoredb/sequencer/place.js';
import type { StoreRecord } from '../../../../src/ledger/eventstoredb/sequencer/store-record.js';

describe('places', () => {
  it('do not hang on how records are divided into pages', () => {
    const records = fc.array(record, { maxLength: 60 });
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(records, sizes, (all, pageSizes) => {
        const whole = place('ledger', emptyCopy, all);
        const known = new Set<string>();
        let end: CopyEnd = emptyCopy;
        const placed: string[] = [];
        const apart: string[] = [];
        for (let from = 0, n = 0; from < all.length; n += 1) {
          const to = from + (pageSizes[n % pageSizes.length] ?? 1);
          const page = place('ledger', end, all.slice(from, to), { known, refused: new Set() });
          for (const event of page.events) {
            known.add(event.id);
            placed.push(`${event.position} ${event.recordedAt} ${event.id}`);
          }
          apart.push(...page.quarantined.map(({ reason }) => reason));
          end = page.end;
          from = to;
        }
        expect(placed).toEqual(whole.events.map((e) => `${e.position} ${e.recordedAt} ${e.id}`));
        expect(apart).toEqual(whole.quarantined.map(({ reason }) => reason));
        expect(end).toEqual(whole.end);
      }),
    );
  });

  it('are dense, in the order of the records, and never go back in time', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), (records) => {
        const { events, quarantined } = place('ledger', emptyCopy, records);
        expect(events.map(({ position }) => position)).toEqual(events.map((_, before) => before + 1));
        expect(events.length + quarantined.length).toBe(records.length);
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        const firsts = records.filter(
          ({ id, isJson, type }, at) =>
            isJson &&
            type === 'Known' &&
            records.findIndex((one) => one.isJson && one.type === 'Known' && one.id === id) === at,
        );
        expect(events.map(({ id }) => id)).toEqual(firsts.map(({ id }) => id));
        for (const [at, event] of events.entries())
          expect(event.recordedAt).toBeGreaterThanOrEqual(events[at - 1]?.recordedAt ?? 0);
      }),
    );
  });
});

const ids = Array.from({ length: 20 }, () => randomUUID());

const record: fc.Arbitrary<StoreRecord> = fc
  .record({
    id: fc.constantFrom(...ids),
    type: fc.constantFrom('Known', 'Known', 'Known', 'not a type'),
    isJson: fc.boolean(),
    createdAt: fc.integer({ min: 0, max: 1_000_000 }),
    commit: fc.bigInt({ min: 0n, max: 1_000n }),
  })
  .map(({ id, type, isJson, createdAt, commit }) => ({
    place: { commit, prepare: commit },
    id,
    stream: 'ledger.school-123456',
    revision: 0n,
    type,
    createdAt,
    isJson,
    data: Buffer.from('{}'),
    metadata: Buffer.from('{"schemaVersion":1,"metadata":{}}'),
  }));
