/**
 * No sequence of valid facts, lawful or not, makes a command fail or a history unreadable, and the order in which they
 * arrive says nothing. The oracle is told at once, in the order of days, what the others learn late, twice, wrongly and
 * out of order: each fact once, as it reads in the end, and none that was taken back.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { catalogue, eventTypes, type EventType } from '../../events/catalogue.js';
import {
  addDays,
  asPlainDate,
  daysBetween,
  isPlainDate,
  type PlainDate,
} from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { asEventId, pupilStream, type EventId } from '../../events/identifiers.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import { correctableEntry, correctEntry } from '../../src/recording/deciders/correct-entry.js';
import type { Decision, FactToRecord } from '../../src/recording/deciders/decision.js';
import { reportFact } from '../../src/recording/deciders/report-fact.js';
import { withdrawEntry } from '../../src/recording/deciders/withdraw-entry.js';
import { readReport } from '../../src/recording/reports/read-report.js';
import { isReported } from '../../src/recording/reports/reported-facts.js';
import { soundData, type Data } from '../support/event-data.js';
import { day, pupilA, recorded, registerOf, urn, type Told } from '../support/history.js';

const histories = Number(process.env['LEDGER_FUZZ_HISTORIES'] ?? 5_000);
const factsInEach = 30;
const register = registerOf({ [urn(1)]: {}, [urn(2)]: { closedOn: day('2022-08-31') } });
const schools = [urn(1), urn(2), urn(3)];
const changes: readonly EventType[] = ['EntryCorrected', 'EntryWithdrawn'];
const types = eventTypes.filter(
  (type) => catalogue[type].streams.some((stream) => stream === 'pupil') && !changes.includes(type),
);

/** Sound data of each type, made once: what makes a history is which facts, on which days, at which schools. */
const dataOf = new Map(types.map((type) => [type, fc.sample(soundData(type), { numRuns: 60, seed: 5 })]));

/** One choice of many, made whole by what the history has. */
interface Draw {
  readonly type: EventType;
  readonly which: number;
  readonly day: number;
  readonly school: number;
  readonly refersTo: number;
  readonly arrives: number;
  readonly fate: 'stands' | 'repeated' | 'corrected' | 'withdrawn';
  readonly corrected: number;
}

const draw: fc.Arbitrary<Draw> = fc.record({
  type: fc.constantFrom(...types),
  which: fc.nat(59),
  day: fc.nat(2_900),
  school: fc.nat(5),
  refersTo: fc.nat(factsInEach - 1),
  arrives: fc.nat(1_000_000),
  fate: fc.constantFrom('stands', 'stands', 'stands', 'repeated', 'corrected', 'withdrawn'),
  corrected: fc.nat(59),
});

it('any history is recorded in any order of arrival, and reads as the oracle reads it', () => {
  const met = new Set<EventType>();
  fc.assert(
    fc.property(fc.array(draw, { minLength: factsInEach, maxLength: factsInEach }), (draws) => {
      for (const { type } of draws) met.add(type);
      const { events, standing } = arrived(draws);
      const found = interpret(pupilA, events, register);
      const expected = interpret(pupilA, recorded(standing), register);
      if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
    }),
    { numRuns: histories, seed: 2026 },
  );
  expect(types.filter((type) => !met.has(type))).toEqual([]);
}, 300_000);

/** What is recorded, in the order of arrival; and what it comes to, in the order of days. */
function arrived(draws: readonly Draw[]): { events: readonly HistoryEvent[]; standing: readonly Told[] } {
  const ledger = new Ledger();
  const facts = draws.map((each, at) => factOf(each, at, draws, each.which));
  const inOrder = [...facts.keys()].sort(
    (a, b) => (draws[a]?.arrives ?? 0) - (draws[b]?.arrives ?? 0) || a - b,
  );
  for (const at of inOrder) ledger.take(at, facts[at]);
  for (const at of inOrder) ledger.change(at, draws);
  const standing = [...ledger.standing]
    .map(([at, fact]) => ({ id: idOf(at), ...fact, stream }))
    .sort((a, b) => compare(dayOf(a.data), dayOf(b.data)) || compare(a.id, b.id));
  return { events: ledger.events, standing };
}

