/**
 * The register that movements are read against: establishments, how they followed one another, authorities and
 * term dates, folded from every stream that is not a pupil's. It is read as of the same position as the pupils.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import type { SchoolTerms } from '../../events/calendar/school-year.js';
import type { SchoolPhase, SchoolType } from '../../events/codes/school-type.js';
import type { HistoryEvent } from '../../events/envelope.js';
import {
  authorityOf,
  schoolOf,
  schoolStream,
  type AuthorityCode,
  type EventId,
  type StreamName,
  type Urn,
} from '../../events/identifiers.js';
import { Calendars } from './calendars.js';
import { LocalStandards } from './local-standards.js';
import { Funding } from './funding.js';
import { Provision } from './provision.js';
import { Trusts } from './trusts.js';
import { capacityOn, type CapacityOfSchool } from '../missing-education/capacity.js';
import { byDayAsRecorded } from '../day-order.js';
import { groupedBy } from '../groups.js';
import { byText } from '../order.js';
import { ofType, standingFacts, type Fact, type FactOf } from '../standing-facts.js';
import { Succession, type Link } from './succession.js';

export interface School {
  readonly urn: Urn;
  /** A placeholder stands for a URN that the register of establishments lacks. */
  readonly standing: 'described' | 'placeholder';
  readonly name?: string;
  readonly authority?: AuthorityCode;
  readonly laestab?: string;
  readonly type?: SchoolType;
  readonly phase?: SchoolPhase;
  readonly lowestAge?: number;
  readonly highestAge?: number;
  readonly openedOn?: PlainDate;
  readonly closedOn?: PlainDate;
  /** The entry that closed it. */
  readonly closedBy?: EventId;
}

export interface Authority {
  readonly code: AuthorityCode;
  readonly standing: 'described' | 'placeholder';
  readonly name?: string;
  readonly oldCode?: string;
  readonly region?: string;
  readonly startedOn?: PlainDate;
  readonly endedOn?: PlainDate;
}

/** What the inspectorate published of a school, in its words. */
export interface Inspection {
  readonly rating: string;
  readonly on: PlainDate;
  readonly evidence: EventId;
}

export type CensusHeld = FactOf<'CensusReceived'>['data'];

export class Register {
  static readonly empty = new Register(new Map());

  readonly succession: Succession;
  /** What authorities set and found out about managed moves and alternative provision. */
  readonly provision = new Provision();
  /** What authorities set for themselves where law and guidance name no length. */
  readonly standards = new LocalStandards();
  /** What authorities set about money that follows excluded pupils. */
  readonly funding = new Funding();
  readonly trusts = new Trusts();
  private readonly schools = new Map<Urn, readonly School[]>();
  private readonly describedFrom = new Map<Urn, readonly PlainDate[]>();
  private readonly authorities = new Map<AuthorityCode, Authority>();
  private readonly calendars = new Calendars();
  /** Each is made once: a school's is asked for a dozen times for each of its pupils. */
  private readonly calendarsOfSchools = new Map<Urn, SchoolCalendar>();

  private constructor(private readonly streams: ReadonlyMap<StreamName, readonly Fact[]>) {
    const links: Link[] = [];
    for (const [stream, facts] of streams) {
      const urn = schoolOf(stream);
      if (urn) {
        this.readSchool(urn, facts);
        this.trusts.add(urn, facts);
        links.push(...linksOf(urn, facts));
        continue;
      }
      for (const fact of ofType(facts, 'TermDatesSet')) this.calendars.add(fact);
      const authority = authorityOf(stream);
      if (authority) {
        this.readAuthority(authority, facts);
        this.provision.add(authority, facts);
        this.funding.add(authority, facts);
      }
    }
    this.succession = new Succession(links, (urn) => this.school(urn)?.closedOn);
  }

  /** @param events of streams that are not pupils', each stream's in order */
  static from(events: Iterable<HistoryEvent>): Register {
    return Register.empty.with(events);
  }

  /** The register with these streams read anew. @param events the whole of every stream that changed */
  with(events: Iterable<HistoryEvent>): Register {
    const changed = groupedBy(events, ({ stream }) => stream);
    if (changed.size === 0) return this;
    const streams = new Map(this.streams);
    for (const [stream, ofStream] of changed) streams.set(stream, standingFacts(ofStream).facts);
    return new Register(streams);
  }

  /** The school as described on that day, or as last described; undefined where the register lacks it. */
  school(urn: Urn, on?: PlainDate): School | undefined {
    const versions = this.schools.get(urn);
    if (!versions) return undefined;
    if (on === undefined || versions.length === 1) return versions.at(-1);
    const from = this.describedFrom.get(urn) ?? [];
    const at = from.findLastIndex((day) => day <= on);
    return versions[Math.max(at, 0)];
  }

  /** The day from which the last description holds, where there is more than one. */
  lastChangeOf(urn: Urn): PlainDate | undefined {
    const from = this.describedFrom.get(urn) ?? [];
    return from.length > 1 ? from.at(-1) : undefined;
  }

  /** Every school, as last described, in the order of their URNs. */
  allSchools(): School[] {
    return [...this.schools.keys()].sort().flatMap((urn) => this.school(urn) ?? []);
  }

  /** The schools that any description has in the authority, today's or an earlier one, in the order of their URNs. */
  schoolsEverIn(authority: AuthorityCode): Urn[] {
    return [...this.schools]
      .filter(([, versions]) => versions.some((school) => school.authority === authority))
      .map(([urn]) => urn)
      .sort();
  }

  authority(code: AuthorityCode): Authority | undefined {
    return this.authorities.get(code);
  }

  allAuthorities(): Authority[] {
    return [...this.authorities.values()].sort((a, b) => byText(a.code, b.code));
  }

