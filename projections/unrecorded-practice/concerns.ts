/** Concerns, each with its resolution. */
import { inDayOrder } from '../day-order.js';
import { addTo } from '../groups.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { ofType, type Fact, type FactOf } from '../standing-facts.js';
import { concernLifecycle, type ConcernSignal } from './concern-lifecycle.js';
import type { Concern } from './practice.js';

type Raised = FactOf<'ConcernRaised'>;
type Resolved = FactOf<'ConcernResolved'>;

export interface Concerns {
  /** In the order in which they were raised. */
  readonly concerns: readonly Concern[];
  /** Resolutions of concerns that are not in this history. */
  readonly unattached: readonly Resolved[];
}

export function concernsOf(facts: readonly Fact[]): Concerns {
  const { raised, resolutionsOf, unattached } = matched(facts);
  return { concerns: raised.map((each) => concernFrom(each, resolutionsOf.get(each) ?? [])), unattached };
}

/** The concerns that nobody dismissed. */
export function standingConcerns(facts: readonly Fact[]): Raised[] {
  const { raised, resolutionsOf } = matched(facts);
  return raised.filter((each) => resolutionsOf.get(each)?.at(-1)?.data.outcome !== 'dismissed');
}

interface Matched {
  readonly raised: readonly Raised[];
  /** In the order of days. */
  readonly resolutionsOf: ReadonlyMap<Raised, readonly Resolved[]>;
  readonly unattached: readonly Resolved[];
}

/** By the entry that is named; else by kind and day: the last one raised up to the resolution. */
function matched(facts: readonly Fact[]): Matched {
  const raised = inDayOrder(ofType(facts, 'ConcernRaised'));
  const resolutionsOf = new Map<Raised, Resolved[]>();
  const unattached: Resolved[] = [];
  for (const resolution of inDayOrder(ofType(facts, 'ConcernResolved'))) {
    const { concern, kind, raisedOn, effectiveOn } = resolution.data;
    const found =
      raised.find(({ entry }) => entry === concern) ??
      (concern === undefined && kind !== undefined
        ? raised.findLast(
            ({ data }) =>
              data.kind === kind &&
              (raisedOn === undefined ? data.effectiveOn <= effectiveOn : data.effectiveOn === raisedOn),
          )
        : undefined);
    if (found) addTo(resolutionsOf, found, resolution);
    else unattached.push(resolution);
  }
  return { raised, resolutionsOf, unattached };
}

function concernFrom({ data, entry }: Raised, resolutions: readonly Resolved[]): Concern {
  const last = resolutions.at(-1);
  const course = courseOf(concernLifecycle, [
    { signal: 'raised', on: data.effectiveOn, evidence: entry },
    ...resolutions.map((resolution): Sent<ConcernSignal> => ({
      signal: resolution.data.outcome,
      on: resolution.data.effectiveOn,
      evidence: resolution.entry,
    })),
  ]);
  return {
    kind: data.kind,
    raisedBy: data.raisedBy,
    raisedOn: data.effectiveOn,
    school: data.school ?? null,
    about: data.about ?? null,
    resolvedOn: last?.data.effectiveOn ?? null,
    resolvedBy: last?.data.resolvedBy ?? null,
    course,
    state: stateAfter(concernLifecycle, course),
    evidence: [entry, ...resolutions.map((resolution) => resolution.entry)],
  };
}
