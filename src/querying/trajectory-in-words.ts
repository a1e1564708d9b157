/** A trajectory as a document: every code with its meaning, every school with its name, every move with its class. */
import { registerRegimes, groundsOf, type RegisterRegime } from '../../events/codes/deletion-ground.js';
import { enrolmentStatus } from '../../events/codes/enrolment-status.js';
import { ethnicity } from '../../events/codes/ethnicity.js';
import { firstLanguage } from '../../events/codes/first-language.js';
import type { CodeList } from '../../events/codes/code-list.js';
import { ncYear } from '../../events/codes/nc-year.js';
import { postLookedAfter } from '../../events/codes/post-looked-after.js';
import { senProvision } from '../../events/codes/sen-provision.js';
import { senType } from '../../events/codes/sen-type.js';
import { serviceChild } from '../../events/codes/service-child.js';
import { sex } from '../../events/codes/sex.js';
import { socialCare } from '../../events/codes/social-care.js';
import { youngCarer } from '../../events/codes/young-carer.js';
import { classify, rulesInWords } from '../../projections/moves/method.js';
import { classifyOwn } from '../../projections/moves/profiles/authority-own.js';
import { epi2024 } from '../../projections/moves/profiles/epi-2024.js';
import { educatedOn } from '../../projections/off-site-directions/education-place.js';
import type { Register } from '../../projections/register/register.js';
import {
  samePlace,
  type Circumstances,
  type Dated,
  type DatedCare,
  type Home,
} from '../../projections/trajectory/circumstances.js';
import { flagCatalogue } from '../../projections/trajectory/flags.js';
import type { Move, Spell, SpellEnd, Trajectory } from '../../projections/trajectory/trajectory.js';
import type {
  CircumstanceSince,
  EndOfSpell,
  HomeSince,
  MoveMade,
  SpellOnRoll,
  TrajectoryDocument,
} from './documents/trajectory.js';
import { aroundMovesInWords, type AroundMovesInWords } from './around-moves-in-words.js';
import { exclusionsInWords } from './exclusions-in-words.js';
import { managedMoveInWords } from './managed-moves-in-words.js';
import { educationPlaceInWords, placementInWords } from './placements-in-words.js';
import { moveUnderMethods } from './move-under-methods.js';
import { homeEducationInWords } from './home-education-in-words.js';
import { missingEducationInWords } from './missing-education-in-words.js';
import { unrecordedPracticeInWords } from './unrecorded-practice-in-words.js';
import { authorityName, codeInWords, methodOfMoves, schoolName } from './words.js';

export type TrajectoryInWords = Pick<
  TrajectoryDocument,
  | 'diedOn'
  | 'spells'
  | 'method'
  | 'moves'
  | 'gaps'
  | 'exclusions'
  | 'sixthDays'
  | 'separations'
  | 'managedMoves'
  | 'placements'
  | 'educatedAt'
  | 'homeEducation'
  | 'attendanceOrders'
  | 'missingEducation'
  | 'fairAccess'
  | 'admissionRefusals'
  | 'reducedTimetables'
  | 'informalExclusions'
  | 'concerns'
  | 'explanations'
  | keyof AroundMovesInWords
  | 'circumstances'
  | 'homes'
  | 'yearGroups'
  | 'flags'
>;

/** The method under which moves are classified. */
const method = epi2024;
const rulesOfMethod = rulesInWords(method);

/** @param register as of the same position as the trajectory */
export function inWords(trajectory: Trajectory, register: Register): TrajectoryInWords {
  const { diedOn, spells, moves, gaps, circumstances, yearGroups, flags } = trajectory;
  return {
    diedOn,
    spells: spells.map((spell) => spellInWords(spell, register)),
    method: methodOfMoves(method),
    moves: moves.map((move) => moveInWords(move, trajectory, register)),
    gaps: gaps.map(({ from, to, after, destination }) => ({
      from,
      to,
      after: schoolName(register, after),
      destination,
    })),
    ...exclusionsInWords(trajectory, register),
    managedMoves: trajectory.managedMoves.map((move) => managedMoveInWords(move, register)),
    placements: trajectory.placements.map((placement) => placementInWords(placement, register)),
    educatedAt: educatedOn(trajectory, null).map((place) => educationPlaceInWords(place, register)),
    ...homeEducationInWords(trajectory, register),
    ...missingEducationInWords(trajectory, register),
    ...unrecordedPracticeInWords(trajectory, register),
    ...aroundMovesInWords(trajectory, register),
    circumstances: circumstancesInWords(circumstances, register),
    homes: homesInWords(circumstances.home, register),
    yearGroups: yearGroups.map(({ on, ncYear: code, schoolYear }) => ({
      on,
      ncYear: codeInWords(ncYear, code),
      schoolYear,
    })),
    flags: flags.map(({ flag, on, about, evidence }) => ({
      flag,
      meaning: flagCatalogue[flag],
      on,
      about: about ?? null,
      evidence: [...evidence],
    })),
  };
}

