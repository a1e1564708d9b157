/** In-school units, signposts to support, and what follows Year 11, read from one history. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import type { unitEndings, unitPatterns } from '../../events/support.js';
import { entryNamed, namedBy, type EntryNamed } from '../about-entry.js';
import { inDayOrder } from '../day-order.js';
import { ofType, type Fact, type FactOf, type PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import { toldUpTo } from '../up-to.js';

export const supportFlagCatalogue = {
  'unit-end-of-nothing': 'The end of a time in an in-school unit that is not in this history',
  'unit-without-parent-told':
    'In an in-school unit and the parent was not told (Timpson Review 2019, recommendation 7)',
  'signpost-about-nothing': 'Support was signposted about an entry that is not in this history',
} as const;

/** A time of teaching in a unit of the own school. */
export interface InSchoolUnit {
  readonly school: Urn;
  readonly from: PlainDate;
  /** Last day; null while it lasts. */
  readonly to: PlainDate | null;
  readonly purpose: string;
  readonly pattern: (typeof unitPatterns)[number];
  readonly sessionsPerWeek: number | null;
  readonly plannedEndOn: PlainDate | null;
  /** Null where nobody said. */
  readonly parentTold: boolean | null;
  readonly outcome: (typeof unitEndings)[number] | null;
  readonly evidence: readonly EventId[];
}

export interface Signpost {
  readonly on: PlainDate;
  readonly to: 'parent' | 'pupil';
  readonly by: FactOf<'SupportSignposted'>['data']['by'];
  readonly services: readonly string[];
  /** Null where it is about nothing that this history holds. */
  readonly about: EntryNamed | null;
  readonly evidence: EventId;
}

export interface SupportReferral {
  readonly on: PlainDate;
  readonly school: Urn;
  readonly service: string;
  readonly evidence: EventId;
}

export interface PostSixteenDestination {
  /** The day as of which it is known. */
  readonly on: PlainDate;
  readonly destination: string;
  readonly place: Urn | null;
  /** Null where nobody knows yet. */
  readonly sustained: boolean | null;
  readonly evidence: EventId;
}

/** Each in the order of days. */
export interface Support {
  readonly inSchoolUnits: readonly InSchoolUnit[];
  readonly signposts: readonly Signpost[];
  readonly supportReferrals: readonly SupportReferral[];
  readonly postSixteen: readonly PostSixteenDestination[];
}

export type SupportFamily = Support & { readonly flags: readonly Flag[] };

const nothing: SupportFamily = {
  inSchoolUnits: [],
  signposts: [],
  supportReferrals: [],
  postSixteen: [],
  flags: [],
};

/** @param facts what stands of the history */
export function readSupport(facts: PupilFacts): SupportFamily {
  const own = facts.of('attendance and support');
  if (own.length === 0) return nothing;
  const units = inSchoolUnitsOf(own);
  const signposts = inDayOrder(ofType(own, 'SupportSignposted')).map((fact): Signpost => {
    const { effectiveOn: on, to, by, services } = fact.data;
    return { on, to, by, services, about: entryNamed(fact, facts.all), evidence: fact.entry };
  });
  return {
    inSchoolUnits: units.inSchoolUnits,
    signposts,
    supportReferrals: inDayOrder(ofType(own, 'SupportReferred')).map(({ data, entry }) => ({
      on: data.effectiveOn,
      school: data.school,
      service: data.service,
      evidence: entry,
    })),
    postSixteen: inDayOrder(ofType(own, 'PostSixteenDestinationRecorded')).map(({ data, entry }) => ({
      on: data.effectiveOn,
      destination: data.destination,
      place: data.place ?? null,
      sustained: data.sustained ?? null,
      evidence: entry,
    })),
    flags: [
      ...units.flags,
      ...signposts
        .filter(({ about }) => about === null)
        .map(({ on, evidence }): Flag => ({ flag: 'signpost-about-nothing', on, evidence: [evidence] })),
    ],
  };
}

/** A beginning reported while one lasts at that school is of the one that lasts. */
function inSchoolUnitsOf(facts: readonly Fact[]): Pick<SupportFamily, 'inSchoolUnits' | 'flags'> {
  const own = [...ofType(facts, 'InSchoolUnitStarted'), ...ofType(facts, 'InSchoolUnitEnded')];
  const units: InSchoolUnit[] = [];
  const flags: Flag[] = [];
  // Of one day the beginning comes first.
  for (const fact of inDayOrder(own, ({ type }) => (type === 'InSchoolUnitStarted' ? 0 : 1))) {
    const { school, effectiveOn: on } = fact.data;
    const at = units.findIndex((each) => each.school === school && each.to === null);
    const lasting = units[at];
    const evidence = [...(lasting?.evidence ?? []), fact.entry];
    if (fact.type === 'InSchoolUnitEnded') {
      if (lasting) units[at] = { ...lasting, to: on, outcome: fact.data.outcome, evidence };
      else flags.push({ flag: 'unit-end-of-nothing', on, evidence });
    } else if (lasting) units[at] = { ...lasting, evidence };
    else {
      const { purpose, pattern, sessionsPerWeek, plannedEndOn, parentTold } = fact.data;
      units.push({
        school,
        from: on,
        to: null,
        purpose,
        pattern,
        sessionsPerWeek: sessionsPerWeek ?? null,
        plannedEndOn: plannedEndOn ?? null,
        parentTold: parentTold ?? null,
        outcome: null,
        evidence,
      });
      if (parentTold === false) flags.push({ flag: 'unit-without-parent-told', on, evidence });
    }
  }
  return { inSchoolUnits: units, flags };
}

/** As it stood on a day. */
export function supportAt(support: Support, day: PlainDate): Support {
  return {
    inSchoolUnits: support.inSchoolUnits
      .filter(({ from }) => from <= day)
      .map((unit) => (unit.to !== null && unit.to > day ? { ...unit, to: null, outcome: null } : unit)),
    signposts: toldUpTo(support.signposts, day).map((each) => ({ ...each, about: namedBy(each.about, day) })),
    supportReferrals: toldUpTo(support.supportReferrals, day),
    postSixteen: toldUpTo(support.postSixteen, day),
  };
}