  /** The authority of a nine-character code, or the live one of an old three-digit code, which is not unique. */
  authorityByAnyCode(code: string): Authority | undefined {
    const candidates = this.allAuthorities().filter((each) => each.code === code || each.oldCode === code);
    return candidates.find((each) => each.endedOn === undefined) ?? candidates[0];
  }

  /** The school's own terms, and its authority's for the years of which it has none; empty where nobody set any. */
  termsOf(urn: Urn): SchoolTerms {
    return this.calendarOf(urn).terms;
  }

  /** The school's own days, its authority's for the years of which it has none, and the default's for all others. */
  calendarOf(urn: Urn): SchoolCalendar {
    let calendar = this.calendarsOfSchools.get(urn);
    if (!calendar) {
      calendar = this.calendars.ofSchool(urn, this.school(urn)?.authority);
      this.calendarsOfSchools.set(urn, calendar);
    }
    return calendar;
  }

  /** The days of an authority's schools, for what is owed by no school. */
  calendarOfAuthority(code: AuthorityCode): SchoolCalendar {
    return this.calendars.ofAuthority(code);
  }

  /** How the school rates what its year groups can take, on a day. */
  capacityOf(urn: Urn, on: PlainDate): CapacityOfSchool {
    const ratings = ofType(this.streams.get(schoolStream(urn)) ?? [], 'FairAccessCapacityRated');
    return capacityOn(ratings, this.school(urn, on)?.phase, on);
  }

  /** The last inspection of a school up to a day; undefined where none is held. */
  inspectionOf(urn: Urn, on: PlainDate): Inspection | undefined {
    const held = ofType(this.streams.get(schoolStream(urn)) ?? [], 'InspectionPublished').filter(
      ({ data }) => data.effectiveOn <= on,
    );
    const last = held.reduce<FactOf<'InspectionPublished'> | undefined>(
      (a, b) => (a === undefined || b.data.effectiveOn >= a.data.effectiveOn ? b : a),
      undefined,
    );
    return last && { rating: last.data.rating, on: last.data.effectiveOn, evidence: last.entry };
  }

  /** The censuses that were received of a school, the last one received of each term. */
  censusesOf(urn: Urn): CensusHeld[] {
    const held = new Map<string, CensusHeld>();
    for (const fact of this.streams.get(schoolStream(urn)) ?? []) {
      if (fact.type === 'CensusReceived') held.set(fact.data.term, fact.data);
    }
    return [...held.values()].sort((a, b) => byText(a.effectiveOn, b.effectiveOn));
  }

  /**
   * The schools whose pupils' histories may read otherwise where these streams read otherwise: a school and all that
   * successions tie to it; where an authority or its calendar changed, its schools.
   */
  schoolsConcerned(streams: readonly StreamName[]): Set<Urn> {
    const schools = streams.flatMap((stream) => schoolOf(stream) ?? []);
    const authorities = new Set<AuthorityCode>();
    for (const stream of streams) {
      const authority = authorityOf(stream);
      if (authority) authorities.add(authority);
      for (const fact of this.streams.get(stream) ?? []) {
        if (fact.type !== 'TermDatesSet') continue;
        authorities.add(fact.data.authority);
        if (fact.data.school) schools.push(fact.data.school);
      }
    }
    if (authorities.size > 0) {
      for (const { urn, authority } of this.allSchools())
        if (authority && authorities.has(authority)) schools.push(urn);
    }
    return this.succession.tiedTo(schools);
  }

  private readSchool(urn: Urn, facts: readonly Fact[]): void {
    const dates = datesOf(facts);
    const versions = descriptionsIn(ofType(facts, 'SchoolDescribed'));
    const schools = versions.map(({ data: { effectiveOn: _, ...data } }): School => ({
      urn,
      ...data,
      ...dates,
    }));
    this.schools.set(urn, schools.length > 0 ? schools : [{ urn, standing: 'placeholder', ...dates }]);
    this.describedFrom.set(
      urn,
      versions.map((fact) => fact.data.effectiveOn),
    );
  }

  private readAuthority(code: AuthorityCode, facts: readonly Fact[]): void {
    for (const fact of ofType(facts, 'LocalStandardSet')) this.standards.add(fact);
    const last = descriptionsIn(ofType(facts, 'AuthorityDescribed')).at(-1);
    if (!last) return;
    const { effectiveOn: _, ...data } = last.data;
    this.authorities.set(code, { code, ...data });
  }
}

/** By day, whichever was recorded first; placeholders are of use only until there is one that describes. */
function descriptionsIn<F extends FactOf<'SchoolDescribed' | 'AuthorityDescribed'>>(
  facts: readonly F[],
): F[] {
  const known = facts.filter(({ data }) => data.standing === 'described');
  return (known.length > 0 ? known : facts).toSorted(byDayAsRecorded);
}

function datesOf(facts: readonly Fact[]): Pick<School, 'openedOn' | 'closedOn' | 'closedBy'> {
  const opened = facts.findLast((fact) => fact.type === 'SchoolOpened');
  const closed = facts.findLast((fact) => fact.type === 'SchoolClosed');
  return {
    ...(opened && { openedOn: opened.data.effectiveOn }),
    ...(closed && { closedOn: closed.data.effectiveOn, closedBy: closed.entry }),
  };
}

function linksOf(urn: Urn, facts: readonly Fact[]): Link[] {
  return facts
    .filter((fact) => fact.type === 'SchoolSucceeded')
    .map(({ entry, data }) => ({
      entry,
      school: urn,
      other: data.other,
      kind: data.kind,
      ...(data.from && { from: data.from }),
    }));
}