function spellInWords(spell: Spell, register: Register): SpellOnRoll {
  const { school, enteredOn, entryDays, leftOn, statuses, end, lastListedOn, evidence } = spell;
  return {
    school: schoolName(register, school),
    enteredOn,
    entryDays: [...entryDays],
    leftOn,
    statuses: statuses.map(({ from, status }) => ({ from, status: codeInWords(enrolmentStatus, status) })),
    end: end && endInWords(end, register),
    lastListedOn,
    evidence: [...evidence],
  };
}

function endInWords(
  { how, inferredFrom, regime, ground, destination, deletionReturnedOn, evidence }: SpellEnd,
  register: Register,
): EndOfSpell {
  return {
    how,
    inferredFrom: inferredFrom ?? null,
    regime: regime ?? null,
    ground: groundInWords(regime, ground),
    destination: destination
      ? {
          kind: destination.kind,
          school: destination.school ? schoolName(register, destination.school) : null,
          laestab: destination.laestab ?? null,
          authority: destination.authority ?? null,
        }
      : null,
    deletionReturnedOn: deletionReturnedOn ?? null,
    evidence: [...evidence],
  };
}

/** A ground means nothing without its regime. */
export function groundInWords(regime: string | null | undefined, ground: string | null | undefined) {
  if (!ground) return null;
  return isRegime(regime) ? codeInWords(groundsOf(regime), ground) : { code: ground, meaning: null };
}

const isRegime = (regime: string | null | undefined): regime is RegisterRegime =>
  registerRegimes.some((known) => known === regime);

function moveInWords(move: Move, trajectory: Trajectory, register: Register): MoveMade {
  const found = classify(method, { move, trajectory, register });
  return {
    kind: move.kind,
    from: schoolName(register, move.from),
    enteredOn: move.enteredOn,
    leftOn: move.leftOn,
    end: move.end && endInWords(move.end, register),
    trust: register.trusts.of(move.from, move.leftOn) ?? null,
    to: move.to && schoolName(register, move.to),
    joinedOn: move.joinedOn,
    gapDays: move.gapDays,
    gapDaysOutsideHolidays: move.gapDaysOutsideHolidays,
    holidaysByDefault: move.holidaysByDefault,
    whereabouts: move.whereabouts,
    confirmedOn: move.confirmedOn,
    yearGroup: move.yearGroup,
    schoolYear: move.schoolYear,
    schoolYearByDefault: move.schoolYearByDefault,
    classification: {
      class: found.class,
      rule: found.rule,
      meaning: rulesOfMethod[found.rule] ?? found.rule,
      evidence: [...found.evidence],
    },
    methods: moveUnderMethods({ move, trajectory, register }),
    ownClass: classifyOwn({ move, trajectory, register }).class,
    evidence: [...move.evidence],
  };
}

/** Every circumstance but the homes, and the code list that says what its values mean, where there is one. */
const lists: Readonly<Record<Exclude<keyof Circumstances, 'home'>, CodeList | null>> = {
  sex,
  birthYear: null,
  birthMonth: null,
  ethnicity,
  senProvision,
  primaryNeed: senType,
  freeSchoolMeals: null,
  firstLanguage,
  serviceChild,
  youngCarer,
  postLookedAfter,
  socialCare,
  carePlacement: null,
  socialWorker: null,
};

/** Social care says which authority is responsible. */
type Known = Dated<string | number | boolean> & Partial<DatedCare<unknown>>;

function circumstancesInWords(
  circumstances: Circumstances,
  register: Register,
): Record<string, CircumstanceSince[]> {
  const told: Record<string, CircumstanceSince[]> = {};
  for (const [name, list] of Object.entries(lists)) {
    const timeline: readonly Known[] = circumstances[name as keyof typeof lists];
    if (timeline.length === 0) continue;
    told[name] = timeline.map(({ from, value, evidence, responsibleAuthority }) => ({
      from,
      value,
      meaning: list === null ? null : (list.codes.get(String(value))?.label ?? null),
      ...(responsibleAuthority && { responsibleAuthority: authorityName(register, responsibleAuthority) }),
      evidence,
    }));
  }
  return told;
}

/** The token of a place stays inside: what it is for, comparing one pupil's homes, is told instead. */
function homesInWords(homes: readonly Dated<Home>[], register: Register): HomeSince[] {
  return homes.map(({ from, value, evidence }, at) => {
    const before = homes[at - 1]?.value;
    return {
      from,
      authority: value.authority && authorityName(register, value.authority),
      outwardPostcode: value.outwardPostcode,
      place: before ? samePlace(before, value) : 'first',
      evidence,
    };
  });
}
