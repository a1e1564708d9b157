/**
 * A pupil's circumstances as timelines: from which day which value was reported. A report of the register or a form
 * and a census row of one day: the report stands. Of one census day a roll row stands before a leaver row, then the
 * row of the later entry. A blank observes nothing.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { PlaceToken } from '../../events/circumstances.js';
import type { AuthorityCode, EventId, StreamName } from '../../events/identifiers.js';
import { byText } from '../order.js';
import type { Fact, FactOf } from '../standing-facts.js';

export interface Dated<T> {
  readonly from: PlainDate;
  readonly value: T;
  readonly evidence: EventId;
}

/** What social care reports, with the authority that is responsible: often another than the school's. */
export interface DatedCare<T> extends Dated<T> {
  /** Null where the report does not name it. */
  readonly responsibleAuthority: AuthorityCode | null;
}

/** Each list is in the order of days, one value a day. */
export interface Circumstances {
  readonly sex: readonly Dated<string>[];
  readonly birthYear: readonly Dated<number>[];
  readonly birthMonth: readonly Dated<number>[];
  readonly ethnicity: readonly Dated<string>[];
  readonly senProvision: readonly Dated<string>[];
  readonly primaryNeed: readonly Dated<string>[];
  readonly freeSchoolMeals: readonly Dated<boolean>[];
  readonly firstLanguage: readonly Dated<string>[];
  readonly serviceChild: readonly Dated<string>[];
  readonly youngCarer: readonly Dated<string>[];
  readonly postLookedAfter: readonly Dated<string>[];
  readonly socialCare: readonly DatedCare<string>[];
  readonly carePlacement: readonly DatedCare<string>[];
  readonly socialWorker: readonly DatedCare<boolean>[];
  readonly home: readonly Dated<Home>[];
}

export interface Home {
  readonly authority: AuthorityCode | null;
  readonly outwardPostcode: string | null;
  readonly place: PlaceToken | null;
}

/** The value that held on that day; undefined where none was reported up to it. */
export function asOf<D extends Dated<unknown>>(timeline: readonly D[], on: PlainDate): D | undefined {
  for (let at = timeline.length - 1; at >= 0; at--) {
    const entry = timeline[at];
    if (entry && entry.from <= on) return entry;
  }
  return undefined;
}

/** Whether two homes of one pupil are at one place: tokens of unlike forms, or none, cannot tell. */
export function samePlace(a: Home, b: Home): 'same' | 'other' | 'not-known' {
  if (!a.place || !b.place) return 'not-known';
  if (a.place.form !== b.place.form || a.place.normaliser !== b.place.normaliser) return 'not-known';
  return a.place.token === b.place.token ? 'same' : 'other';
}

/**
 * @param facts what stands of the history
 * @param own the surviving record's stream: after a merge only its addresses compare, the absorbed record's having
 *   been made again under its key
 */
export function readCircumstances(facts: readonly Fact[], own: StreamName): Circumstances {
  const told = new Timelines();
  for (const fact of facts) {
    const { entry } = fact;
    switch (fact.type) {
      case 'CountedOnRoll':
        told.observe(fact, 2);
        break;
      case 'CountedAsLeaver':
        told.observe(fact, 1);
        break;
      case 'AddressChanged':
        if (fact.stream === own) told.home.report(fact.data.effectiveOn, homeOf(fact.data), entry);
        break;
      case 'PupilIdentified':
        told.sex.report(fact.data.effectiveOn, fact.data.sex, entry);
        told.birthYear.report(fact.data.effectiveOn, fact.data.birthYear, entry);
        told.birthMonth.report(fact.data.effectiveOn, fact.data.birthMonth, entry);
        break;
      case 'SenProvisionChanged':
        told.senProvision.report(fact.data.effectiveOn, fact.data.senProvision, entry);
        told.primaryNeed.report(fact.data.effectiveOn, fact.data.primaryNeed, entry);
        break;
      case 'FreeSchoolMealsChanged':
        told.freeSchoolMeals.report(fact.data.effectiveOn, fact.data.eligible, entry);
        break;
      case 'SocialCareStatusChanged':
        told.socialCare.report(fact.data, fact.data.status, entry);
        break;
      case 'SocialWorkerAssigned':
        told.socialWorker.report(fact.data, fact.data.assigned, entry);
        break;
      case 'CarePlacementChanged':
        told.carePlacement.report(fact.data, fact.data.placement, entry);
        break;
      case 'EthnicityRecorded':
        told.ethnicity.report(fact.data.effectiveOn, fact.data.ethnicity, entry);
        break;
      case 'FirstLanguageRecorded':
        told.firstLanguage.report(fact.data.effectiveOn, fact.data.firstLanguage, entry);
        break;
      case 'ServiceChildRecorded':
        told.serviceChild.report(fact.data.effectiveOn, fact.data.serviceChild, entry);
        break;
      case 'YoungCarerRecorded':
        told.youngCarer.report(fact.data.effectiveOn, fact.data.youngCarer, entry);
        break;
      case 'PostLookedAfterRecorded':
        told.postLookedAfter.report(fact.data.effectiveOn, fact.data.route, entry);
        break;
      case 'RecordsMerged':
        if (fact.stream !== own) break;
        for (const address of fact.data.addresses)
          told.home.report(address.effectiveOn, homeOf(address), entry);
        break;
    }
  }
  return told.all();
}

/** A report's rank stands above every census row's. */
const reported = '3';

