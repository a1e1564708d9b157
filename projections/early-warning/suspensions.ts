/** Suspensions that build up, and short ones that add up to weeks without education. */
import { addDays, earlier, later, type PlainDate } from '../../events/calendar/plain-date.js';
import { lastDayOfSchoolYear } from '../../events/calendar/school-year.js';
import type { EventId } from '../../events/identifiers.js';
import type { Exclusion, SixthDay } from '../exclusions/exclusion.js';
import { isOverturned } from '../exclusions/lifecycle.js';
import { nothingFound, type Found } from '../finding.js';
import { addTo } from '../groups.js';
import type { EarlyWarningRule } from './rule.js';

const leastSuspensions = 3;
const windowDays = 182;
const mostSessionsInTerm = 10;
const leastDaysWithoutEducation = 10;

const suspendedRepeatedly: EarlyWarningRule = {
  name: 'suspended-repeatedly',
  concerns: 'pupil',
  says: `At least ${leastSuspensions} suspensions began within ${windowDays} days`,
  parameters: {
    leastSuspensions: {
      value: leastSuspensions,
      says: 'Suspensions that are many: one alone is no pattern, and two may be one quarrel',
      source: 'ours',
    },
    windowDays: { value: windowDays, says: 'Half a year, so that one bad term is seen', source: 'ours' },
  },
  source:
    'Timpson Review 2019: of pupils permanently excluded in Years 7 to 11 all but 5% had been suspended before',
  find: ({ exclusions }) => {
    if (exclusions.length < leastSuspensions) return nothingFound;
    const standing = exclusions.filter(isStandingSuspension);
    return standing.flatMap(({ startedOn: from, school }, at): Found[] => {
      const since = addDays(from, -windowDays);
      const recent = standing.filter(({ startedOn }, place) => place <= at && startedOn > since);
      const oldest = recent.at(-leastSuspensions);
      if (!oldest) return [];
      return [
        {
          school,
          from,
          to: before(standing[at + 1]?.startedOn, addDays(oldest.startedOn, windowDays - 1)),
          reason: `${recent.length} suspensions in the ${windowDays} days up to ${from}`,
          evidence: firstEntries(recent),
        },
      ];
    });
  },
};

const suspendedForLong: EarlyWarningRule = {
  name: 'suspended-over-5-days-in-a-term',
  concerns: 'pupil',
  says: `Suspended for more than ${mostSessionsInTerm / 2} school days of one term`,
  parameters: {
    mostSessionsInTerm: {
      value: mostSessionsInTerm,
      says: 'Sessions (half-days) in a term beyond which the governing board has a duty to consider',
      source: 'published',
    },
  },
  source: 'SI 2012/1033 reg 5',
  find: ({ exclusions }) => {
    if (!exclusions.some(({ boardThreshold }) => boardThreshold !== null)) return nothingFound;
    const standing = exclusions.filter(isStandingSuspension);
    return standing.flatMap(({ startedOn, school, terms }, at) =>
      terms
        .filter(({ sessionsSoFar }) => sessionsSoFar > mostSessionsInTerm)
        .map(({ startsOn, endsOn, sessionsSoFar }): Found => {
          const ofTerm = (each: Exclusion): boolean => each.terms.some((term) => term.startsOn === startsOn);
          return {
            school,
            from: later(startedOn, startsOn),
            to: before(standing.find((each, place) => place > at && ofTerm(each))?.startedOn, endsOn),
            reason: `${sessionsSoFar / 2} school days of suspension in the term that ends on ${endsOn}`,
            evidence: firstEntries(standing.filter((each, place) => place <= at && ofTerm(each))),
          };
        }),
    );
  },
};

const stackedSuspensions: EarlyWarningRule = {
  name: 'short-suspensions-without-education',
  concerns: 'practice',
  says: `Suspensions too short to owe education from a sixth day came to ${leastDaysWithoutEducation} school days without any in one school year`,
  parameters: {
    leastDaysWithoutEducation: {
      value: leastDaysWithoutEducation,
      says: 'School days without education: twice what one suspension may take before education is owed',
      source: 'ours',
    },
  },
  source:
    'Timpson Review 2019: nine suspensions of five days are 45 days without a duty of education (SI 2007/1870)',
  find: ({ sixthDays, exclusions }, register) => {
    if (sixthDays.length < 2) return nothingFound;
    const years = new Map<PlainDate, SixthDay[]>();
    for (const run of sixthDays) {
      if (run.of !== 'suspensions' || run.dueOn !== null) continue;
      const lastDay = lastDayOfSchoolYear(run.from, register.termsOf(run.school));
      addTo(years, lastDay, run);
    }
    return [...years].flatMap(([lastDay, runs]) => stackedIn(runs, lastDay, exclusions));
  },
};

export const suspensionRules: readonly EarlyWarningRule[] = [
  suspendedRepeatedly,
  suspendedForLong,
  stackedSuspensions,
];

/** @param runs of one school year, in the order of days */
function stackedIn(
  runs: readonly SixthDay[],
  lastDayOfYear: PlainDate,
  exclusions: readonly Exclusion[],
): Found[] {
  const found: Found[] = [];
  const evidence: EventId[] = [];
  let days = 0;
  for (const [at, run] of runs.entries()) {
    const from = lastDayOut(run);
    days += run.daysWithoutEducation ?? 0;
    evidence.push(...firstEntries(exclusions.filter((each) => isOf(each, run))));
    if (days < leastDaysWithoutEducation) continue;
    const next = runs[at + 1];
    found.push({
      school: run.school,
      from,
      to: before(next && lastDayOut(next), lastDayOfYear),
      reason: `${days} school days without education, in ${at + 1} times out of under six days each, up to ${from}`,
      evidence: [...evidence],
    });
  }
  return found;
}

const lastDayOut = ({ to, from }: SixthDay): PlainDate => to ?? from;

const isOf = (exclusion: Exclusion, run: SixthDay): boolean =>
  exclusion.school === run.school && exclusion.evidence.some((entry) => run.evidence.includes(entry));

const isStandingSuspension = ({ kind, cancelledOn, state }: Exclusion): boolean =>
  kind === 'suspension' && cancelledOn === null && !isOverturned(state);

/** The reports that stand. What was told about them later is not cited. */
function firstEntries(exclusions: readonly Exclusion[]): EventId[] {
  const entries: EventId[] = [];
  for (const { evidence } of exclusions) if (evidence[0] !== undefined) entries.push(evidence[0]);
  return entries;
}

/** The day before the next change, and no later than the last day. */
const before = (next: PlainDate | undefined, last: PlainDate): PlainDate =>
  next === undefined ? last : earlier(addDays(next, -1), last);
