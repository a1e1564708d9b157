/** A trial and the days for its decision. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { upTo } from '../up-to.js';
import type { MoveFact } from './cases.js';
import type { DecisionDay, Protocol, Trial } from './managed-move.js';
import { usualTrialWeeks } from './regimes.js';

/** @param facts of one move, in the order of days */
export function trialOf(
  facts: readonly MoveFact[],
  { trialWeeks }: Protocol,
  decidedOn: PlainDate | null,
): Trial | null {
  const started = facts.find((fact) => fact.type === 'ManagedMoveTrialStarted');
  if (!started) return null;
  const { effectiveOn: startedOn, decisionDueOn: bySchools } = started.data;
  const first: DecisionDay = {
    agreedOn: startedOn,
    dueOn: bySchools ?? addDays(startedOn, 7 * (trialWeeks ?? usualTrialWeeks)),
    by: bySchools === undefined ? 'protocol' : 'schools',
    evidence: started.entry,
  };
  const extensions = facts.flatMap(extensionOf).filter(({ agreedOn }) => agreedOn >= startedOn);
  const decisionDays: Trial['decisionDays'] = [first, ...extensions];
  return {
    startedOn,
    ...lastDecisionDay(decisionDays),
    endedOn: decidedOn !== null && decidedOn >= startedOn ? decidedOn : null,
  };
}

/** What a review sets anew. One that is dated before the trial extends none. */
function extensionOf(fact: MoveFact): DecisionDay[] {
  if (fact.type !== 'ManagedMoveReviewed' || fact.data.decisionDueOn === undefined) return [];
  const { effectiveOn: agreedOn, decisionDueOn: dueOn } = fact.data;
  return [{ agreedOn, dueOn, by: 'review', evidence: fact.entry }];
}

/** What the last of these days comes to. */
function lastDecisionDay(
  decisionDays: Trial['decisionDays'],
): Pick<Trial, 'decisionDueOn' | 'dueBy' | 'decisionDays' | 'evidence'> {
  const [first] = decisionDays;
  const last = decisionDays.at(-1) ?? first;
  const { dueOn: decisionDueOn, by: dueBy } = last;
  const evidence = last === first ? [first.evidence] : [first.evidence, last.evidence];
  return { decisionDueOn, dueBy, decisionDays, evidence };
}

/** As it stood on a day: an extension is none before it was agreed. */
export function trialAt(trial: Trial, day: PlainDate): Trial {
  const [first, ...extensions] = trial.decisionDays;
  return {
    ...trial,
    ...lastDecisionDay([first, ...extensions.filter(({ agreedOn }) => agreedOn <= day)]),
    endedOn: upTo(trial.endedOn, day),
  };
}
