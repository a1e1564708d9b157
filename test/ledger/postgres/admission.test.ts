import fc from 'fast-check';
import {
  asEventId,
  asPosition,
  asRevision,
  asStreamName,
  type EventId,
  type StreamName,
} from '../../../events/identifiers.js';
import type { ExpectedRevision } from '../../../src/ledger/event-log.js';
import { admit, type AdmittedEvent, type Standing } from '../../../src/ledger/postgres/admission.js';
import type { PreparedAppend, PreparedEvent } from '../../../src/ledger/postgres/prepared-append.js';

const now = 1_700_000_000_000;

describe('admission of a group of appends', () => {
  it('is what appending one after the other gives, whatever stands there and whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(someAppend, { maxLength: 6 }),
        fc.array(someAppend, { maxLength: 12 }),
        (before, group) => {
          const log: AdmittedEvent[] = [];
          for (const append of before) appendSlowly(log, append);
          const standing = standingOf(log, group);
          const length = log.length;

          const expected = group.map((append) => appendSlowly(log, append));
          const { answers, events } = admit(group, standing, now);

          expect(answers.map(summary)).toEqual(expected);
          expect(events).toEqual(log.slice(length));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('decides a group in one pass however often it names one stream', () => {
    const group = Array.from({ length: 2_000 }, (_, n) => appendOf('pupil-a', 'any', [eventOf(n, 0)]));
    const { events } = admit(group, standingOf([], group), now);
    expect(events.map(({ revision }) => revision)).toEqual(group.map((_, n) => n));
  });
});

/** Few ids, streams and contents, so that everything happens: repeats, parts, mixtures, other contents. */
const someEvent = fc
  .tuple(
    fc.nat(9),
    fc.nat(12).map((n) => (n === 12 ? 1 : 0)),
  )
  .map(([n, content]) => eventOf(n, content));
const someExpected: fc.Arbitrary<ExpectedRevision> = fc.oneof(
  fc.constantFrom<ExpectedRevision>('none', 'exists', 'any', 'any', 'any'),
  fc.nat(4).map(asRevision),
);
const someAppend = fc
  .tuple(
    fc.constantFrom('pupil-a', 'pupil-b'),
    someExpected,
    fc.uniqueArray(someEvent, { minLength: 1, maxLength: 3, selector: ({ id }) => id }),
    fc.option(fc.integer({ min: now - 5, max: now + 5 })),
  )
  .map(([stream, expected, events, recordedAt]) => ({ ...appendOf(stream, expected, events), recordedAt }));

function eventOf(n: number, content: number): PreparedEvent {
  const id = asEventId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  return { id, type: 'Suspended', schemaVersion: 1, data: JSON.stringify({ n, content }), metadata: '{}' };
}

function appendOf(stream: string, expected: ExpectedRevision, events: PreparedEvent[]): PreparedAppend {
  return { stream: asStreamName(stream), expected, events, recordedAt: null, bytes: 0 };
}

function standingOf(log: readonly AdmittedEvent[], group: readonly PreparedAppend[]): Standing {
  const ids = new Set<EventId>(group.flatMap(({ events }) => events.map(({ id }) => id)));
  return {
    position: asPosition(log.length),
    recordedAt: log.at(-1)?.recordedAt ?? 0,
    revisions: new Map(log.map(({ stream, revision }) => [stream, revision])),
    known: new Map(log.filter(({ id }) => ids.has(id)).map((event) => [event.id, event])),
  };
}

/** The oracle: searches the whole log for everything, and appends to it. */
function appendSlowly(log: AdmittedEvent[], append: PreparedAppend): string {
  const inStream = (stream: StreamName): AdmittedEvent[] => log.filter((event) => event.stream === stream);
  if (append.events.some(({ id }) => log.some((event) => event.id === id))) {
    const stream = inStream(append.stream);
    const start = stream.findIndex((event) => event.id === append.events[0]?.id);
    const run = start < 0 ? [] : stream.slice(start, start + append.events.length);
    const isSame = JSON.stringify(run.map(contentOf)) === JSON.stringify(append.events.map(contentOf));
    return isSame ? `at ${run[0]?.position}, revision ${run[0]?.revision}` : 'other content';
  }
  const length = inStream(append.stream).length;
  const isExpected =
    append.expected === 'any' ||
    (append.expected === 'none' && length === 0) ||
    (append.expected === 'exists' && length > 0) ||
    append.expected === length - 1;
  if (!isExpected) return `conflict, at ${length === 0 ? 'nothing' : length - 1}`;
  const first = log.length + 1;
  const recordedAt = Math.max(log.at(-1)?.recordedAt ?? 0, append.recordedAt ?? now);
  append.events.forEach((event, n) => {
    const place = {
      stream: append.stream,
      revision: asRevision(length + n),
      position: asPosition(first + n),
    };
    log.push({ ...event, ...place, recordedAt });
  });
  return `at ${first}, revision ${length}`;
}

const contentOf = ({ id, type, schemaVersion, data }: PreparedEvent): unknown => [
  id,
  type,
  schemaVersion,
  data,
];

function summary(answer: ReturnType<typeof admit>['answers'][number]): string {
  if (!(answer instanceof Error)) return `at ${answer.positions?.[0]}, revision ${answer.firstRevision}`;
  return answer.code === 'revision-conflict' ? `conflict, at ${answer.actual ?? 'nothing'}` : 'other content';
}
