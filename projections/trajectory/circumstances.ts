/**
 * A pupil's circumstances as timelines: from which day which value was reported. A report of the register or a form
 * and a census row of one day: the report stands. Of one census day a roll row stands before a leaver row, then the
 * row of the later entry. A blank observes nothing.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { PlaceToken } from '../../events/circumstances.js';
import type { Characteristics } from '../../events/admission-register.js';
import type { AuthorityCode, EventId, StreamName } from '../../events/identifiers.js';
import { addTo } from '../groups.js';
import { byText } from '../order.js';
import type { Fact } from '../standing-facts.js';

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
  const timelines = new Timelines();
  for (const fact of facts) {
    const { entry, data } = fact;
    const on = data.effectiveOn;
    switch (fact.type) {
      case 'SenProvisionChanged':
        timelines.report('senProvision', on, fact.data.senProvision, entry);
        timelines.report('primaryNeed', on, fact.data.primaryNeed, entry);
        break;
      case 'SocialCareStatusChanged':
        timelines.reportCare('socialCare', on, fact.data.status, fact.data, entry);
        break;
      case 'FreeSchoolMealsChanged':
        timelines.report('freeSchoolMeals', on, fact.data.eligible, entry);
        break;
      case 'EthnicityRecorded':
        timelines.report('ethnicity', on, fact.data.ethnicity, entry);
        break;
      case 'ServiceChildRecorded':
        timelines.report('serviceChild', on, fact.data.serviceChild, entry);
        break;
      case 'FirstLanguageRecorded':
        timelines.report('firstLanguage', on, fact.data.firstLanguage, entry);
        break;
      case 'YoungCarerRecorded':
        timelines.report('youngCarer', on, fact.data.youngCarer, entry);
        break;
      case 'PostLookedAfterRecorded':
        timelines.report('postLookedAfter', on, fact.data.route, entry);
        break;
      case 'CarePlacementChanged':
        timelines.reportCare('carePlacement', on, fact.data.placement, fact.data, entry);
        break;
      case 'SocialWorkerAssigned':
        timelines.reportCare('socialWorker', on, fact.data.assigned, fact.data, entry);
        break;
      case 'AddressChanged':
        if (fact.stream === own) timelines.reportHome(on, homeOf(fact.data), entry);
        break;
      case 'RecordsMerged':
        if (fact.stream !== own) break;
        for (const address of fact.data.addresses)
          timelines.reportHome(address.effectiveOn, homeOf(address), entry);
        break;
      case 'PupilIdentified':
        timelines.report('sex', on, fact.data.sex, entry);
        timelines.report('birthYear', on, fact.data.birthYear, entry);
        timelines.report('birthMonth', on, fact.data.birthMonth, entry);
        break;
      case 'CountedOnRoll':
      case 'CountedAsLeaver':
        timelines.observe(
          fact.data.characteristics,
          on,
          `${fact.type === 'CountedOnRoll' ? 2 : 1} ${fact.data.enteredOn}`,
          entry,
        );
        break;
    }
  }
  return timelines.all();
}

type CareName = 'socialCare' | 'carePlacement' | 'socialWorker';
type Name = keyof Circumstances;
type Value<N extends Name> = Circumstances[N][number]['value'];

interface Candidate {
  readonly from: PlainDate;
  readonly value: unknown;
  readonly evidence: EventId;
  /** The greater stands where one day has several. */
  readonly rank: string;
  readonly responsibleAuthority?: AuthorityCode | null;
}

/** A report's rank stands above every census row's. */
const reported = '3';

class Timelines {
  private readonly candidates = new Map<Name, Candidate[]>();

  report<N extends Name>(
    name: N,
    from: PlainDate,
    value: Value<N> | undefined,
    evidence: EventId,
    rank = reported,
  ): void {
    if (value === undefined) return;
    this.add(name, { from, value, evidence, rank });
  }

