/**
 * Who is to be told of what happens to a child, and of what is proposed: as soon as the child may be removed, not only
 * when it is done (Children in Need review, 2019). The notice, its acknowledgement and the consideration of the risk are
 * facts of their own.
 */
import { exclusionTermOf } from '../../../events/calendar/exclusion-term.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, Urn } from '../../../events/identifiers.js';
import type { Exclusion } from '../../exclusions/exclusion.js';
import type { HomeEducation } from '../../home-education/home-education.js';
import type { ManagedMove } from '../../managed-moves/managed-move.js';
import { placedOn } from '../../managed-moves/steps.js';
import type { Notification } from '../../notifications/notifications.js';
import type { Placement } from '../../off-site-directions/placement.js';
import type { Register } from '../../register/register.js';
import { asOf } from '../../trajectory/circumstances.js';
import { careOn } from '../../trajectory/social-care.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import type { DutyKind } from '../catalogue.js';
import { amendedFrom } from '../catalogue/told.js';
import type { DueDate } from '../clocks.js';
import { owed, type Duty, type DutyBearer, type Ending } from '../duty.js';

interface Happening {
  readonly what: 'exclusion' | 'cancellation' | 'proposal' | 'move';
  readonly on: PlainDate;
  readonly event: EventId | undefined;
  /** A notice about any of these is about it. */
  readonly evidence: readonly EventId[];
  readonly by: DutyBearer;
  readonly school: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly ended: Ending | null;
  readonly exclusion: Exclusion | null;
}

type Party = 'parent' | 'social-worker' | 'virtual-school-head';
type PartyOfExclusion = Party | 'authority' | 'home-authority' | 'governing-board';

interface ToBeTold {
  readonly party: PartyOfExclusion;
  readonly kind: DutyKind;
  readonly authority: AuthorityCode | null;
  /** The last day, where it is named and no clock. */
  readonly due?: DueDate;
}

export function toldDutiesOf(trajectory: Trajectory, register: Register): Duty[] {
  const { exclusions, managedMoves, placements, homeEducation } = trajectory;
  if (exclusions.length + managedMoves.length + placements.length + homeEducation.length === 0) return [];
  return [
    ...exclusions.flatMap(ofExclusion),
    ...managedMoves.flatMap(ofManagedMove),
    ...placements.flatMap(ofPlacement),
    ...homeEducation.flatMap(ofHomeEducation),
  ].flatMap((happening) => dutiesOf(happening, trajectory, register));
}

function ofExclusion(exclusion: Exclusion): Happening[] {
  const { startedOn, cancelledOn, school, course, evidence } = exclusion;
  const cancelled = course.find(({ signal }) => signal === 'cancelled')?.evidence;
  const common = { by: 'head-teacher', school, authority: null, exclusion } as const;
  return [
    {
      ...common,
      what: 'exclusion',
      on: startedOn,
      event: evidence[0],
      // A notice of its end is none of it.
      evidence: evidence.filter((entry) => entry !== cancelled),
      ended: cancellationOf(exclusion),
    },
    ...(cancelledOn === null
      ? []
      : [
          {
            ...common,
            what: 'cancellation' as const,
            on: cancelledOn,
            event: cancelled,
            evidence,
            ended: null,
          },
        ]),
  ];
}

export const cancellationOf = ({ cancelledOn }: Exclusion): Ending | null =>
  cancelledOn === null ? null : { on: cancelledOn, because: 'exclusion-cancelled' };

function ofManagedMove(move: ManagedMove): Happening[] {
  const { homeSchool: school, referredOn, knownFrom, trial, state, decidedOn, course, evidence } = move;
  const placed = placedOn(move);
  const given = state === 'withdrawn' && decidedOn !== null ? decidedOn : null;
  const common = { by: 'head-teacher', school, authority: null, evidence, exclusion: null } as const;
  return [
    {
      ...common,
      what: 'proposal',
      on: referredOn ?? knownFrom,
      event: evidence[0],
      ended: given === null ? null : { on: given, because: 'withdrawn' },
    },
    ...(placed === null
      ? []
      : [
          {
            ...common,
            what: 'move' as const,
            on: placed,
            event: trial?.evidence[0] ?? course.find(({ signal }) => signal === 'succeeded')?.evidence,
            ended: null,
          },
        ]),
  ];
}

function ofPlacement({ kind, school, authority, notice, startedOn, evidence }: Placement): Happening[] {
  const by: DutyBearer = kind === 'direction' ? 'governing-board' : 'authority';
  const common = { by, school, authority, evidence, ended: null, exclusion: null };
  return [
    ...(notice ? [{ ...common, what: 'proposal' as const, on: notice.on, event: notice.evidence }] : []),
    ...(startedOn === null ? [] : [{ ...common, what: 'move' as const, on: startedOn, event: evidence[0] }]),
  ];
}

