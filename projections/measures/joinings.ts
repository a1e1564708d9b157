/** Beginnings of main registrations that are entries to a school: not those that go on with one by succession or return. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export interface Joining {
  readonly school: Urn;
  readonly from: PlainDate;
}

export function joiningsOf({ moves, registrations }: Pick<Trajectory, 'moves' | 'registrations'>): Joining[] {
  const continued = new Set<string>();
  for (const move of moves)
    if ((move.kind === 'succession' || move.kind === 'returned') && move.joinedOn)
      continued.add(`${move.to} ${move.joinedOn}`);
  return registrations.flatMap(({ school, from }) =>
    from === null || continued.has(`${school} ${from}`) ? [] : { school, from },
  );
}
