/** What may happen to a pupil in a year beside moves and exclusions. */
import type { EventData } from '../../events/catalogue.js';
import type { Incident } from './agenda.js';
import { dateOf, schoolDayAfter } from './calendar.js';
import type { rates } from './levels.js';
import { taughtWhileIll } from './placements.js';
import { yearGroupOf, type Pupil } from './pupil.js';
import { taughtInUnit } from './support.js';
import { raiseConcern, reduceTimetable, sendHome } from './unrecorded-practice.js';
import type { World } from './world.js';

/** Each on a teaching day of its own, if the pupil is on a roll then. */
export function besidesMoves(world: World, pupil: Pupil): Incident[] {
  const { year } = world;
  const yearGroup = yearGroupOf(pupil, year.startYear);
  if (yearGroup > 11) return [];
  const incidents: Incident[] = [];
  for (const [rate, from, happens] of kinds) {
    if (yearGroup < from || !world.happens(rate)) continue;
    const day = world.schoolDay(year.firstSchoolDay + 10, year.lastSchoolDay - 30);
    if (day === undefined) continue;
    incidents.push({
      day,
      happens: () => pupil.main && pupil.main.enteredOn <= day && happens(world, pupil, day),
    });
  }
  return incidents;
}

/** What the ledger holds is given to somebody outside, or asked for and not given. */
function disclose(world: World, pupil: Pupil, day: number): void {
  const { random } = world;
  const asked: Pick<EventData<'DisclosureMade'>, 'effectiveOn' | 'requestedOn' | 'recipient'> = {
    effectiveOn: dateOf(schoolDayAfter(day, random.between(1, 10))),
    requestedOn: dateOf(day),
    recipient: random.pick(['social-care', 'social-care', 'police', 'youth-justice', 'health', 'authority']),
  };
  if (world.is('disclosureDeclined'))
    world.tell(pupil, day + 10, 'DisclosureDeclined', {
      ...asked,
      reason: random.pick(['no-lawful-basis', 'not-needed']),
    });
  else
    world.tell(pupil, day + 10, 'DisclosureMade', { ...asked, basis: 'safeguarding', scope: 'trajectory' });
}

const kinds: readonly (readonly [
  rate: keyof typeof rates,
  fromYearGroup: number,
  happens: (world: World, pupil: Pupil, day: number) => void,
])[] = [
  ['reducedTimetable', 0, reduceTimetable],
  ['informalExclusion', 1, sendHome],
  ['concern', 1, raiseConcern],
  ['inSchoolUnit', 7, taughtInUnit],
  ['medicalProvision', 2, taughtWhileIll],
  ['disclosure', 0, disclose],
];
