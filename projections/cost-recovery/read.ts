/** Money after exclusions, read from one history: cost recoveries case by case, and budget shares. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { AuthorityCode, EventId } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import { inDayOrder } from '../day-order.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { isOverturned } from '../exclusions/lifecycle.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import type { Placement } from '../off-site-directions/placement.js';
import { byText } from '../order.js';
import { sameProvider } from '../register/provision.js';
import type { Register } from '../register/register.js';
import { type FactOf, type PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import { beginningOf } from '../trajectory/spells.js';
import type { MainRegistration, Spell } from '../trajectory/trajectory.js';
import { toldUpTo, upTo } from '../up-to.js';
import { budgetSharesOf } from './budget-share.js';
import type { BudgetShare, CostRecovery } from './cost-recovery.js';
import { costRecoveryFlags } from './flags.js';
import { costRecoveryLifecycle, type CostRecoverySignal } from './lifecycle.js';

/** What money is read against. */
export interface CostRecoveryContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly exclusions: readonly Exclusion[];
  readonly placements: readonly Placement[];
  readonly yearGroupOn: (day: PlainDate, schoolYear: SchoolYear) => number | null;
}

export interface CostRecoveryFamily {
  /** By the day of the exclusion. */
  readonly costRecoveries: readonly CostRecovery[];
  readonly budgetShares: readonly BudgetShare[];
  readonly flags: readonly Flag[];
}

/** Years in which school and authority negotiate for each pupil. [a council's practice, School Forum 2019] */
const negotiatedYearGroups: readonly number[] = [10, 11];

const types = [
  'CostRecoveryOpened',
  'CostRecoveryNegotiated',
  'CostRecoverySettled',
  'CostRecoveryClosed',
] as const;
type CostRecoveryFact = FactOf<(typeof types)[number]>;

/** What is told of one case, and the exclusion that it is of. */
interface Case {
  readonly exclusion: Exclusion | null;
  readonly facts: CostRecoveryFact[];
}

/** A time in a provision from the exclusion on. */
interface Taught {
  readonly from: PlainDate;
  readonly provider: Provider;
  readonly evidence: EventId | undefined;
}

const nothing: CostRecoveryFamily = { costRecoveries: [], budgetShares: [], flags: [] };

/** @param facts what stands of the history */
export function readCostRecovery(facts: PupilFacts, context: CostRecoveryContext): CostRecoveryFamily {
  const own = facts
    .of('cost recovery')
    .filter((fact): fact is CostRecoveryFact => types.some((type) => type === fact.type));
  const permanent = context.exclusions.filter(({ kind }) => kind === 'permanent-exclusion');
  if (own.length === 0 && permanent.length === 0) return nothing;
  const costRecoveries = casesOf(
    inDayOrder(own, ({ type }) => types.indexOf(type)),
    permanent,
    context,
  )
    .flatMap((each) => recoveryFrom(each, context))
    .sort((a, b) => byText(orderOf(a), orderOf(b)));
  return {
    costRecoveries,
    budgetShares: budgetSharesOf(facts.of('exclusion'), permanent, context),
    flags: costRecoveryFlags(costRecoveries),
  };
}

const orderOf = ({ excludedOn, openedOn, school, course }: CostRecovery): string =>
  `${excludedOn ?? openedOn ?? course[0]?.on ?? ''} ${school}`;

/** One for every exclusion that stands, reported or not, and one for each first day of which no exclusion is known. */
function casesOf(
  facts: readonly CostRecoveryFact[],
  permanent: readonly Exclusion[],
  { exclusions }: CostRecoveryContext,
): Case[] {
  const ofExclusions = new Map<Exclusion, Case>(
    permanent.map((exclusion) => [exclusion, { exclusion, facts: [] }]),
  );
  const ofNone = new Map<string, Case>();
  for (const fact of facts) {
    const exclusion = exclusionMeant(fact, permanent, exclusions);
    if (exclusion) {
      const known = ofExclusions.get(exclusion) ?? { exclusion, facts: [] };
      ofExclusions.set(exclusion, known);
      known.facts.push(fact);
    } else {
      const key = `${fact.data.school} ${fact.data.excludedOn ?? ''}`;
      const known = ofNone.get(key) ?? { exclusion: null, facts: [] };
      ofNone.set(key, known);
      known.facts.push(fact);
    }
  }
  return [...ofExclusions.values(), ...ofNone.values()];
}

