/**
 * A disappearance is a fact: an entry that is open on a census day held of its school, and that neither table of that
 * census lists. Which of the census and the report of the entry came first does not matter.
 */
import type { EventData } from '../../../events/catalogue.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import type { Urn } from '../../../events/identifiers.js';
import type { CensusHeld, Register } from '../../../projections/register/register.js';
import { standingFacts, type Fact, type FactOf } from '../../../projections/standing-facts.js';
import { rollEntries, type RollEntry } from '../../../projections/trajectory/roll-entries.js';

export type NotCounted = EventData<'NotCountedOnRoll'>;

/**
 * @param history one pupil's, in the order of positions
 * @param register holds the censuses of the schools
 * @param schools those to look at
 * @param isListed whether a row that was refused lists the pupil there in that term
 */
export function entriesNotCounted(
  history: readonly HistoryEvent[],
  register: Register,
  schools: ReadonlySet<Urn>,
  isListed: (school: Urn, term: CensusHeld['term']) => boolean = () => false,
): NotCounted[] {
  const { facts } = standingFacts(history);
  // No row can be told to be an erased pupil's: that none lists the pupil says nothing.
  if (facts.some(({ type }) => type === 'PersonalDataKeyDestroyed')) return [];
  const listed = new Set(facts.flatMap((fact) => (isListing(fact) ? keyOf(fact.data) : [])));
  const recorded = new Set(
    history.flatMap((event) => (event.type === 'NotCountedOnRoll' ? keyOf(event.data) : [])),
  );
  const missing: NotCounted[] = [];
  for (const entry of rollEntries(facts, register)) {
    const { school, enteredOn, entryDays } = entry;
    if (enteredOn === null || !schools.has(school)) continue;
    let endedOn = endOf(entry, facts);
    for (const { term, effectiveOn } of register.censusesOf(school)) {
      const keys = entryDays.map((day) => keyOf({ school, term, enteredOn: day }));
      const isOpen = enteredOn <= effectiveOn && (endedOn === undefined || effectiveOn <= endedOn);
      if (!isOpen || keys.some((key) => listed.has(key)) || isListed(school, term)) continue;
      if (effectiveOn > lastSign(entry, enteredOn)) endedOn ??= effectiveOn;
      if (!keys.some((key) => recorded.has(key))) missing.push({ effectiveOn, school, term, enteredOn });
    }
  }
  return missing;
}

/**
 * The last day on which the entry counts as open: that of its reported end or of the school's closing, else the first
 * census day that misses it after the last that lists it. Never the day that interpretation infers from a next entry:
 * that one moves with what arrives later.
 */
function endOf(entry: RollEntry, facts: readonly Fact[]): PlainDate | undefined {
  const { school, enteredOn, entryDays, end, leftOn } = entry;
  if (end && leftOn !== null && end.inferredFrom !== 'not-counted') return leftOn;
  if (enteredOn === null) return undefined;
  const missed = facts.flatMap((fact) => {
    const isOfEntry =
      fact.type === 'NotCountedOnRoll' &&
      fact.data.school === school &&
      entryDays.includes(fact.data.enteredOn);
    return isOfEntry ? fact.data.effectiveOn : [];
  });
  return missed.filter((day) => day > lastSign(entry, enteredOn)).sort()[0];
}

const lastSign = ({ lastListedOn }: RollEntry, enteredOn: PlainDate): PlainDate => lastListedOn ?? enteredOn;

const keyOf = ({ school, enteredOn, term }: { school: Urn; enteredOn: PlainDate; term: string }): string =>
  `${school} ${enteredOn} ${term}`;

const isListing = (fact: Fact): fact is FactOf<'CountedOnRoll' | 'CountedAsLeaver'> =>
  fact.type === 'CountedOnRoll' || fact.type === 'CountedAsLeaver';
