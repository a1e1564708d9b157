/** The shapes that missing education and fair access have in a trajectory. */
import type { AdmissionRefused } from '../../events/admission-register.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Destination } from '../../events/destination.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { EnquiryMade, fairAccessRoutes } from '../../events/missing-education.js';
import type { DueDate } from '../duties/clocks.js';
import type { FairAccessState, FairAccessStep } from './fair-access-lifecycle.js';
import type { MissingState, MissingStep } from './lifecycle.js';

/** One time of missing education, or of not being known to be in it. */
export interface MissingEducation {
  /** What it began with. */
  readonly because: 'left-without-destination' | 'found-unsuitable' | 'reported' | 'enquired' | 'located';
  /** The school left last, where this history has one. */
  readonly school: Urn | null;
  readonly from: PlainDate;
  /** The day on which the child was in education; null while that is not known. */
  readonly to: PlainDate | null;
  /** Codes of the first report. */
  readonly reportedBy: string | null;
  readonly reason: string | null;
  readonly enquiries: readonly Enquiry[];
  readonly located: Located | null;
  readonly course: readonly MissingStep[];
  readonly state: MissingState;
  readonly evidence: readonly EventId[];
}

export interface Enquiry {
  readonly on: PlainDate;
  readonly madeBy: EnquiryMade['madeBy'];
  readonly kind: EnquiryMade['kind'];
  readonly outcome: EnquiryMade['outcome'];
  readonly evidence: EventId;
}

export interface Located {
  readonly on: PlainDate;
  readonly destination: Destination;
  readonly inEducation: boolean;
  /** Null where nobody judged. */
  readonly suitable: boolean | null;
  readonly evidence: EventId;
}

/** One referral under a fair access protocol. */
export interface FairAccess {
  readonly route: (typeof fairAccessRoutes)[number] | null;
  /** The category of the latest report that names one. */
  readonly category: string | null;
  readonly authority: AuthorityCode | null;
  /** The school that referred. */
  readonly referringSchool: Urn | null;
  readonly referredOn: PlainDate | null;
  readonly acceptedOn: PlainDate | null;
  /** Twenty school days after acceptance; null while it is not accepted. */
  readonly placementDue: DueDate | null;
  readonly placedOn: PlainDate | null;
  readonly placedAt: Urn | null;
  readonly ncYear: string | null;
  readonly directed: boolean;
  readonly admittedOn: PlainDate | null;
  readonly course: readonly FairAccessStep[];
  readonly state: FairAccessState;
  readonly evidence: readonly EventId[];
}

/** A refusal to admit. */
export interface AdmissionRefusal {
  readonly school: Urn;
  readonly on: PlainDate;
  readonly ground: AdmissionRefused['ground'];
  /** When the child was put forward for fair access after it, as the Code asks where behaviour was the ground (3.10). */
  readonly referredOn: PlainDate | null;
  readonly evidence: EventId;
}
