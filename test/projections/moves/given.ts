/** Pupils' histories, read and tallied into the figures of places as the read models add them up. */
import type { SchoolYear } from '../../../events/calendar/school-year.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { addCounts, type Projection } from '../../../projections/projection.js';
import type { CohortGroup, GroupCount } from '../../../projections/moves/cohort-groups.js';
import { methodFigures, type MethodCountRow, type MethodFigure } from '../../../projections/moves/figures.js';
import type { YearTenLoss } from '../../../projections/moves/floor.js';
import { classify, type Classification, type Method } from '../../../projections/moves/method.js';
import {
  movesUnderEveryMethod,
  type MethodCountName,
  type Span,
} from '../../../projections/moves/methods-projection.js';
import type { Register } from '../../../projections/register/register.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { parseSchoolYear } from '../../../events/calendar/school-year.js';
import { asUrn, type Urn } from '../../../events/identifiers.js';
import { day, pupilA, recorded, type Told } from '../../support/history.js';

export const readOf = (facts: readonly Told[], register: Register): Trajectory =>
  interpret(pupilA, recorded(facts), register);

/** What a method makes of every move of a history. */
export function under(method: Method, facts: readonly Told[], register: Register): Classification[] {
  const trajectory = readOf(facts, register);
  return trajectory.moves.map((move) => classify(method, { move, trajectory, register }));
}

/** The same in short: standing, class and rule of each. */
export const rulesUnder = (method: Method, facts: readonly Told[], register: Register): string[] =>
  under(method, facts, register).map(({ standing, class: kind, rule }) => `${standing}: ${kind}: ${rule}`);

export const year = (text: string): SchoolYear => {
  const schoolYear = parseSchoolYear(text);
  if (schoolYear === undefined) throw new RangeError(text);
  return schoolYear;
};

/** Everything that the projections tally, summed over pupils. */
export class Tallied {
  private readonly tables = new Map<string, Map<string, Record<string, number>>>();

  constructor(private readonly register: Register) {}

  /** Pupils who have the same history, each read for itself. */
  add(facts: readonly Told[], pupils = 1): this {
    for (let at = 0; at < pupils; at++) {
      const trajectory = readOf(facts, this.register);
      for (const projection of [movesUnderEveryMethod, authorityRates]) this.tally(projection, trajectory);
    }
    return this;
  }

  /** Of an authority, as known on a day. */
  figures(authority: string, of: SchoolYear, knownOn = '2026-07-31'): MethodFigure[] {
    const onRoll = this.rows('authority_year_count').filter(({ key }) => key[0] === authority);
    return methodFigures(
      this.counts(authority),
      {
        years7to11: (asked) =>
          onRoll.reduce(
            (sum, { key: [, schoolYear = ''], counts }) =>
              schoolYear <= asked ? sum + (counts['january_on_roll_years_7_to_11_change'] ?? 0) : sum,
            0,
          ),
        cohort: (name, cohort) =>
          this.rows('authority_cohort_count').find(({ key }) => key[0] === authority && key[1] === cohort)
            ?.counts[name] ?? 0,
        groups: (cohort) => this.groups(authority, cohort),
      },
      of,
      day(knownOn),
    );
  }

  /** The figure of one method. */
  figure(authority: string, method: Method, span: Span, of: SchoolYear): MethodFigure {
    const found = this.figures(authority, of).find((each) => each.method === method && each.span === span);
    if (!found) throw new RangeError(`${method.name} has no figure of a ${span}`);
    return found;
  }

  /** Whether an authority recorded any step of a managed move in a school year. */
  holdsManagedMoves(authority: string, of: SchoolYear): boolean {
    return this.rows('authority_family_count').some(
      ({ key: [place, schoolYear, name = ''] }) =>
        place === authority && schoolYear === of && name.startsWith('managed_moves'),
    );
  }

  /** Pupils of a cohort whom a method counts as gone from a school. */
  leaversOf(school: Urn, { name, counts }: Method, cohort: SchoolYear): number {
    const key = [school, 'cohort', cohort, name, counts].join('|');
    return this.rows('school_method_count').find((row) => row.key.join('|') === key)?.counts['pupils'] ?? 0;
  }

  yearTenLosses(): YearTenLoss[] {
    const lost = this.rows('school_method_count').filter(({ key: [, span, , method] }) => {
      return span === 'cohort' && method === 'Ofsted-floor';
    });
    return this.rows('school_cohort_count').map(({ key: [school = '', cohort = ''], counts }) => ({
      school: asUrn(school),
      cohort: year(cohort),
      onRoll: counts['year_10_secondary'] ?? 0,
      lost: lost.find(({ key }) => key[0] === school && key[2] === cohort)?.counts['pupils'] ?? 0,
    }));
  }

  private groups(authority: string, cohort: SchoolYear): GroupCount[] {
    return this.rows('authority_cohort_group')
      .filter(({ key }) => key[0] === authority && key[1] === cohort)
      .map(({ key, counts }) => ({
        group: key[2] as CohortGroup,
        members: counts['members'] ?? 0,
        pupils: counts['pupils'] ?? 0,
        upper_pupils: counts['upper_pupils'] ?? 0,
      }));
  }

  private counts(authority: string): MethodCountRow[] {
    return this.rows('authority_method_count')
      .filter(({ key }) => key[0] === authority)
      .map(({ key: [, span = '', schoolYear = '', method = '', kind = ''], counts }) => ({
        span: span as Span,
        schoolYear: year(schoolYear),
        method,
        class: kind,
        counts: { ...none, ...counts },
      }));
  }

  private rows(table: string): { key: string[]; counts: Record<string, number> }[] {
    return [...(this.tables.get(table) ?? [])].map(([key, counts]) => ({ key: key.split('|'), counts }));
  }

  private tally({ tallyTables, tallies }: Projection, trajectory: Trajectory): void {
    for (const [at, ofTable] of tallies(trajectory, this.register).entries()) {
      const name = tallyTables[at]?.name ?? '';
      const table = this.tables.get(name) ?? new Map<string, Record<string, number>>();
      this.tables.set(name, table);
      for (const { key, counts } of ofTable) {
        const sum = table.get(key.join('|')) ?? {};
        table.set(key.join('|'), sum);
        addCounts(sum, counts);
      }
    }
  }
}

const none: Record<MethodCountName, number> = {
  moves: 0,
  pupils: 0,
  upper_moves: 0,
  upper_pupils: 0,
  managed_moves: 0,
  managed_pupils: 0,
  gone_moves: 0,
  gone_upper_moves: 0,
};
