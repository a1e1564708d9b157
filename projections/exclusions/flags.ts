/** What exclusions show that a rule forbids, that cannot be right, or that sources disagree on. */
import { asPlainDate, later } from '../../events/calendar/plain-date.js';
import { addSchoolDays } from '../../events/calendar/school-days.js';
import { outOfCourse } from '../lifecycle.js';
import type { Register } from '../register/register.js';
import type { Flag } from '../trajectory/flags.js';
import { meaningOf } from '../trajectory/moves.js';
import { isOnRoll } from '../trajectory/spells.js';
import type { Spell } from '../trajectory/trajectory.js';
import type { AboutExclusion } from './episodes.js';
import type { Exclusion, SixthDay } from './exclusion.js';
import { mostSessionsInYear } from './exclusions.js';
import { exclusionLifecycle, isFinal, isOverturned } from './lifecycle.js';
import { separationsFrom, type Separations } from './separations.js';

export const exclusionFlagCatalogue = {
  'suspended-beyond-45-days': 'More than 45 school days of suspension in one school year (SI 2012/1033)',
  'excluded-while-not-on-roll': 'Excluded by a school whose roll does not have the pupil on that day',
  'length-not-stated': 'A suspension without a length counts no sessions to the 45 days',
  'exclusion-reports-differ':
    'Direct reports of one exclusion give different lengths or reasons; the longer stands',
  'cancellation-of-nothing': 'A cancellation of an exclusion that is not in this history',
  'about-no-exclusion':
    'A review, claim, meeting or education from the sixth day of an exclusion that is not in this history',
  'exclusion-out-of-course':
    'A step of an exclusion that cannot follow on those before it, such as a cancellation after the board decided (SI 2012/1033 reg 8A)',
  'cancelled-beyond-45-days':
    'Cancelled though the pupil had been out for more than 45 school days (SI 2012/1033 reg 8A)',
  'panel-on-suspension':
    'A panel reviewed a suspension: panels are for permanent exclusions (SI 2012/1033 reg 7)',
  'deleted-without-exclusion':
    'Deleted as permanently excluded with no permanent exclusion by that school in this history',
  'deleted-before-exclusion-final':
    'Deleted as permanently excluded while a review was open or none is known (SI 2024/208 reg 9; SI 2006/1751 reg 8)',
  'deleted-though-reinstated':
    'Deleted as permanently excluded after the exclusion was cancelled or overturned',
  'sixth-day-education-late':
    'Education was arranged later than the sixth school day of exclusion (SI 2007/1870)',
  'sixth-day-education-part-time':
    'Education from the sixth day was part-time, and not by an EHC plan (SI 2007/1870)',
  'separation-before-its-rule': 'A safeguarding separation before the guidance that has them (26 July 2026)',
  'separation-end-of-nothing': 'The end of a safeguarding separation that is not in this history',
} as const;

/** Cancellation came into the regulations on this day. */
export const cancellationRuleFrom = asPlainDate('2023-09-01');

/** After the board's decision the parent has as many school days to ask for a panel (SI 2012/1033 Sch. 1). */
const panelWindowSchoolDays = 15;

export interface ExclusionsToFlag {
  readonly exclusions: readonly Exclusion[];
  readonly sixthDays: readonly SixthDay[];
  readonly separations: Separations;
  readonly unattached: readonly AboutExclusion[];
  readonly spells: readonly Spell[];
  readonly register: Register;
}

export function exclusionFlags(found: ExclusionsToFlag): Flag[] {
  const { exclusions, sixthDays, separations, unattached, spells, register } = found;
  return [
    ...exclusions.flatMap((exclusion, at) => ofExclusion(exclusion, at, found)),
    ...exclusions.flatMap(ofCourse),
    ...deletionFlags(spells, exclusions, register),
    ...sixthDays.flatMap(ofSixthDay),
    ...separations.separations
      .filter(({ from }) => from < separationsFrom)
      .map(({ from: on, evidence }): Flag => ({ flag: 'separation-before-its-rule', on, evidence })),
    ...separations.unattached.map(({ data, entry }): Flag => ({
      flag: 'separation-end-of-nothing',
      on: data.effectiveOn,
      evidence: [entry],
    })),
    ...unattached.map(({ type, data, entry }): Flag => ({
      flag: type === 'ExclusionCancelled' ? 'cancellation-of-nothing' : 'about-no-exclusion',
      on: data.effectiveOn,
      evidence: [entry],
    })),
  ];
}

