/** Unrecorded practice of one history, read whole: what it adds to the trajectory. */
import { latest } from '../../events/calendar/plain-date.js';
import { inDayOrder } from '../day-order.js';
import { groupedBy } from '../groups.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import { ofType, type Fact, type FactOf, type PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import type { Move, Spell, Trajectory } from '../trajectory/trajectory.js';
import { concernsOf } from './concerns.js';
import { practiceFlags } from './flags.js';
import { explanationsOf } from './explanations.js';
import type { InformalExclusion } from './practice.js';
import { reducedTimetablesOf } from './timetables.js';

/** What unrecorded practice is read against. */
export interface PracticeContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly moves: readonly Move[];
  readonly exclusions: Trajectory['exclusions'];
}

export type PracticeFamily = Pick<
  Trajectory,
  'reducedTimetables' | 'informalExclusions' | 'concerns' | 'explanations'
> & { readonly flags: readonly Flag[] };

const nothing: PracticeFamily = {
  reducedTimetables: [],
  informalExclusions: [],
  concerns: [],
  explanations: [],
  flags: [],
};

/** @param facts what stands of the history */
export function readUnrecordedPractice(facts: PupilFacts, context: PracticeContext): PracticeFamily {
  const own = facts.of('unrecorded practice');
  if (own.length === 0) return nothing;
  const reducedTimetables = reducedTimetablesOf(own, context.spells, context.register);
  const informalExclusions = informalExclusionsOf(own);
  const { concerns, unattached } = concernsOf(own);
  const explanations = explanationsOf(own);
  const found = { reducedTimetables, informalExclusions, concerns, explanations };
  return { ...found, flags: practiceFlags(found, unattached, context) };
}

/** In the order of their first days. */
function informalExclusionsOf(facts: readonly Fact[]): InformalExclusion[] {
  const reports = ofType(facts, 'InformalExclusionReported');
  if (reports.length === 0) return [];
  const groups = groupedBy(inDayOrder(reports), ({ data }) => `${data.effectiveOn} ${data.school}`);
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, [first, ...others]]) => (first ? [informalExclusionFrom([first, ...others])] : []));
}

function informalExclusionFrom(
  reports: readonly [FactOf<'InformalExclusionReported'>, ...FactOf<'InformalExclusionReported'>[]],
): InformalExclusion {
  const { school, effectiveOn: from } = reports[0].data;
  const all = <T extends string>(of: (data: (typeof reports)[0]['data']) => T): T[] =>
    [...new Set(reports.map(({ data }) => of(data)))].sort(byText);
  const sessions = reports.flatMap(({ data }) => data.sessions ?? []);
  return {
    school,
    from,
    to: latest(...reports.map(({ data }) => data.endsOn)),
    sessions: sessions.length === 0 ? null : Math.max(...sessions),
    kinds: all(({ kind }) => kind),
    reportedBy: all(({ reportedBy }) => reportedBy),
    evidence: reports.map(({ entry }) => entry),
  };
}
