/**
 * Reads one pupil's history whole. The same facts give the same trajectory in whatever order they arrived; only
 * corrections go by the ledger's order. Nothing here looks at a clock: what is open is open.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { pupilOf, pupilStream, type PupilId, type StreamName } from '../../events/identifiers.js';
import { readAroundMoves } from '../around-moves.js';
import { readExclusions } from '../exclusions/read.js';
import { readHomeEducation } from '../home-education/read.js';
import { readMissingEducation } from '../missing-education/read.js';
import { readMovesAndPlacements } from '../managed-moves/family.js';
import { reportsOf } from '../reconciliation/reporting-lag.js';
import type { Register } from '../register/register.js';
import { ofType, PupilFacts, standingFacts, type Fact } from '../standing-facts.js';
import { together } from '../together.js';
import { readUnrecordedPractice } from '../unrecorded-practice/read.js';
import { readCircumstances } from './circumstances.js';
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
  const own = pupilStream(pupil);
  const standing = standingFacts(events);
  const facts = new PupilFacts(standing.facts);
  const ofRegister = facts.of('admission register');
  const entries = rollEntries(ofRegister, register);
  const spells = spellsFrom(entries);
  const diedOn = dayOfDeath(facts.of('circumstances'));
  const registrations = mainRegistrations(spells, register, diedOn);
  const circumstances = readCircumstances(facts.all, own);
  const yearGroups = yearGroupSightings(ofRegister, register);
  const yearGroupOnDay = (day: PlainDate, schoolYear: SchoolYear) =>
    yearGroupOn(day, schoolYear, yearGroups, circumstances);
  const moves = movesFrom(registrations, {
    spells,
    register,
    diedOn,
    confirmations: ofType(ofRegister, 'DestinationConfirmed'),
    yearGroupOn: yearGroupOnDay,
  });
  const context = {
    register,
    spells,
    registrations,
    moves,
    circumstances,
    diedOn,
    yearGroupOn: yearGroupOnDay,
  };
  const excluded = readExclusions(facts, context);
  const { exclusions } = excluded;
  const atHome = readHomeEducation(facts, { register, spells, registrations, circumstances, exclusions });
  const { homeEducation } = atHome;
  const missing = readMissingEducation(facts, {
    register,
    moves,
    registrations,
    homeEducation,
    circumstances,
  });
  const practice = readUnrecordedPractice(facts, { register, spells, moves, exclusions });
  const away = readMovesAndPlacements(facts, context);
  const around = readAroundMoves(facts, {
    register,
    spells,
    registrations,
    exclusions,
    placements: away.placements,
    circumstances,
    yearGroupOn: yearGroupOnDay,
  });
  const ofFamilies = together(
    excluded.flags,
    away.flags,
    atHome.flags,
    missing.flags,
    practice.flags,
    around.flags,
  );
  // One literal: putting it together from each family's by spreading was a sixth of reading a pupil.
  return {
    pupil,
    records: recordsOf(pupil, own, events),
    spells,
    registrations,
    moves,
    gaps: gapsBetween(spells, diedOn),
    exclusions,
    sixthDays: excluded.sixthDays,
    separations: excluded.separations,
    homeEducation,
    attendanceOrders: atHome.attendanceOrders,
    missingEducation: missing.missingEducation,
    fairAccess: missing.fairAccess,
    admissionRefusals: missing.admissionRefusals,
    reducedTimetables: practice.reducedTimetables,
    informalExclusions: practice.informalExclusions,
    concerns: practice.concerns,
    explanations: practice.explanations,
    managedMoves: away.managedMoves,
    placements: away.placements,
    attendance: around.attendance,
    inSchoolUnits: around.inSchoolUnits,
    signposts: around.signposts,
    supportReferrals: around.supportReferrals,
    postSixteen: around.postSixteen,
    costRecoveries: around.costRecoveries,
    budgetShares: around.budgetShares,
    challenges: around.challenges,
    notifications: around.notifications,
    riskConsiderations: around.riskConsiderations,
    transferFiles: around.transferFiles,
    disclosures: around.disclosures,
    circumstances,
    yearGroups,
    diedOn,
    flags: flagsOf(
      { spells, registrations, moves, circumstances, diedOn },
      standing,
      entries,
      register,
      ofFamilies,
    ),
    reports: reportsOf(facts),
  };
}

function recordsOf(pupil: PupilId, own: StreamName, events: readonly HistoryEvent[]): PupilId[] {
  let absorbed: Set<PupilId> | undefined;
  for (const { stream } of events) {
    const record = stream === own ? undefined : pupilOf(stream);
    if (record) (absorbed ??= new Set<PupilId>()).add(record);
  }
  return absorbed === undefined ? [pupil] : [pupil, ...[...absorbed].sort()];
}

function dayOfDeath(facts: readonly Fact[]): PlainDate | null {
  let day: PlainDate | null = null;
  for (const fact of facts)
    if (fact.type === 'PupilDied' && (day === null || fact.data.effectiveOn < day))
      day = fact.data.effectiveOn;
  return day;
}