function exclusionMeant(
  { data }: CostRecoveryFact,
  permanent: readonly Exclusion[],
  exclusions: readonly Exclusion[],
): Exclusion | undefined {
  const { school, exclusion, excludedOn, effectiveOn } = data;
  if (exclusion !== undefined) return exclusions.find(({ evidence }) => evidence.includes(exclusion));
  const ofSchool = permanent.filter((each) => each.school === school);
  return excludedOn === undefined
    ? ofSchool.findLast(({ startedOn }) => startedOn <= effectiveOn)
    : ofSchool.find(({ startedOn }) => startedOn === excludedOn);
}

/** None where nobody opened one and none is owed: the exclusion fell, or the pupil is in no named provision. */
function recoveryFrom({ exclusion, facts }: Case, context: CostRecoveryContext): CostRecovery[] {
  const { register, yearGroupOn } = context;
  const school = exclusion?.school ?? facts[0]?.data.school;
  if (school === undefined) return [];
  const opened = facts.find((fact) => fact.type === 'CostRecoveryOpened');
  const on = exclusion?.startedOn ?? facts[0]?.data.excludedOn ?? facts[0]?.data.effectiveOn;
  const authority =
    opened?.data.authority ?? (on === undefined ? undefined : register.school(school, on)?.authority);
  const named = namedProvisions(authority, opened?.data.effectiveOn ?? on, register);
  const taught = exclusion && taughtAt(named ?? [], exclusion, context);
  if (facts.length === 0 && !taught) return [];
  const provider = opened?.data.provider ?? taught?.provider ?? null;
  const yearGroup =
    on === undefined
      ? null
      : yearGroupOn(on, exclusion?.schoolYear ?? schoolYearOf(on, register.termsOf(school)).schoolYear);
  const course = courseOf(costRecoveryLifecycle, [
    ...facts.map(signalOf),
    ...(exclusion ? signalOfReturn(exclusion, context) : []),
  ]);
  return [
    {
      school,
      authority: authority ?? null,
      excludedOn: exclusion?.startedOn ?? facts[0]?.data.excludedOn ?? null,
      exclusion: exclusion?.evidence[0] ?? null,
      dueFrom: taught?.from ?? null,
      provider,
      isNamedProvision: named && provider && named.some((each) => sameProvider(each, provider)),
      yearGroup,
      isNegotiated: yearGroup === null ? null : negotiatedYearGroups.includes(yearGroup),
      openedOn: opened?.data.effectiveOn ?? null,
      claimedPence: opened?.data.claimedPence ?? null,
      negotiations: facts.flatMap((fact) =>
        fact.type === 'CostRecoveryNegotiated'
          ? [{ ...saidIn(fact), outcome: fact.data.outcome, agreedPence: fact.data.agreedPence ?? null }]
          : [],
      ),
      settlements: facts.flatMap((fact) =>
        fact.type === 'CostRecoverySettled' ? [{ ...saidIn(fact), pence: fact.data.amountPence }] : [],
      ),
      closures: facts.flatMap((fact) =>
        fact.type === 'CostRecoveryClosed' ? [{ ...saidIn(fact), reason: fact.data.reason }] : [],
      ),
      course,
      state: stateAfter(costRecoveryLifecycle, course),
      evidence: [
        ...(exclusion?.evidence ?? []),
        ...(taught?.evidence === undefined ? [] : [taught.evidence]),
        ...facts.map(({ entry }) => entry),
      ],
    },
  ];
}