  /** Of two reports of one day that say the same the one stands that names the authority. */
  reportCare<N extends CareName>(
    name: N,
    from: PlainDate,
    value: Value<N>,
    { responsibleAuthority }: { readonly responsibleAuthority?: AuthorityCode },
    evidence: EventId,
  ): void {
    const said = JSON.stringify(value);
    const rank = `${reported} ${said} ${responsibleAuthority ?? ''}`;
    this.add(name, { from, value, evidence, rank, responsibleAuthority: responsibleAuthority ?? null });
  }

  private add(name: Name, candidate: Candidate): void {
    addTo(this.candidates, name, candidate);
  }

  /** Of two addresses of one day the one stands that says more. */
  reportHome(from: PlainDate, home: Home, evidence: EventId): void {
    const known = Object.values(home).filter((part) => part !== null).length;
    this.report('home', from, home, evidence, `${reported} ${known}`);
  }

  observe(seen: Characteristics | undefined, on: PlainDate, rank: string, evidence: EventId): void {
    if (!seen) return;
    this.report('sex', on, seen.sex, evidence, rank);
    this.report('birthYear', on, seen.birthYear, evidence, rank);
    this.report('birthMonth', on, seen.birthMonth, evidence, rank);
    this.report('ethnicity', on, seen.ethnicity, evidence, rank);
    this.report('senProvision', on, seen.senProvision, evidence, rank);
    this.report('freeSchoolMeals', on, seen.freeSchoolMeals, evidence, rank);
    this.report('firstLanguage', on, seen.firstLanguage, evidence, rank);
    this.report('serviceChild', on, seen.serviceChild, evidence, rank);
    this.report('youngCarer', on, seen.youngCarer, evidence, rank);
    this.report('postLookedAfter', on, seen.postLookedAfter, evidence, rank);
  }

  all(): Circumstances {
    return {
      sex: this.timeline('sex'),
      birthYear: this.timeline('birthYear'),
      birthMonth: this.timeline('birthMonth'),
      ethnicity: this.timeline('ethnicity'),
      senProvision: this.timeline('senProvision'),
      primaryNeed: this.timeline('primaryNeed'),
      freeSchoolMeals: this.timeline('freeSchoolMeals'),
      firstLanguage: this.timeline('firstLanguage'),
      serviceChild: this.timeline('serviceChild'),
      youngCarer: this.timeline('youngCarer'),
      postLookedAfter: this.timeline('postLookedAfter'),
      socialCare: this.careTimeline('socialCare'),
      carePlacement: this.careTimeline('carePlacement'),
      socialWorker: this.careTimeline('socialWorker'),
      home: this.timeline('home'),
    };
  }

  private timeline<N extends Name>(name: N): Dated<Value<N>>[] {
    return this.standing(name, ({ from, value, evidence }) => ({ from, value: value as Value<N>, evidence }));
  }

  private careTimeline<N extends CareName>(name: N): DatedCare<Value<N>>[] {
    return this.standing(name, ({ from, value, evidence, responsibleAuthority = null }) => ({
      from,
      value: value as Value<N>,
      evidence,
      responsibleAuthority,
    }));
  }

  /** In the order of days, one of each. */
  private standing<T>(name: Name, told: (candidate: Candidate) => T): T[] {
    const candidates = this.candidates.get(name);
    if (!candidates) return [];
    if (candidates.length > 1) candidates.sort(byDayThenRank);
    const timeline: T[] = [];
    for (const [at, candidate] of candidates.entries())
      if (candidates[at + 1]?.from !== candidate.from) timeline.push(told(candidate));
    return timeline;
  }
}

/** Of equal rank the one stands that reads later, so that the order of arrival does not matter. */
function byDayThenRank(a: Candidate, b: Candidate): number {
  return (
    byText(a.from, b.from) ||
    byText(a.rank, b.rank) ||
    byText(JSON.stringify(a.value), JSON.stringify(b.value)) ||
    byText(a.evidence, b.evidence)
  );
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
