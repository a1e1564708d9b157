/** The places that a distribution is over: every one that there was in a school year, those where nothing happened too. */
import { reckonedDate } from '../../events/calendar/plain-date.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { isStateFunded, type SchoolPhase, type SchoolType } from '../../events/codes/school-type.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { byText } from '../order.js';
import type { Register, School } from '../register/register.js';
import { eachYearOnce } from './each-year-once.js';
import { dayOfYear, holdsJanuaryCensus } from './school-authority.js';

/** All that is given must hold; null holds of every one. */
export interface SchoolsAsked {
  readonly authority: AuthorityCode | null;
  /** Null for every type that the state funds: only these report what figures are of. */
  readonly type: SchoolType | null;
  readonly phase: SchoolPhase | null;
}

export interface NamedPlace<Code extends string> {
  readonly code: Code;
  readonly name: string | null;
}

/**
 * Schools open at any time of the school year, in the order of their names: what happened in the autumn at one that closed
 * before January counts in the year too. Each is as it was described in January.
 */
export function schoolsIn(
  register: Register,
  schoolYear: SchoolYear,
  asked: SchoolsAsked,
): NamedPlace<Urn>[] {
  return openSchools(register, schoolYear)
    .filter(
      ({ authority, type, phase }) =>
        (asked.authority === null || authority === asked.authority) &&
        (asked.phase === null || phase === asked.phase) &&
        (asked.type === null ? type !== undefined && isStateFunded(type) : type === asked.type),
    )
    .map(({ urn, name }) => ({ code: urn, name: name ?? null }))
    .sort(byName);
}

/** Authorities that had a school in the school year, in the order of their names. */
export function authoritiesIn(register: Register, schoolYear: SchoolYear): NamedPlace<AuthorityCode>[] {
  const codes = new Set(openSchools(register, schoolYear).flatMap(({ authority }) => authority ?? []));
  return [...codes].map((code) => ({ code, name: register.authority(code)?.name ?? null })).sort(byName);
}

/** Those of them of which the ledger holds that January's census of one school at least. */
export const censusedAuthorities = keptWithRegister(
  (register, schoolYear): ReadonlySet<AuthorityCode> =>
    new Set(
      openSchools(register, schoolYear)
        .filter(({ urn }) => holdsJanuaryCensus(urn, schoolYear, register))
        .flatMap(({ authority }) => authority ?? []),
    ),
);

/** Never in the order of a rate, which would read as a league table; who has no name comes last. */
const byName = (a: NamedPlace<string>, b: NamedPlace<string>): number =>
  a.name === b.name
    ? byText(a.code, b.code)
    : a.name === null || b.name === null
      ? Number(a.name === null) - Number(b.name === null)
      : byText(a.name, b.name);

const openSchools = keptWithRegister((register, schoolYear): readonly School[] => {
  const day = dayOfYear(schoolYear);
  return register
    .allSchools()
    .filter((school) => wasOpen(school, schoolYear))
    .map((school) => register.school(school.urn, day) ?? school);
});

/** From September to July: one that opens, or is followed by another, in the summer holiday has no pupils in both years. */
function wasOpen({ openedOn, closedOn }: School, schoolYear: SchoolYear): boolean {
  const start = startYearOf(schoolYear);
  return (
    (openedOn === undefined || openedOn <= reckonedDate(start + 1, 7, 31)) &&
    (closedOn === undefined || closedOn > reckonedDate(start, 9, 1))
  );
}

/**
 * The same function, its answers kept as long as the register: a register changes far more seldom than it is asked, and to
 * look at each of England's schools takes some ten milliseconds.
 */
function keptWithRegister<Answer>(
  work: (register: Register, schoolYear: SchoolYear) => Answer,
): (register: Register, schoolYear: SchoolYear) => Answer {
  const kept = new WeakMap<Register, (schoolYear: SchoolYear) => Answer>();
  return (register, schoolYear) => {
    let answers = kept.get(register);
    if (answers === undefined) kept.set(register, (answers = eachYearOnce((year) => work(register, year))));
    return answers(schoolYear);
  };
}
