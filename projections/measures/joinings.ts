/** Beginnings of main registrations that are entries to a school: not those that go on with one by succession or return. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import type { Move, Trajectory } from '../trajectory/trajectory.js';

export interface Joining {
  readonly school: Urn;
  readonly from: PlainDate;
}

export function joiningsOf({ moves, registrations }: Pick<Trajectory, 'moves' | 'registrations'>): Joining[] {
  const joinings: Joining[] = [];
  for (const { school, from } of registrations)
    if (from !== null && !goesOn(school, from, moves)) joinings.push({ school, from });
  return joinings;
}

function goesOn(school: Urn, from: PlainDate, moves: readonly Move[]): boolean {
  for (const { kind, to, joinedOn } of moves)
    if ((kind === 'succession' || kind === 'returned') && joinedOn === from && to === school) return true;
  return false;
}
