/**
 * Who is to be told of what happens to a child, and of what is proposed: as soon as the child may be removed, not only
 * when it is done (Children in Need review, 2019). The notice, its acknowledgement and the consideration of the risk are
 * facts of their own.
 */
import { exclusionTermOf } from '../../../events/calendar/exclusion-term.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId } from '../../../events/identifiers.js';
import type { Exclusion } from '../../exclusions/exclusion.js';
import type { Notification } from '../../notifications/notifications.js';
import type { Register } from '../../register/register.js';
import { asOf, type Circumstances } from '../../trajectory/circumstances.js';
import { careOn } from '../../trajectory/social-care.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import type { DutyKind } from '../catalogue.js';
import { amendedFrom } from '../catalogue/told.js';
import type { DueDate } from '../clocks.js';
import { owe, owed, type Duty } from '../duty.js';
import { happeningsOf, type Happening } from './happenings.js';

type Party = 'parent' | 'social-worker' | 'virtual-school-head';
type PartyOfExclusion = Party | 'authority' | 'home-authority' | 'governing-board';

/** Written out, for names that are put together are looked up in the catalogue at many times the cost. */
const kindOf = {
  exclusion: {
    parent: 'exclusion-told-to-parent',
    'social-worker': 'exclusion-told-to-social-worker',
    'virtual-school-head': 'exclusion-told-to-virtual-school-head',
    authority: 'exclusion-told-to-authority',
    'home-authority': 'exclusion-told-to-home-authority',
    'governing-board': 'exclusion-told-to-governing-board',
  },
  cancellation: {
    parent: 'cancellation-told-to-parent',
    'social-worker': 'cancellation-told-to-social-worker',
    'virtual-school-head': 'cancellation-told-to-virtual-school-head',
    authority: 'cancellation-told-to-authority',
    'home-authority': 'cancellation-told-to-home-authority',
    'governing-board': 'cancellation-told-to-governing-board',
  },
  proposal: {
    parent: 'proposal-told-to-parent',
    'social-worker': 'proposal-told-to-social-worker',
    'virtual-school-head': 'proposal-told-to-virtual-school-head',
  },
  move: {
    parent: 'move-told-to-parent',
    'social-worker': 'move-told-to-social-worker',
    'virtual-school-head': 'move-told-to-virtual-school-head',
  },
} as const satisfies Readonly<
  Record<Happening['what'], Readonly<Partial<Record<PartyOfExclusion, DutyKind>>>>
>;

interface ToBeTold {
  readonly party: PartyOfExclusion;
  readonly kind: DutyKind;
  readonly authority: AuthorityCode | null;
  /** The last day, where it is named and no clock. */
  readonly due?: DueDate;
}

export function addToldDuties(trajectory: Trajectory, register: Register, duties: Duty[]): void {
  for (const happening of happeningsOf(trajectory)) {
    const notices = noticesOf(happening, trajectory);
    for (const toBeTold of partiesOf(happening, trajectory, register))
      addTold(toBeTold, happening, notices, trajectory, register, duties);
  }
}

function addTold(
  { party, kind, authority: recipientAuthority, due }: ToBeTold,
  happening: Happening,
  notices: readonly Notification[],
  trajectory: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  const { what, on, event, by, school, authority, ended } = happening;
  const notice = notices.find((each) => each.party === party);
  const told = owed(
    {
      kind,
      owedBy: by,
      owedTo: party,
      recipientAuthority,
      school,
      authority,
      trigger: { event, on },
      due,
      met: notice && deedOf(notice),
      ended,
    },
    register,
  );
  if (!told) return;
  duties.push(told);
  if (party === 'social-worker' && notice && what !== 'cancellation')
    addRisk(notice, told, happening, trajectory, register, duties);
}

/** The alert is not the notice, and the notice no thought given to it. */
function addRisk(
  notice: Notification,
  { recipientAuthority, school }: Duty,
  { evidence, ended }: Happening,
  { riskConsiderations }: Trajectory,
  register: Register,
  duties: Duty[],
): void {
  const considered = riskConsiderations.find(
    ({ on, about }) => on >= notice.on && about !== null && evidence.includes(about.entry),
  );
  owe(
    duties,
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

function partiesOf(happening: Happening, { circumstances }: Trajectory, register: Register): ToBeTold[] {
  const { what, on, exclusion } = happening;
  const parties: ToBeTold[] = [{ party: 'parent', kind: kindOf[what].parent, authority: null }];
  // Most pupils have neither, and need not be looked at day by day.
  if (circumstances.socialCare.length + circumstances.socialWorker.length > 0) {
    const { hasSocialWorker, lookedAfter, responsibleAuthority: authority } = careOn(circumstances, on);
    if (hasSocialWorker)
      parties.push({ party: 'social-worker', kind: kindOf[what]['social-worker'], authority });
    // A virtual school head follows single children who are looked after; others as a cohort only.
    if (lookedAfter)
      parties.push({ party: 'virtual-school-head', kind: kindOf[what]['virtual-school-head'], authority });
  }
  if (exclusion !== null && (what === 'exclusion' || what === 'cancellation'))
    addOffices(what, on, exclusion, circumstances, register, parties);
  return parties;
}

/** The offices that are told of exclusions alone, and of their cancellation. */
function addOffices(
  what: 'exclusion' | 'cancellation',
  on: PlainDate,
  exclusion: Exclusion,
  { home }: Circumstances,
  register: Register,
  parties: ToBeTold[],
): void {
  const isPermanent = exclusion.kind === 'permanent-exclusion';
  const isGrave = isPermanent || exclusion.boardThreshold !== null || exclusion.missesExamination;
  const own = register.school(exclusion.school, on)?.authority ?? null;
  const kinds = kindOf[what];
  if (isGrave || on >= amendedFrom)
    parties.push({ party: 'authority', kind: kinds.authority, authority: own });
  if (isPermanent) {
    const ofHome = asOf(home, on)?.value.authority ?? null;
    if (ofHome !== null && ofHome !== own)
      parties.push({ party: 'home-authority', kind: kinds['home-authority'], authority: ofHome });
  }
  if (isGrave || what === 'cancellation')
    parties.push({ party: 'governing-board', kind: kinds['governing-board'], authority: null });
  else
    parties.push({
      party: 'governing-board',
      kind: 'exclusion-reported-to-governing-board',
      authority: null,
      due: endOfTerm(exclusion, register),
    });
}

/** Of the term that it begins in. [check] that 'once in each school term' means these terms too. */
function endOfTerm({ school, startedOn }: Exclusion, register: Register): DueDate {
  const { endsOn, byDefault } = exclusionTermOf(startedOn, register.calendarOf(school));
  return { on: endsOn, byDefaultCalendar: byDefault };
}

/** The notices about it. One of a proposal does not do for what was done later, unless it names what was done. */
function noticesOf({ evidence, on }: Happening, { notifications }: Trajectory): readonly Notification[] {
  if (notifications.length === 0) return notifications;
  return notifications.filter(
    ({ on: given, about }) =>
      about !== null && evidence.includes(about.entry) && (given >= on || about.on >= on),
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
