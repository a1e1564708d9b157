/** What happens to a child, or is proposed, of which somebody is to be told: by whom, and by which entry it is known. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, Urn } from '../../../events/identifiers.js';
import type { Exclusion } from '../../exclusions/exclusion.js';
import type { HomeEducation } from '../../home-education/home-education.js';
import type { ManagedMove } from '../../managed-moves/managed-move.js';
import { placedOn } from '../../managed-moves/steps.js';
import type { Placement } from '../../off-site-directions/placement.js';
import type { Trajectory } from '../../trajectory/trajectory.js';
import type { DutyBearer, Ending } from '../duty.js';

export interface Happening {
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

export function happeningsOf(trajectory: Trajectory): Happening[] {
  const happenings: Happening[] = [];
  for (const exclusion of trajectory.exclusions) addExclusion(exclusion, happenings);
  for (const move of trajectory.managedMoves) addManagedMove(move, happenings);
  for (const placement of trajectory.placements) addPlacement(placement, happenings);
  for (const each of trajectory.homeEducation) addHomeEducation(each, happenings);
  return happenings;
}

function addExclusion(exclusion: Exclusion, happenings: Happening[]): void {
  const { startedOn, cancelledOn, school, course, evidence } = exclusion;
  const cancelled = course.find(({ signal }) => signal === 'cancelled')?.evidence;
  happenings.push({
    what: 'exclusion',
    on: startedOn,
    event: evidence[0],
    // A notice of its end is none of it.
    evidence: cancelled === undefined ? evidence : evidence.filter((entry) => entry !== cancelled),
    by: 'head-teacher',
    school,
    authority: null,
    ended: cancellationOf(exclusion),
    exclusion,
  });
  if (cancelledOn !== null)
    happenings.push({
      what: 'cancellation',
      on: cancelledOn,
      event: cancelled,
      evidence,
      by: 'head-teacher',
      school,
      authority: null,
      ended: null,
      exclusion,
    });
}

export const cancellationOf = ({ cancelledOn }: Exclusion): Ending | null =>
  cancelledOn === null ? null : { on: cancelledOn, because: 'exclusion-cancelled' };

function addManagedMove(move: ManagedMove, happenings: Happening[]): void {
  const { homeSchool: school, referredOn, knownFrom, trial, state, decidedOn, course, evidence } = move;
  const placed = placedOn(move);
  const given = state === 'withdrawn' && decidedOn !== null ? decidedOn : null;
  const common = { by: 'head-teacher', school, authority: null, evidence, exclusion: null } as const;
  happenings.push({
    ...common,
    what: 'proposal',
    on: referredOn ?? knownFrom,
    event: evidence[0],
    ended: given === null ? null : { on: given, because: 'withdrawn' },
  });
  if (placed !== null)
    happenings.push({
      ...common,
      what: 'move',
      on: placed,
      event: trial?.evidence[0] ?? course.find(({ signal }) => signal === 'succeeded')?.evidence,
      ended: null,
    });
}

function addPlacement(
  { kind, school, authority, notice, startedOn, evidence }: Placement,
  happenings: Happening[],
): void {
  const by: DutyBearer = kind === 'direction' ? 'governing-board' : 'authority';
  const common = { by, school, authority, evidence, ended: null, exclusion: null };
  if (notice) happenings.push({ ...common, what: 'proposal', on: notice.on, event: notice.evidence });
  if (startedOn !== null) happenings.push({ ...common, what: 'move', on: startedOn, event: evidence[0] });
}

function addHomeEducation(each: HomeEducation, happenings: Happening[]): void {
  const { school, authority, notifiedOn, leftOn, startedOn, course, evidence } = each;
  const by: DutyBearer = school === null ? 'authority' : 'head-teacher';
  const common = { by, school, authority, evidence, ended: null, exclusion: null };
  const done = leftOn ?? startedOn;
  if (notifiedOn !== null)
    happenings.push({
      ...common,
      what: 'proposal',
      on: notifiedOn,
      event: course.find(({ signal }) => signal === 'notified')?.evidence,
    });
  if (done !== null)
    happenings.push({
      ...common,
      what: 'move',
      on: done,
      event: course.find(({ signal }) => signal === 'taken-off-roll' || signal === 'started')?.evidence,
    });
}