const saidIn = ({ data, entry }: CostRecoveryFact) => ({ on: data.effectiveOn, evidence: entry });

/** Null where the authority recovers no cost. */
function namedProvisions(
  authority: AuthorityCode | undefined,
  on: PlainDate | undefined,
  { funding }: Register,
): readonly Provider[] | null {
  if (authority === undefined || on === undefined) return null;
  return funding.schemeOf(authority, on)?.data.provisions ?? null;
}

/** The first time in one of the provisions after an exclusion that stands, and before the return. */
function taughtAt(
  provisions: readonly Provider[],
  { startedOn, returned, cancelledOn, state }: Exclusion,
  { placements, registrations }: CostRecoveryContext,
): Taught | null {
  if (provisions.length === 0 || cancelledOn !== null || isOverturned(state)) return null;
  const times: Taught[] = [
    ...placements.flatMap((each) =>
      each.startedOn === null
        ? []
        : [{ from: each.startedOn, provider: each.provider, evidence: each.evidence[0] }],
    ),
    ...registrations.map(({ knownFrom, school, spell }) => ({
      from: knownFrom,
      provider: { school },
      evidence: beginningOf(spell),
    })),
  ];
  const fitting = times.filter(
    ({ from, provider }) =>
      from >= startedOn &&
      (returned === null || from < returned.on) &&
      provisions.some((each) => sameProvider(each, provider)),
  );
  return fitting.sort((a, b) => byText(a.from, b.from))[0] ?? null;
}

function signalOf(fact: CostRecoveryFact): Sent<CostRecoverySignal> {
  const sent = { on: fact.data.effectiveOn, evidence: fact.entry };
  switch (fact.type) {
    case 'CostRecoveryOpened':
      return { ...sent, signal: 'opened' };
    case 'CostRecoveryNegotiated':
      return { ...sent, signal: fact.data.outcome === 'under-way' ? 'negotiated' : fact.data.outcome };
    case 'CostRecoverySettled':
      return { ...sent, signal: 'settled' };
    case 'CostRecoveryClosed':
      return { ...sent, signal: fact.data.reason === 'returned-to-mainstream' ? 'returned' : 'closed' };
  }
}

/** By the entry that has the pupil on the other roll; of a reinstatement, by the last that is about the exclusion. */
function signalOfReturn(
  { returned, evidence }: Exclusion,
  { spells }: CostRecoveryContext,
): Sent<'returned'>[] {
  if (returned === null) return [];
  const joined = spells.find(({ school, knownFrom }) => school === returned.to && knownFrom === returned.on);
  const by = (joined && beginningOf(joined)) ?? evidence.at(-1);
  return by === undefined ? [] : [{ signal: 'returned', on: returned.on, evidence: by }];
}

/** Money as it stood on a day. */
export function costRecoveryAt(
  { costRecoveries, budgetShares }: Pick<CostRecoveryFamily, 'costRecoveries' | 'budgetShares'>,
  day: PlainDate,
): Pick<CostRecoveryFamily, 'costRecoveries' | 'budgetShares'> {
  return {
    costRecoveries: costRecoveries
      .filter(
        ({ dueFrom, course }) =>
          (dueFrom ?? course[0]?.on ?? day) <= day || course.some(({ on }) => on <= day),
      )
      .map((each) => {
        const course = toldUpTo(each.course, day);
        const hasOpened = each.openedOn !== null && each.openedOn <= day;
        return {
          ...each,
          dueFrom: upTo(each.dueFrom, day),
          ...(!hasOpened && { openedOn: null, claimedPence: null }),
          negotiations: toldUpTo(each.negotiations, day),
          settlements: toldUpTo(each.settlements, day),
          closures: toldUpTo(each.closures, day),
          course,
          state: stateAfter(costRecoveryLifecycle, course),
        };
      }),
    budgetShares: budgetShares.filter(({ excludedOn }) => excludedOn <= day),
  };
}
