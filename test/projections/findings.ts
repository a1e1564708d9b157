/** What rules found in a history, as tests ask about it. */
import type { Finding } from '../../projections/finding.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import { day, fact, pupilA, recorded, urn, type Told } from '../support/history.js';

export const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];

/** A day on which everything shows that began and never ends. */
export const later = '2199-01-01';

/** Asks a history which rules' findings show on a day, or for all that is found. */
export function finding(
  find: (trajectory: Trajectory, register: Register) => readonly Finding[],
  register: Register,
) {
  const all = (...facts: readonly Told[]): readonly Finding[] =>
    find(interpret(pupilA, recorded(facts), register), register);
  const on = (date: string, ...facts: readonly Told[]): string[] =>
    all(...facts)
      .filter(({ from, to }) => from <= day(date) && (to === null || to >= day(date)))
      .map(({ rule }) => rule);
  return { all, on };
}

/** A week of ten sessions, with so many of each mark and the rest present. */
export function week(monday: string, marks: Readonly<Record<string, number>>, school = alder): Told {
  const others = Object.entries(marks).map(([code, sessions]) => ({ code, sessions }));
  const present = 10 - others.reduce((sum, { sessions }) => sum + sessions, 0);
  return fact('AttendanceSummarised', {
    effectiveOn: day(monday),
    school,
    sessionsPossible: 10,
    marks: present > 0 ? [...others, { code: '/', sessions: present }] : others,
  });
}