function ofHomeEducation(each: HomeEducation): Happening[] {
  const { school, authority, notifiedOn, leftOn, startedOn, course, evidence } = each;
  const by: DutyBearer = school === null ? 'authority' : 'head-teacher';
  const common = { by, school, authority, evidence, ended: null, exclusion: null };
  const done = leftOn ?? startedOn;
  return [
    ...(notifiedOn === null
      ? []
      : [
          {
            ...common,
            what: 'proposal' as const,
            on: notifiedOn,
            event: course.find(({ signal }) => signal === 'notified')?.evidence,
          },
        ]),
    ...(done === null
      ? []
      : [
          {
            ...common,
            what: 'move' as const,
            on: done,
            event: course.find(({ signal }) => signal === 'taken-off-roll' || signal === 'started')?.evidence,
          },
        ]),
  ];
}

function dutiesOf(happening: Happening, trajectory: Trajectory, register: Register): Duty[] {
  const { on, event, by, school, authority, ended } = happening;
  return partiesOf(happening, trajectory, register).flatMap(({ party, kind, authority: of, due }) => {
    const notice = noticeTo(party, happening, trajectory.notifications);
    const [told] = owed(
      {
        kind,
        owedBy: by,
        owedTo: party,
        recipientAuthority: of,
        school,
        authority,
        trigger: { event, on },
        ...(due && { due }),
        met: notice && deedOf(notice),
        ended,
      },
      register,
    );
    if (!told) return [];
    if (party !== 'social-worker' || !notice || happening.what === 'cancellation') return [told];
    return [told, ...riskDuty(notice, told, happening, trajectory, register)];
  });
}

/** The alert is not the notice, and the notice no thought given to it. */
function riskDuty(
  notice: Notification,
  { recipientAuthority, school }: Duty,
  { evidence, ended }: Happening,
  { riskConsiderations }: Trajectory,
  register: Register,
): Duty[] {
  const considered = riskConsiderations.find(
    ({ on, about }) => on >= notice.on && about !== null && evidence.includes(about.entry),
  );
  return owed(
    {
      kind: 'risk-considered',
      owedBy: 'social-worker',
      owedTo: 'pupil',
      school,
      authority: recipientAuthority,
      trigger: { event: notice.evidence[0], on: notice.on },
      met: considered && { event: considered.evidence, on: considered.on },
      ended,
    },
    register,
  );
}

function partiesOf(happening: Happening, trajectory: Trajectory, register: Register): ToBeTold[] {
  const { what, on } = happening;
  const care = careOn(trajectory.circumstances, on);
  const parties: Party[] = ['parent'];
  if (care.hasSocialWorker) parties.push('social-worker');
  // A virtual school head follows single children who are looked after; others as a cohort only.
  if (care.lookedAfter) parties.push('virtual-school-head');
  return [
    ...parties.map((party) => ({
      party,
      kind: `${what}-told-to-${party}` as const,
      authority: party === 'parent' ? null : care.responsibleAuthority,
    })),
    ...officesOf(happening, trajectory, register),
  ];
}

/** The offices that are told of exclusions alone, and of their cancellation. */
function officesOf(
  { what, exclusion, on }: Happening,
  { circumstances }: Trajectory,
  register: Register,
): ToBeTold[] {
  if (exclusion === null || (what !== 'exclusion' && what !== 'cancellation')) return [];
  const isPermanent = exclusion.kind === 'permanent-exclusion';
  const isGrave = isPermanent || exclusion.boardThreshold !== null || exclusion.missesExamination;
  const own = register.school(exclusion.school, on)?.authority ?? null;
  const home = asOf(circumstances.home, on)?.value.authority ?? null;
  const offices: ToBeTold[] = [];
  if (isGrave || on >= amendedFrom)
    offices.push({ party: 'authority', kind: `${what}-told-to-authority`, authority: own });
  if (isPermanent && home !== null && home !== own)
    offices.push({ party: 'home-authority', kind: `${what}-told-to-home-authority`, authority: home });
  if (isGrave || what === 'cancellation')
    offices.push({ party: 'governing-board', kind: `${what}-told-to-governing-board`, authority: null });
  else
    offices.push({
      party: 'governing-board',
      kind: 'exclusion-reported-to-governing-board',
      authority: null,
      due: endOfTerm(exclusion, register),
    });
  return offices;
}

/** Of the term that it begins in. [check] that 'once in each school term' means these terms too. */
function endOfTerm({ school, startedOn }: Exclusion, register: Register): DueDate {
  const { endsOn, byDefault } = exclusionTermOf(startedOn, register.calendarOf(school));
  return { on: endsOn, byDefaultCalendar: byDefault };
}

/** One of a proposal does not do for what was done later, unless it names what was done. */
function noticeTo(
  party: PartyOfExclusion,
  { evidence, on }: Happening,
  notifications: readonly Notification[],
): Notification | undefined {
  return notifications.find(
    (each) =>
      each.party === party &&
      each.about !== null &&
      evidence.includes(each.about.entry) &&
      (each.on >= on || each.about.on >= on),
  );
}

/** The first notice to the party about the exclusion, or about a step of it. */
export const noticeAbout = (
  party: 'governing-board' | 'parent',
  entries: readonly EventId[],
  { notifications }: Trajectory,
): Notification | undefined =>
  notifications.find(
    (each) => each.party === party && each.about !== null && entries.includes(each.about.entry),
  );

function deedOf({ evidence: [event], on }: Notification): Duty['met'] {
  return event === undefined ? null : { event, on };
}
