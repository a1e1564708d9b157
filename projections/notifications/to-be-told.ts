/**
 * Who is to be told of what happens to a child with a social worker, and of what is proposed: as soon as the child may be
 * removed, not only when it is done (Children in Need review, 2019). By which day is for the duties to say.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId } from '../../events/identifiers.js';
import { byText } from '../order.js';
import { careOn } from '../trajectory/social-care.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { Notification } from './notifications.js';

export type TriggerKind = 'exclusion' | 'managed-move' | 'off-site' | 'home-education';
export type ToldParty = 'parent' | 'social-worker' | 'virtual-school-head';

export interface ToBeTold {
  readonly kind: TriggerKind;
  readonly stage: 'proposed' | 'done';
  readonly on: PlainDate;
  readonly party: ToldParty;
  /** Of a social worker or virtual school head: the authority that is responsible; null where nobody said. */
  readonly authority: AuthorityCode | null;
  readonly basis: 'statutory' | 'recommended';
  readonly source: string;
  /** The first notice to that party about it from that day on; null where nobody reported one. */
  readonly toldOn: PlainDate | null;
  readonly acknowledgedOn: PlainDate | null;
  readonly evidence: readonly EventId[];
}

interface Trigger {
  readonly kind: TriggerKind;
  readonly stage: 'proposed' | 'done';
  readonly on: PlainDate;
  readonly evidence: readonly EventId[];
}

/** Of exclusions the parent from the beginning; the two others by law from this day (SI 2012/1033 as amended). */
const othersFrom = asPlainDate('2022-09-01');

/** In the order of days. The parent is told alongside, so stands beside the others for each trigger. */
export function toBeTold(trajectory: Trajectory): ToBeTold[] {
  return triggersOf(trajectory)
    .sort((a, b) => byText(a.on, b.on) || byText(a.kind, b.kind) || byText(a.stage, b.stage))
    .flatMap((trigger) => partiesOf(trigger, trajectory));
}

function triggersOf({ exclusions, managedMoves, placements, homeEducation }: Trajectory): Trigger[] {
  const triggers: Trigger[] = [];
  const add = (
    kind: TriggerKind,
    stage: Trigger['stage'],
    on: PlainDate | null,
    { evidence }: Pick<Trigger, 'evidence'>,
  ): void => {
    if (on !== null) triggers.push({ kind, stage, on, evidence });
  };
  for (const each of exclusions)
    if (each.cancelledOn === null) add('exclusion', 'done', each.startedOn, each);
  for (const each of managedMoves) {
    add('managed-move', 'proposed', each.referredOn ?? each.knownFrom, each);
    add('managed-move', 'done', each.trial?.startedOn ?? each.decidedOn, each);
  }
  for (const each of placements) {
    add('off-site', 'proposed', each.notice?.on ?? null, each);
    add('off-site', 'done', each.startedOn, each);
  }
  for (const each of homeEducation) {
    add('home-education', 'proposed', each.notifiedOn, each);
    add('home-education', 'done', each.startedOn, each);
  }
  return triggers;
}

function partiesOf(trigger: Trigger, { circumstances, notifications }: Trajectory): ToBeTold[] {
  const { kind, on, evidence } = trigger;
  const care = careOn(circumstances, on);
  const parties: ToldParty[] = ['parent'];
  if (care.hasSocialWorker) parties.push('social-worker');
  // A virtual school head follows single children who are looked after; others as a cohort only.
  if (care.lookedAfter) parties.push('virtual-school-head');
  return parties.map((party) => {
    const notice = noticeTo(party, trigger, notifications);
    const isStatutory = kind === 'exclusion' && (party === 'parent' || on >= othersFrom);
    return {
      ...trigger,
      party,
      authority: party === 'parent' ? null : care.responsibleAuthority,
      basis: isStatutory ? 'statutory' : 'recommended',
      source: isStatutory
        ? 'SI 2012/1033 regs 5, 14 and 23, of others than parents as amended from 1 September 2022'
        : 'Timpson Review of School Exclusion (2019), recommendation 28',
      toldOn: notice?.on ?? null,
      acknowledgedOn: notice?.acknowledgedOn ?? null,
      evidence: [...evidence, ...(party === 'parent' ? [] : care.evidence)],
    };
  });
}

function noticeTo(
  party: ToldParty,
  { evidence, on }: Trigger,
  notifications: readonly Notification[],
): Notification | undefined {
  return notifications.find(
    (each) =>
      each.party === party && each.on >= on && each.about !== null && evidence.includes(each.about.entry),
  );
}
