import fc from 'fast-check';
import { asStreamName, uuidShape } from '../../events/identifiers.js';
import { deriveEventId, eventIdsOf, eventsPerSource } from '../../src/ledger/event-ids.js';

const stream = asStreamName('pupil-a');
const anOrdinal = fc.nat({ max: eventsPerSource - 1 });

describe('the derived id of an event', () => {
  it('is a UUID of version 8, the same for the same event', () => {
    fc.assert(
      fc.property(fc.string(), anOrdinal, (source, ordinal) => {
        const id = deriveEventId(stream, source, ordinal);
        expect(id).toMatch(uuidShape);
        expect(id).toMatch(/^.{14}8.{4}[89ab]/);
        expect(eventIdsOf(source)(stream, ordinal)).toBe(id);
      }),
    );
  });

  it('stays what it is from one release to the next', () => {
    expect(deriveEventId(stream, 'an idempotency key', 0)).toBe('98ecd056-de3b-8000-8000-001240af7922');
    expect(deriveEventId(stream, 'an idempotency key', 0x12345678)).toBe(
      '98ecd056-de3b-8123-9159-e32473e70f24',
    );
  });

  it('ascends with the ordinal within one source, whatever the streams', () => {
    fc.assert(
      fc.property(fc.string(), anOrdinal, anOrdinal, fc.boolean(), (source, one, other, sameStream) => {
        fc.pre(one !== other);
        const idOf = eventIdsOf(source);
        const [lower, upper] = [Math.min(one, other), Math.max(one, other)];
        expect(idOf(stream, lower) < idOf(sameStream ? stream : asStreamName('pupil-b'), upper)).toBe(true);
      }),
    );
  });

  it('lies with the ids of its source and apart from those of others', () => {
    const lead = (source: string): string => deriveEventId(stream, source, 7).slice(0, 13);
    expect(deriveEventId(asStreamName('school-1'), 'one file', 900_000).slice(0, 13)).toBe(lead('one file'));
    expect(lead('another file')).not.toBe(lead('one file'));
  });

  it('differs where stream, source or ordinal differ', () => {
    const ids = ['pupil-a', 'pupil-b'].flatMap((name) =>
      ['x', 'y'].flatMap((source) =>
        [0, 1].map((ordinal) => deriveEventId(asStreamName(name), source, ordinal)),
      ),
    );
    expect(new Set(ids).size).toBe(8);
  });

  it.each([-1, 0.5, NaN, eventsPerSource])('refuses the ordinal %d', (ordinal) => {
    expect(() => deriveEventId(stream, 'x', ordinal)).toThrow(RangeError);
  });
});