const stream = pupilStream(pupilA);

/** A history in memory, to which the deciders say what is added. */
class Ledger {
  readonly events: HistoryEvent[] = [];
  /** By its number, each fact as it reads now. */
  readonly standing = new Map<number, FactToRecord>();

  take(at: number, fact: FactToRecord | undefined): void {
    if (!fact) return;
    const decision = decided(this.events, fact);
    this.record(idOf(at), decision);
    // Of two that say the same the first is known.
    if ('record' in decision) this.standing.set(at, fact);
  }

  /** Told again, corrected or taken back, as its fate is. */
  change(at: number, draws: readonly Draw[]): void {
    const [fact, drawn, entry] = [this.standing.get(at), draws[at], idOf(at)];
    if (!fact || !drawn) return;
    const { fate, corrected } = drawn;
    if (fate === 'repeated') expect(decided(this.events, fact)).toEqual({ known: entry });
    if (fate === 'withdrawn' && fact.type !== 'PersonalDataKeyDestroyed' && fact.type !== 'UpnChanged') {
      this.record(
        idOf(at + factsInEach),
        withdrawEntry(this.events, { effectiveOn: day('2026-09-01'), entry }),
      );
      this.standing.delete(at);
    }
    if (fate === 'corrected' && isReported(fact.type)) {
      const right = factOf(drawn, at, draws, corrected);
      const correctable = correctableEntry(this.events, stream, entry);
      this.record(idOf(at + factsInEach), correctEntry(correctable, right));
      this.standing.set(at, right);
    }
  }

  private record(id: EventId, decision: Decision): void {
    if ('record' in decision)
      this.events.push(...recorded([{ id, ...decision.record, stream }], this.events.length));
  }
}

/** As a report of it is decided on; what no form reports stands as imports and the index record it. */
function decided(history: readonly HistoryEvent[], fact: FactToRecord): Decision {
  if (isReported(fact.type) && fact.type !== 'AddressChanged' && fact.type !== 'PupilIdentified')
    readReport(fact.type, fact.data);
  return reportFact(history, fact);
}

/** Sound data of the drawn type, on the drawn day, at one of the schools, about others of the history. */
function factOf(drawn: Draw, at: number, draws: readonly Draw[], which: number): FactToRecord {
  const sound = dataOf.get(drawn.type)?.[which] ?? {};
  const on = addDays(asPlainDate('2018-09-01'), drawn.day);
  const data: Data = Object.fromEntries(
    Object.entries(sound).map(([name, value]) => [name, moved(name, value)]),
  );
  const exclusions = draws.flatMap(({ type }, place) => (isExclusion(type) ? [place] : []));
  if ('exclusion' in data) {
    const exclusion = exclusions[drawn.refersTo % Math.max(1, exclusions.length)];
    if (exclusion === undefined || isExclusion(drawn.type)) delete data['exclusion'];
    else data['exclusion'] = idOf(exclusion);
  }
  // Sound data of that type, with its dates moved and its references turned to this history.
  const whole: unknown = data;
  return { type: drawn.type, data: whole } as FactToRecord;

  function moved(name: string, value: unknown): unknown {
    if (name === 'effectiveOn') return on;
    if (name === 'school' && drawn.school < schools.length) return schools[drawn.school];
    if (typeof value !== 'string') return value;
    if (isPlainDate(value)) return near(value, dayOf(sound), on);
    return isId.test(value) && drawn.refersTo % 2 === 0 ? idOf((at + drawn.refersTo) % factsInEach) : value;
  }
}

/** As far from that day as it was from the fact's own, but within some months: so that facts meet. */
function near(date: PlainDate, own: string, on: PlainDate): PlainDate {
  const distance = isPlainDate(own) ? daysBetween(own, date) : 0;
  return addDays(on, Math.max(-120, Math.min(120, distance)));
}

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const isExclusion = (type: EventType): boolean => type === 'Suspended' || type === 'PermanentlyExcluded';
const dayOf = (data: object): string => ('effectiveOn' in data ? String(data.effectiveOn) : '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = (at: number): EventId => asEventId(`01900000-0000-7000-9000-${String(at).padStart(12, '0')}`);
