/** Returns of names entered and deleted, the files that follow those who left, and what became of them. */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import { schoolYearOf } from '../../../events/calendar/school-year.js';
import { nthSchoolDayFrom } from '../../../events/calendar/school-days.js';
import type { DeletionMeaning } from '../../../events/codes/deletion-ground.js';
import { yearGroupNumber } from '../../../events/codes/nc-year.js';
import { isStateFunded } from '../../../events/codes/school-type.js';
import type { EventId, Urn } from '../../../events/identifiers.js';
import { leavesLastYear } from '../../moves/last-year.js';
import type { Register } from '../../register/register.js';
import { meaningOf } from '../../trajectory/moves.js';
import { compulsoryAgeOf } from '../../trajectory/school-age.js';
import type { Move, Spell, SpellEnd, Trajectory } from '../../trajectory/trajectory.js';
import { yearGroupOn } from '../../trajectory/year-groups.js';
import { returnsOfAllFrom } from '../catalogue/rolls.js';
import { clocks, dueOn } from '../clocks.js';
import { firstOf, owe, type Deed, type Duty, type Ending } from '../duty.js';

/** Every pupil has been entered on a roll, and few owe anything by it: what costs nothing to tell is asked first. */
export function addRollDuties(trajectory: Trajectory, register: Register, duties: Duty[]): void {
  for (const spell of trajectory.spells) {
    const { addedBy, end } = spell;
    if (addedBy !== null) addNewPupil(spell, addedBy, trajectory, register, duties);
    if (isDeleted(end)) addDeletion(spell, end, trajectory, register, duties);
  }
  for (const move of trajectory.moves) {
    const { kind, end } = move;
    if (kind !== 'left' || !isDeleted(end)) continue;
    addTransferFile(move, end, trajectory, register, duties);
    addDestination(move, end, trajectory, register, duties);
  }
}

/** Whether the school itself says that the name was deleted, or will be. */
const isDeleted = (end: SpellEnd | null): end is SpellEnd =>
  end !== null && (end.how === 'removed' || end.how === 'deletion-returned');

/** Of a name that a register reports as entered; what a census alone saw is for the reconciliation. */
function addNewPupil(
  { school, enteredOn, evidence }: Spell,
  addedBy: EventId,
  trajectory: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  if (enteredOn === null || enteredOn < returnsOfAllFrom) return;
  if (isFirstIntake(school, enteredOn, trajectory, register)) return;
  const notice = trajectory.notifications.find(
    ({ party, about }) =>
      party === 'authority' && about?.type === 'AddedToRoll' && evidence.includes(about.entry),
  );
  const by = notice?.evidence[0];
  owe(
    duties,
    {
      kind: 'new-pupil-return',
      owedBy: 'school',
      owedTo: 'authority',
      school,
      trigger: { event: addedBy, on: enteredOn },
      met: notice && by !== undefined ? { event: by, on: notice.on } : null,
    },
    register,
  );
}

/**
 * In the most junior class on the first day of the school year (SI 2024/208 reg 13): no return is owed. Classes begin on
 * several days, and not all terms are known to the day, so the first school week is taken for that day. Where the class is
 * not known, the days alone tell.
 */
function isFirstIntake(
  school: Spell['school'],
  enteredOn: PlainDate,
  { yearGroups, circumstances }: Trajectory,
  register: Register,
): boolean {
  // Who is entered in the week before is entered for that day.
  const { schoolYear, startsOn } = schoolYearOf(
    addDays(enteredOn, daysEnteredAhead),
    register.termsOf(school),
  );
  if (enteredOn < addDays(startsOn, -daysEnteredAhead)) return false;
  const latest = nthSchoolDayFrom(startsOn, schoolDaysOfIntake, register.calendarOf(school)).on;
  if (enteredOn > latest) return false;
  // An entry that names the class says for which it is, whatever school year its day lies in.
  const named = yearGroups.find(({ on }) => on === enteredOn);
  const yearGroup =
    (named && yearGroupNumber(named.ncYear)) ?? yearGroupOn(enteredOn, schoolYear, yearGroups, circumstances);
  const lowestAge = register.school(school, enteredOn)?.lowestAge;
  return (
    yearGroup === null || lowestAge === undefined || yearGroup <= Math.max(lowestAge - ageBeforeYear1 + 1, 0)
  );
}

const daysEnteredAhead = 7;
const schoolDaysOfIntake = 5;
/** A pupil of Year 1 is five at its beginning: a school from 11 begins with Year 7. */
const ageBeforeYear1 = 5;