/** Deletions as permanently excluded, held against the exclusions of the school. */
export function deletionFlags(
  spells: readonly Spell[],
  exclusions: readonly Exclusion[],
  register: Register,
): Flag[] {
  return spells.flatMap((spell) => ofDeletion(spell, exclusions, register));
}

function ofExclusion(exclusion: Exclusion, at: number, { exclusions, spells }: ExclusionsToFlag): Flag[] {
  const flags: Flag[] = [];
  const { startedOn: on, evidence, school, sessionsInYear, sessionsOut, schoolYear } = exclusion;
  if (sessionsOut > 0 && sessionsInYear > mostSessionsInYear) {
    // The one that crosses the limit cites the whole sum; those after it stand on that one.
    const crosses = sessionsInYear - sessionsOut <= mostSessionsInYear;
    const sum = crosses
      ? exclusions.slice(0, at).filter((each) => each.kind === 'suspension' && each.schoolYear === schoolYear)
      : [];
    flags.push({
      flag: 'suspended-beyond-45-days',
      on,
      evidence: [...evidence, ...sum.flatMap((each) => each.evidence)],
    });
  }
  if (exclusion.kind === 'suspension' && exclusion.lengthSessions === null)
    flags.push({ flag: 'length-not-stated', on, evidence });
  if (exclusion.reportsDiffer) flags.push({ flag: 'exclusion-reports-differ', on, evidence });
  if (!spells.some((spell) => spell.school === school && isOnRoll(spell, on)))
    flags.push({ flag: 'excluded-while-not-on-roll', on, evidence });
  return flags;
}

function ofCourse({ kind, course, cancelledOn, sessionsInYear, evidence }: Exclusion): Flag[] {
  const flags = outOfCourse('exclusion-out-of-course', course);
  if (cancelledOn !== null && cancelledOn >= cancellationRuleFrom && sessionsInYear > mostSessionsInYear)
    flags.push({ flag: 'cancelled-beyond-45-days', on: cancelledOn, evidence });
  const panel = kind === 'suspension' && course.find(({ signal }) => signal.startsWith('panel-'));
  if (panel) flags.push({ flag: 'panel-on-suspension', on: panel.on, evidence: [panel.evidence] });
  return flags;
}

function ofDeletion(
  { school, leftOn: on, end }: Spell,
  exclusions: readonly Exclusion[],
  register: Register,
): Flag[] {
  if (on === null || end === null || meaningOf(end) !== 'permanent-exclusion') return [];
  const exclusion = exclusions.findLast(
    (each) => each.kind === 'permanent-exclusion' && each.school === school && each.startedOn <= on,
  );
  if (!exclusion) return [{ flag: 'deleted-without-exclusion', on, evidence: end.evidence }];
  const evidence = [...end.evidence, ...exclusion.evidence];
  const step = exclusion.course.findLast((each) => each.on <= on);
  const state = step?.to ?? exclusionLifecycle.begins;
  if (state === 'cancelled' || isOverturned(state))
    return [{ flag: 'deleted-though-reinstated', on, evidence }];
  const isClosed =
    state === 'not-reinstated' &&
    step !== undefined &&
    addSchoolDays(step.on, panelWindowSchoolDays, register.calendarOf(school)).on < on;
  return isFinal(state) || isClosed ? [] : [{ flag: 'deleted-before-exclusion-final', on, evidence }];
}

function ofSixthDay({ dueOn, exemption, arrangements, evidence }: SixthDay): Flag[] {
  const [first] = arrangements;
  if (dueOn === null || exemption !== null || !first) return [];
  const flags: Flag[] = [];
  if (first.from > dueOn) flags.push({ flag: 'sixth-day-education-late', on: first.from, evidence });
  const partTime = arrangements.find(({ hours }) => hours === 'part-time');
  if (partTime)
    flags.push({
      flag: 'sixth-day-education-part-time',
      on: later(partTime.from, dueOn),
      evidence: [partTime.evidence],
    });
  return flags;
}
