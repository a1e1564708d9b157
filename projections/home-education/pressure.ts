/**
 * Signs that home education may not have been the family's own choice (Timpson Review 2019, pp. 96–100: letters prepared
 * by schools, threats of exclusion). Each is a concern with its evidence; none, nor any number of them, is a verdict.
 */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { lettersOfPressure, reasonsOfPressure } from '../../events/codes/home-education.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import type { FactOf } from '../standing-facts.js';
import type { HomeEducationFact } from './episodes.js';
import type { SignOfPressure } from './home-education.js';

/** How long before the notice an exclusion, or a threat of one, is a sign. Ours. */
const afterExclusionDays = 42;
const afterThreatDays = 365;

export interface PressureCase {
  /** The day on which it was first told of. */
  readonly on: PlainDate;
  readonly exclusions: readonly Exclusion[];
  /** Concerns that somebody raised and nobody dismissed. */
  readonly concerns: readonly FactOf<'ConcernRaised'>[];
}

const threats: ReadonlySet<string> = new Set(['exclusion-threatened', 'pressure-to-home-educate']);

/** In the order of signs. */
export function signsOfPressure(
  facts: readonly HomeEducationFact[],
  { on, exclusions, concerns }: PressureCase,
): SignOfPressure[] {
  const notices = facts.filter((fact) => fact.type === 'HomeEducationNotified');
  const told = [...notices, ...facts.filter((fact) => fact.type === 'HomeEducationStarted')];
  const signs: SignOfPressure[] = [];
  const add = (sign: SignOfPressure['sign'], evidence: SignOfPressure['evidence']): void => {
    if (evidence.length > 0) signs.push({ sign, on, evidence });
  };
  const since = (days: number) => (day: PlainDate) => day >= addDays(on, -days) && day <= on;
  add(
    'after-exclusion',
    exclusions
      .filter(({ startedOn, cancelledOn }) => cancelledOn === null && since(afterExclusionDays)(startedOn))
      .flatMap(({ evidence }) => evidence.slice(0, 1)),
  );
  add('after-threat', [
    ...concerns
      .filter(({ data }) => threats.has(data.kind) && since(afterThreatDays)(data.effectiveOn))
      .map(({ entry }) => entry),
    ...notices.filter(({ data }) => data.exclusionThreatened).map(({ entry }) => entry),
  ]);
  add(
    'letter-not-the-parents',
    notices.filter(({ data }) => lettersOfPressure.has(data.letter)).map(({ entry }) => entry),
  );
  add(
    'reason-names-the-school',
    told
      .filter(({ data }) => data.reason !== undefined && reasonsOfPressure.has(data.reason))
      .map(({ entry }) => entry),
  );
  return signs;
}