/** What is told of one thing: each value takes its place as it is told, so that nothing is left to sort. */
class Timeline<D extends Dated<unknown>> {
  /** In the order of days, one value a day. */
  readonly standing: D[] = [];
  /** Of each value that stands. */
  private readonly ranks: string[] = [];

  /** @param rank the greater stands where one day has several */
  protected take(told: D, rank: string): void {
    const { standing, ranks } = this;
    let at = standing.length - 1;
    for (; at >= 0; at--) {
      const other = standing[at];
      if (other === undefined || other.from < told.from) break;
      if (other.from !== told.from) continue;
      if (byRank(other, ranks[at] ?? '', told, rank) <= 0) {
        standing[at] = told;
        ranks[at] = rank;
      }
      return;
    }
    if (at === standing.length - 1) {
      standing.push(told);
      ranks.push(rank);
    } else {
      standing.splice(at + 1, 0, told);
      ranks.splice(at + 1, 0, rank);
    }
  }
}

/** Of equal rank the one stands that reads later, so that the order of arrival does not matter. */
const byRank = (a: Dated<unknown>, rankOfA: string, b: Dated<unknown>, rankOfB: string): number =>
  byText(rankOfA, rankOfB) ||
  byText(JSON.stringify(a.value), JSON.stringify(b.value)) ||
  byText(a.evidence, b.evidence);

class ValueTimeline<T> extends Timeline<Dated<T>> {
  report(from: PlainDate, value: T | undefined, evidence: EventId, rank = reported): void {
    if (value !== undefined) this.take({ from, value, evidence }, rank);
  }
}

class CareTimeline<T extends string | boolean> extends Timeline<DatedCare<T>> {
  /** Of two reports of one day that say the same the one stands that names the authority. */
  report(
    { effectiveOn, responsibleAuthority }: { effectiveOn: PlainDate; responsibleAuthority?: AuthorityCode },
    value: T,
    evidence: EventId,
  ): void {
    this.take(
      { from: effectiveOn, value, evidence, responsibleAuthority: responsibleAuthority ?? null },
      `${reported} ${value} ${responsibleAuthority ?? ''}`,
    );
  }
}

class HomeTimeline extends Timeline<Dated<Home>> {
  /** Of two addresses of one day the one stands that says more. */
  report(from: PlainDate, value: Home, evidence: EventId): void {
    const { authority, outwardPostcode, place } = value;
    const known = Number(authority !== null) + Number(outwardPostcode !== null) + Number(place !== null);
    this.take({ from, value, evidence }, `${reported} ${known}`);
  }
}

class Timelines {
  readonly sex = new ValueTimeline<string>();
  readonly birthYear = new ValueTimeline<number>();
  readonly birthMonth = new ValueTimeline<number>();
  readonly ethnicity = new ValueTimeline<string>();
  readonly senProvision = new ValueTimeline<string>();
  readonly primaryNeed = new ValueTimeline<string>();
  readonly freeSchoolMeals = new ValueTimeline<boolean>();
  readonly firstLanguage = new ValueTimeline<string>();
  readonly serviceChild = new ValueTimeline<string>();
  readonly youngCarer = new ValueTimeline<string>();
  readonly postLookedAfter = new ValueTimeline<string>();
  readonly socialCare = new CareTimeline<string>();
  readonly carePlacement = new CareTimeline<string>();
  readonly socialWorker = new CareTimeline<boolean>();
  readonly home = new HomeTimeline();

  observe({ data, entry }: FactOf<'CountedOnRoll' | 'CountedAsLeaver'>, rankOfRow: 1 | 2): void {
    const { characteristics: seen, effectiveOn: on } = data;
    if (!seen) return;
    const rank = `${rankOfRow} ${data.enteredOn}`;
    this.sex.report(on, seen.sex, entry, rank);
    this.birthYear.report(on, seen.birthYear, entry, rank);
    this.birthMonth.report(on, seen.birthMonth, entry, rank);
    this.ethnicity.report(on, seen.ethnicity, entry, rank);
    this.senProvision.report(on, seen.senProvision, entry, rank);
    this.freeSchoolMeals.report(on, seen.freeSchoolMeals, entry, rank);
    this.firstLanguage.report(on, seen.firstLanguage, entry, rank);
    this.serviceChild.report(on, seen.serviceChild, entry, rank);
    this.youngCarer.report(on, seen.youngCarer, entry, rank);
    this.postLookedAfter.report(on, seen.postLookedAfter, entry, rank);
  }

  all(): Circumstances {
    return {
      sex: this.sex.standing,
      birthYear: this.birthYear.standing,
      birthMonth: this.birthMonth.standing,
      ethnicity: this.ethnicity.standing,
      senProvision: this.senProvision.standing,
      primaryNeed: this.primaryNeed.standing,
      freeSchoolMeals: this.freeSchoolMeals.standing,
      firstLanguage: this.firstLanguage.standing,
      serviceChild: this.serviceChild.standing,
      youngCarer: this.youngCarer.standing,
      postLookedAfter: this.postLookedAfter.standing,
      socialCare: this.socialCare.standing,
      carePlacement: this.carePlacement.standing,
      socialWorker: this.socialWorker.standing,
      home: this.home.standing,
    };
  }
}

function homeOf(address: {
  homeAuthority?: AuthorityCode;
  outwardPostcode?: string;
  place?: PlaceToken;
}): Home {
  return {
    authority: address.homeAuthority ?? null,
    outwardPostcode: address.outwardPostcode ?? null,
    place: address.place ?? null,
  };
}
