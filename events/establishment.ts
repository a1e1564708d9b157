/** Schools, authorities and their calendars. */
import { CensusTermField } from './admission-register.js';
import type { PlainDate } from './calendar/plain-date.js';
import type { CensusTerm } from './calendar/census-day.js';
import { closureKinds, type Closure, type ClosureKind, type SessionDay } from './calendar/school-calendar.js';
import { schoolPhases, schoolTypes, type SchoolPhase, type SchoolType } from './codes/school-type.js';
import { Fact } from './fact.js';
import type { AuthorityCode, Urn } from './identifiers.js';
import {
  DateField,
  NestedList,
  NotBefore,
  OneOf,
  Optional,
  ShapedText,
  TextField,
  UrnField,
  WholeNumber,
  AuthorityField,
} from './validation/fields.js';

/** The register of establishments has the school open from `effectiveOn`. */
export class SchoolOpened extends Fact {}

/** The school's last day was `effectiveOn`. */
export class SchoolClosed extends Fact {}

/** How an establishment is described from `effectiveOn` on. */
export class SchoolDescribed extends Fact {
  /** A placeholder stands for a URN that the register of establishments lacks. */
  @OneOf(['described', 'placeholder']) standing!: 'described' | 'placeholder';
  @Optional() @TextField(200) name?: string;
  @Optional() @AuthorityField() authority?: AuthorityCode;
  @Optional() @ShapedText('a LAESTAB of seven digits', /^[0-9]{7}$/) laestab?: string;
  @Optional() @OneOf(schoolTypes) type?: SchoolType;
  @Optional() @OneOf(schoolPhases) phase?: SchoolPhase;
  /** Statutory ages, in years. */
  @Optional() @WholeNumber(0, 99) lowestAge?: number;
  @Optional() @WholeNumber(0, 99) highestAge?: number;
}

/** How a school followed another. `tied` has no direction: amalgamations and mergers as published. */
export const successionKinds = ['succeeded', 'tied', 'other'] as const;

/** Recorded in the predecessor's stream. `effectiveOn` is the link's date, or the day on which the file was published. */
export class SchoolSucceeded extends Fact {
  @UrnField() other!: Urn;
  @OneOf(successionKinds) kind!: (typeof successionKinds)[number];
  /** What the published link type adds: merged, split, closure, expansion … in the publisher's words. */
  @Optional() @TextField(100) detail?: string;
  /** The day from which the other school takes the place; absent when nobody published one. */
  @Optional() @DateField() from?: PlainDate;
}

export class InspectionPublished extends Fact {
  @ShapedText('a rating of the inspectorate', /^[A-Za-z0-9 -]{1,40}$/) rating!: string;
}

export class TrustMembershipChanged extends Fact {
  /** The trust's own number; absent when the school leaves its trust. */
  @Optional() @ShapedText('a trust id of 1 to 10 characters', /^[A-Z0-9]{1,10}$/) trust?: string;
}

/** How an authority is described from `effectiveOn` on. */
export class AuthorityDescribed extends Fact {
  @OneOf(['described', 'placeholder']) standing!: 'described' | 'placeholder';
  @Optional() @TextField(100) name?: string;
  /** The old three-digit code, which is not unique. */
  @Optional() @ShapedText('an old authority code of three digits', /^[0-9]{3}$/) oldCode?: string;
  @Optional() @ShapedText('a region code', /^E1[23][0-9]{6}$/) region?: string;
  @Optional() @DateField() startedOn?: PlainDate;
  @Optional() @DateField() endedOn?: PlainDate;
}

export class Term {
  @DateField() startsOn!: PlainDate;
  @DateField() @NotBefore('startsOn') endsOn!: PlainDate;
}

/** Weekdays of term on which the school does not meet. */
export class TermClosure implements Closure {
  @OneOf(closureKinds) kind!: ClosureKind;
  @DateField() startsOn!: PlainDate;
  @DateField() @NotBefore('startsOn') endsOn!: PlainDate;
}

/** A day with other sessions than a weekday of term: one on a half-day; one or two on a Saturday or a bank holiday. */
export class TermSessionDay implements SessionDay {
  @DateField() on!: PlainDate;
  @WholeNumber(1, 2) sessions!: number;
}

/** How a school year is reported: its terms, and the days that differ within them. */
export class ReportedTermDates extends Fact {
  @Optional() @UrnField() school?: Urn;
  @ShapedText('a school year, such as 2015/16', /^[0-9]{4}\/[0-9]{2}$/) schoolYear!: string;
  /** A school that has its authority's terms, and INSET days of its own, states none. */
  @NestedList(() => Term, 0, 10) terms!: Term[];
  @Optional() @NestedList(() => TermClosure, 1, 100) closures?: TermClosure[];
  @Optional() @NestedList(() => TermSessionDay, 1, 100) sessionDays?: TermSessionDay[];
}

/**
 * The calendar of one school year, of an authority's schools or, where a school is named, of that school. Of two of one
 * year the one with the later `effectiveOn` stands.
 */
export class TermDatesSet extends ReportedTermDates {
  @AuthorityField() authority!: AuthorityCode;
}

/** A school's census of a term was read whole. `effectiveOn` is the census day. */
export class CensusReceived extends Fact {
  @CensusTermField() term!: CensusTerm;
  @WholeNumber(0, 1_000_000) onRoll!: number;
  @WholeNumber(0, 1_000_000) leavers!: number;
  @WholeNumber(0, 1_000_000) exclusions!: number;
  /** SHA-256 over the school's rows in the order read, 64 hexadecimal digits. */
  @ShapedText('a SHA-256 of 64 hexadecimal digits', /^[0-9a-f]{64}$/) digest!: string;
}