/** Of a name that the register reports as deleted; its return may have come before it. */
function addDeletion(
  { school, leftOn }: Spell,
  end: SpellEnd,
  trajectory: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  if (leftOn === null) return;
  if (leftOn < returnsOfAllFrom && !groundsBefore2016.includes(end.ground ?? '')) return;
  if (endsSchooling.has(meaningOf(end))) return;
  if (isAtEndOfSchool(school, leftOn, trajectory, register)) return;
  const { deletionReturnedBy, deletionReturnedOn } = end;
  owe(
    duties,
    {
      kind: 'deletion-return',
      owedBy: 'school',
      owedTo: 'authority',
      school,
      trigger: { event: end.evidence[0], on: leftOn },
      met:
        deletionReturnedBy !== undefined && deletionReturnedOn !== undefined
          ? { event: deletionReturnedBy, on: deletionReturnedOn }
          : null,
    },
    register,
  );
}

/** [check] Of who ends nursery, or school at the end of school age, authorities ask for no return. */
export const endsSchooling: ReadonlySet<DeletionMeaning | undefined> = new Set([
  'transition',
  'over-compulsory-age',
]);

/** SI 2006/1751 reg 8(1), as reg 12 had them until 31 August 2016. */
const groundsBefore2016: readonly string[] = ['d', 'e', 'g', 'i', 'm'];

/** No return is owed where the school's last year ends. */
function isAtEndOfSchool(
  school: Urn,
  leftOn: PlainDate,
  { yearGroups, circumstances }: Trajectory,
  register: Register,
): boolean {
  const { schoolYear } = schoolYearOf(leftOn, register.termsOf(school));
  const yearGroup = yearGroupOn(leftOn, schoolYear, yearGroups, circumstances);
  return leavesLastYear({ leftOn, yearGroup, schoolYear }, register.school(school, leftOn)?.highestAge);
}

/**
 * Of who goes to another school, at the end of the school's last year too. A next school that shows only after the fifteen
 * days starts them: nobody knew where to send the file. [check] that a file for an independent school is owed alike.
 */
function addTransferFile(
  { from: school, leftOn, to, joinedOn }: Move,
  end: SpellEnd,
  { transferFiles }: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  const type = register.school(school, leftOn)?.type;
  if (type !== undefined && !isStateFunded(type)) return;
  const named = end.destination?.kind;
  const saysSchool = named === 'school' || named === 'independent';
  if (!saysSchool && (to === null || to === school)) return;
  const isFoundLate = (day: PlainDate): boolean =>
    day > dueOn(leftOn, clocks.commonTransferFile, register.calendarOf(school)).on;
  const from = !saysSchool && joinedOn !== null && isFoundLate(joinedOn) ? joinedOn : leftOn;
  const sent = transferFiles.find(({ about }) => about !== null && end.evidence.includes(about.entry));
  owe(
    duties,
    {
      kind: 'common-transfer-file',
      owedBy: 'school',
      owedTo: 'school',
      school,
      trigger: { event: end.evidence[0], on: leftOn },
      from,
      met: sent && { event: sent.evidence, on: sent.on },
    },
    register,
  );
}

/**
 * Of home education the family's meeting and the reviews tell; of all others somebody makes sure, and nobody is lost where
 * the school's last year ends.
 */
function addDestination(
  move: Move,
  end: SpellEnd,
  trajectory: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  const { from: school, leftOn, joinedOn, confirmedOn, confirmedBy } = move;
  if (leavesLastYear(move, register.school(school, leftOn)?.highestAge)) return;
  if (meaningOf(end) === 'home-education' || end.destination?.kind === 'home-education') return;
  const age = compulsoryAgeOf(trajectory.circumstances);
  if (age && leftOn >= age.endsOn) return;
  const joined = joinedOn === null ? undefined : joining(move, joinedOn, trajectory);
  owe(
    duties,
    {
      kind: 'destination-confirmed',
      owedBy: 'authority',
      owedTo: 'pupil',
      school,
      trigger: { event: end.evidence[0], on: leftOn },
      met: firstOf(
        joined,
        confirmedOn !== null && confirmedBy !== null ? { event: confirmedBy, on: confirmedOn } : null,
        located(leftOn, trajectory),
      ),
      ended: age ? ({ on: addDays(age.endsOn, 1), because: 'over-school-age' } satisfies Ending) : null,
    },
    register,
  );
}

function joining({ to }: Move, joinedOn: PlainDate, { registrations }: Trajectory): Deed | undefined {
  const next = registrations.find(({ school, from }) => school === to && from === joinedOn);
  const event = next?.spell.begunBy ?? next?.spell.evidence[0];
  return event === undefined ? undefined : { event, on: joinedOn };
}

function located(leftOn: PlainDate, { missingEducation }: Trajectory): Deed | undefined {
  for (const { located: found } of missingEducation)
    if (found && found.on > leftOn && found.inEducation && found.suitable !== false)
      return { event: found.evidence, on: found.on };
  return undefined;
}
