/**
 * Where a pupil is taught, apart from where the pupil is registered: a placement or a trial takes the pupil from the
 * school that has the name on its roll, and some are on a unit's roll and supported in their own school.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export interface EducationPlace {
  readonly provider: Provider;
  /** Why the pupil is taught there. */
  readonly by: 'registration' | 'direction' | 'alternative-provision' | 'managed-move-trial';
  /** Whether for the whole of the week; the school that has the pupil on roll teaches the rest. */
  readonly pattern: 'full-time' | 'part-time';
  readonly since: PlainDate;
}

type Read = Pick<Trajectory, 'registrations' | 'placements' | 'managedMoves'>;

/**
 * Every place on that day, those away from school first; none where the pupil is on no roll.
 *
 * @param day null for where the history leaves the pupil: what nobody reported to have ended
 */
export function educatedOn(
  { registrations, placements, managedMoves }: Read,
  day: PlainDate | null,
): EducationPlace[] {
  const lasts = (from: PlainDate, to: PlainDate | null): boolean =>
    day === null ? to === null : from <= day && (to === null || to >= day);
  const away: EducationPlace[] = placements.flatMap(
    ({ kind, startedOn, endedOn, patterns, taughtAt, provider }) => {
      if (startedOn === null || !lasts(startedOn, endedOn)) return [];
      const pattern = patterns.findLast(({ from }) => day === null || from <= day)?.pattern ?? 'full-time';
      return [{ provider: taughtAt === null ? provider : at(taughtAt), by: kind, pattern, since: startedOn }];
    },
  );
  for (const { trial, receivingSchool } of managedMoves) {
    if (!trial || receivingSchool === null || !lasts(trial.startedOn, trial.endedOn)) continue;
    away.push({
      provider: at(receivingSchool),
      by: 'managed-move-trial',
      pattern: 'full-time',
      since: trial.startedOn,
    });
  }
  if (away.some(({ pattern }) => pattern === 'full-time')) return away;
  const main = registrations.findLast(({ knownFrom, to }) => lasts(knownFrom, to));
  if (!main) return away;
  const pattern = away.length > 0 ? 'part-time' : 'full-time';
  return [...away, { provider: at(main.school), by: 'registration', pattern, since: main.knownFrom }];
}

const at = (school: Urn): Provider => ({ school });
