/**
 * Reads one pupil's history whole. The same facts give the same trajectory in whatever order they arrived; only
 * corrections go by the ledger's order. Nothing here looks at a clock: what is open is open.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { pupilOf, pupilStream, type PupilId } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import { ofType, standingFacts, type Fact } from '../standing-facts.js';
import { readCircumstances } from './circumstances.js';
import { exclusionsFrom } from './exclusions.js';
import { flagsOf } from './flags.js';
import { gapsBetween } from './gaps.js';
import { movesFrom } from './moves.js';
import { rollEntries } from './roll-entries.js';
import { mainRegistrations, spellsFrom } from './spells.js';
import type { Trajectory } from './trajectory.js';
import { yearGroupOn, yearGroupSightings } from './year-groups.js';

/**
 * @param pupil the record that survives where records were merged
 * @param events the whole history, absorbed records' streams included, in the order of positions
 * @param register as of the same position
 */
export function interpret(pupil: PupilId, events: readonly HistoryEvent[], register: Register): Trajectory {
  const standing = standingFacts(events);
  const { facts } = standing;
  const entries = rollEntries(facts, register);
  const spells = spellsFrom(entries);
  const diedOn = dayOfDeath(facts);
  const registrations = mainRegistrations(spells, register, diedOn);
  const circumstances = readCircumstances(facts, pupilStream(pupil));
  const yearGroups = yearGroupSightings(facts, register);
  const trajectory = {
    pupil,
    records: recordsOf(pupil, events),
    spells,
    registrations,
    moves: movesFrom(registrations, {
      spells,
      register,
      diedOn,
      confirmations: ofType(facts, 'DestinationConfirmed'),
      yearGroupOn: (day, schoolYear) => yearGroupOn(day, schoolYear, yearGroups, circumstances),
    }),
    gaps: gapsBetween(spells, diedOn),
    exclusions: exclusionsFrom(facts, register),
    circumstances,
    yearGroups,
    diedOn,
  };
  return { ...trajectory, flags: flagsOf(trajectory, standing, entries, register) };
}

function recordsOf(pupil: PupilId, events: readonly HistoryEvent[]): PupilId[] {
  const absorbed = new Set<PupilId>();
  for (const { stream } of events) {
    const record = pupilOf(stream);
    if (record && record !== pupil) absorbed.add(record);
  }
  return [pupil, ...[...absorbed].sort()];
}

function dayOfDeath(facts: readonly Fact[]): PlainDate | null {
  let day: PlainDate | null = null;
  for (const fact of facts)
    if (fact.type === 'PupilDied' && (day === null || fact.data.effectiveOn < day))
      day = fact.data.effectiveOn;
  return day;
}
