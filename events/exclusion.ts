/**
 * Exclusion: suspension and permanent exclusion, issued by the head teacher alone (Education Act 2002 s.51A).
 * A length is in sessions, half-days; one that breaks a limit is recorded and flagged, never refused.
 */
import type { PlainDate } from './calendar/plain-date.js';
import type { CensusTerm } from './calendar/census-day.js';
import { CensusTermField } from './admission-register.js';
import { exclusionCategory } from './codes/exclusion-category.js';
import { exclusionReason } from './codes/exclusion-reason.js';
import { senProvision } from './codes/sen-provision.js';
import { Fact } from './fact.js';
import type { EventId, Urn } from './identifiers.js';
import {
  CodeField,
  CodesField,
  DateField,
  EntryIdField,
  NotBefore,
  OneOf,
  Optional,
  UrnField,
  WholeNumber,
} from './validation/fields.js';

abstract class Exclusion extends Fact {
  @UrnField() school!: Urn;
  @CodesField(exclusionReason, 0, 3) reasons!: string[];
  /** SEN provision as the report of the exclusion gives it. */
  @Optional() @CodeField(senProvision) senProvision?: string;
  /** Its number among those of one school, category and starting day that one file lists: 1, 2 … */
  @Optional() @WholeNumber(1, 1000) ordinal?: number;
  /** The census that reported it: only a later census may correct it. */
  @Optional() @CensusTermField() term?: CensusTerm;
}

/** Suspended for a fixed period, or from the premises over lunchtimes. `effectiveOn` is the first day. */
export class Suspended extends Exclusion {
  @CodeField(exclusionCategory) category!: string;
  /** Sessions (half-days) that the pupil was due to attend; absent where the report has none. */
  @Optional() @WholeNumber(0, 1000) lengthSessions?: number;
  @Optional() @DateField() @NotBefore('effectiveOn') endsOn?: PlainDate;
  @Optional() @OneOf(['on-site', 'off-site']) place?: 'on-site' | 'off-site';
}

/** Excluded permanently. `effectiveOn` is the day from which. */
export class PermanentlyExcluded extends Exclusion {
  /** Sessions, where a census row gives them: they are no length of a permanent exclusion. */
  @Optional() @WholeNumber(0, 1000) reportedSessions?: number;
}

/** The head cancelled an exclusion that the board had not yet considered (in regulations from 1 September 2023). */
export class ExclusionCancelled extends Fact {
  @UrnField() school!: Urn;
  /** The entry that recorded the exclusion. */
  @EntryIdField() exclusion!: EventId;
}
