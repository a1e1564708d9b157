/** Leavings that one source tells and another does not, and leavers whom nobody has seen arrive. */
import { addDays, earliest, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { addSchoolDays } from '../../events/calendar/school-days.js';
import { returnsOfAllFrom } from '../duties/catalogue/rolls.js';
import { endsSchooling } from '../duties/families/rolls.js';
import type { Found } from '../finding.js';
import { leavesLastYear } from '../moves/last-year.js';
import { defaultStandards } from '../register/local-standards.js';
import type { Register } from '../register/register.js';
import { meaningOf } from '../trajectory/moves.js';
import type { EndKind, Move, SpellEnd, Trajectory } from '../trajectory/trajectory.js';
import type { ReconciliationRule } from './rule.js';

const returnsOwed = {
  value: yearOf(returnsOfAllFrom),
  says: 'School year from whose first September a return is owed on every ground; none at the end of a school’s last year',
  source: 'published',
} as const;

type Leaver = Move & { readonly end: SpellEnd };

/** Exits for which a return is owed: at the end of the last year that a school teaches, or of school age, none is. */
function leaversOf(
  { moves }: Trajectory,
  register: Register,
  concerns: (end: SpellEnd) => boolean,
): readonly Leaver[] {
  let leavers: Leaver[] | undefined;
  for (const move of moves)
    if (
      isLeaver(move) &&
      concerns(move.end) &&
      move.leftOn >= returnsOfAllFrom &&
      !endsSchooling.has(meaningOf(move.end)) &&
      !leavesLastYear(move, register.school(move.from, move.leftOn)?.highestAge)
    )
      (leavers ??= []).push(move);
  return leavers ?? none;
}

const none: readonly Leaver[] = [];

const isLeaver = (move: Move): move is Leaver => move.kind === 'left' && move.end !== null;

const withoutReturn = (
  told: Pick<ReconciliationRule, 'name' | 'says' | 'seenBy' | 'stands'>,
  how: EndKind,
): ReconciliationRule => ({
  ...told,
  family: 'admission register',
  notSeenBy: 'deletion-return',
  parameters: { returnsOwed },
  source: 'SI 2024/208 reg 13; SI 2006/1751 reg 12: a return no later than the deletion',
  find: (trajectory, register) =>
    leaversOf(trajectory, register, (end) => end.how === how && end.inferredFrom !== 'school-closed').map(
      ({ from: school, leftOn, end: { deletionReturnedOn, evidence } }): Found => ({
        school,
        from: addDays(leftOn, 1),
        to: deletionReturnedOn === undefined ? null : addDays(deletionReturnedOn, -1),
        reason: `Last on roll on ${leftOn}; nobody has reported a deletion return`,
        evidence: evidence.slice(0, 1),
      }),
    ),
});

const announcedOnly: ReconciliationRule = {
  name: 'return-without-deletion',
  family: 'admission register',
  says: 'A deletion return announced a leaving, and no report has the name deleted',
  parameters: { returnsOwed },
  source: 'SI 2024/208 regs 9 and 13',
  seenBy: 'deletion-return',
  notSeenBy: 'admission-register',
  stands: {
    source: 'deletion-return',
    because: 'Nothing says that the pupil stayed; a census that lists the pupil later stands before it',
  },
  find: (trajectory, register) =>
    leaversOf(trajectory, register, ({ how }) => how === 'deletion-returned').map(
      ({ from: school, leftOn, end }): Found => ({
        school,
        from: addDays(leftOn, 1),
        to: null,
        reason: `To leave on ${leftOn} by the return; nobody has reported the deletion`,
        evidence: end.evidence.slice(0, 1),
      }),
    ),
};

const confirmation = {
  value: defaultStandards['destination-confirmation'].length,
  says: 'School days after leaving within which somebody makes sure of the arrival, where the authority set no standard of its own',
  source: 'ours',
} as const;

const noEntryOnNewRoll: ReconciliationRule = {
  name: 'return-without-new-roll-entry',
  family: 'admission register',
  says: 'A leaver is reported to go to another school of the authority, and is on no roll',
  parameters: { confirmation },
  source: 'SI 2024/208 reg 13(1): the new school returns the entry; the authority’s own standard',
  seenBy: 'deletion-return',
  notSeenBy: 'new-roll',
  stands: {
    source: 'deletion-return',
    because: 'That the pupil left stands; where the pupil is, only the new roll or a confirmation can say',
  },
  find: (trajectory, register) => unconfirmed(trajectory, register, true),
};

const neverConfirmed: ReconciliationRule = {
  name: 'destination-never-confirmed',
  family: 'admission register',
  says: 'A leaver’s destination, out of sight of this authority’s rolls, was reported and never confirmed',
  parameters: { confirmation },
  source: 'Education Act 1996 s.436A; the authority’s own standard',
  seenBy: 'deletion-return',
  notSeenBy: 'authority-enquiry',
  stands: {
    source: 'deletion-return',
    because:
      'The school left has said where the pupil went, and nothing speaks against it; it is no confirmation',
  },
  find: (trajectory, register) => unconfirmed(trajectory, register, false),
};

export const leaverRules: readonly ReconciliationRule[] = [
  withoutReturn(
    {
      name: 'deletion-without-return',
      says: 'The register has the name deleted, and no deletion return was reported by then',
      seenBy: 'admission-register',
      stands: {
        source: 'admission-register',
        because: 'The register is the legal record of who is on roll; a return only tells of it',
      },
    },
    'removed',
  ),
  withoutReturn(
    {
      name: 'census-leaver-without-return',
      says: 'Only a census lists the pupil as a leaver: neither deletion nor return was reported',
      seenBy: 'school-census',
      stands: {
        source: 'school-census',
        because: 'No report of the register speaks against it; a deletion, once reported, takes its place',
      },
    },
    'counted-as-leaver',
  ),
  withoutReturn(
    {
      name: 'gone-from-census-without-return',
      says: 'A census lists the pupil neither on roll nor as a leaver, and nobody reported a leaving',
      seenBy: 'absence-from-census',
      stands: {
        source: 'absence-from-census',
        because: 'The leaving is inferred, for want of any report; every report takes its place',
      },
    },
    'inferred',
  ),
  announcedOnly,
  noEntryOnNewRoll,
  neverConfirmed,
];

/** @param inSight whether leavers to schools of the same authority are meant, whose rolls it sees, or all others */
function unconfirmed(trajectory: Trajectory, register: Register, inSight: boolean): readonly Found[] {
  const found: Found[] = [];
  for (const leaver of leaversOf(trajectory, register, hasDestination)) {
    const { from: school, leftOn, end } = leaver;
    const goesTo = end.destination?.school;
    const authority = register.school(school, leftOn)?.authority;
    const isInSight =
      goesTo !== undefined &&
      authority !== undefined &&
      register.school(goesTo, leftOn)?.authority === authority;
    if (isInSight !== inSight) continue;
    const { length } = register.standards.holdingOn('destination-confirmation', authority, leftOn);
    // School days take at least as many days: most leavers are seen before a calendar needs to be asked.
    const inTime = addDays(leftOn, length);
    const joinedOn = joiningOf(leaver);
    if (joinedOn !== null && joinedOn <= inTime) continue;
    const seenOn = firstSeenAfter(leaver, trajectory);
    if (seenOn !== null && seenOn <= inTime) continue;
    found.push({
      school,
      from: addDays(addSchoolDays(leftOn, length, register.calendarOf(school)).on, 1),
      to: seenOn && addDays(seenOn, -1),
      reason: `Left on ${leftOn} for ${goesTo ?? end.destination?.kind}; nobody has reported the arrival within ${length} school days`,
      evidence: end.evidence.slice(0, 1),
    });
  }
  return found;
}

const hasDestination = ({ destination }: SpellEnd): boolean =>
  destination !== undefined && destination.kind !== 'none-known';

/** The first day on which anybody else has seen the pupil: on a roll, at home, in provision, or found in education. */
function firstSeenAfter(leaver: Leaver, trajectory: Trajectory): PlainDate | null {
  const { leftOn, confirmedOn } = leaver;
  const { homeEducation, placements, missingEducation, spells, diedOn } = trajectory;
  return earliest(
    joiningOf(leaver),
    confirmedOn,
    diedOn,
    ...spells.map(({ knownFrom }) => knownFrom).filter((on) => on > leftOn),
    ...homeEducation.flatMap((each) => (each.leftOn === leftOn ? each.notifiedOn : [])),
    ...placements.map(({ startedOn }) => startedOn).filter((on) => on !== null && on > leftOn),
    ...missingEducation.flatMap(({ located }) =>
      located?.inEducation === true && located.on > leftOn ? located.on : [],
    ),
  );
}

const joiningOf = ({ to, joinedOn, leftOn }: Leaver): PlainDate | null =>
  to === null ? null : (joinedOn ?? leftOn);
