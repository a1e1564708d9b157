/** Children of whom nobody knows where they are taught, and places found for children within the year. */
import type { EventData } from '../../events/catalogue.js';
import type { Destination } from '../../events/destination.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { Matter } from './matter.js';
import { ncYearOf, yearGroupOf, type Pupil } from './pupil.js';
import { toNeighbour } from './rolls.js';
import { authority, type School } from './schools.js';
import type { World } from './world.js';

/** Somebody tells the authority, which makes enquiries. @returns whether the child was found, in education elsewhere */
export function reportMissing(
  world: World,
  pupil: Pupil,
  day: number,
  reported: Pick<EventData<'MissingEducationReported'>, 'reason' | 'reportedBy' | 'origin'>,
): boolean {
  const { random } = world;
  const matter = new Matter(world, pupil);
  matter.tell('MissingEducationReported', { effectiveOn: dateOf(day), authority, ...reported });
  const enquiries = random.between(1, 3);
  const isTraced = world.is('traced');
  let on = day;
  for (let at = 0; at < enquiries; at++) {
    on = schoolDayAfter(on, random.between(2, 8));
    matter.tell('EnquiryMade', {
      effectiveOn: dateOf(on),
      madeBy: random.pick(['authority', 'school', 'both']),
      kind: random.pick([
        'home-visit',
        'telephone',
        'written',
        'school-to-school',
        'health',
        'benefits-or-border',
      ]),
      outcome: at < enquiries - 1 ? random.pick(['no-trace', 'no-answer']) : isTraced ? 'found' : 'no-trace',
    });
  }
  if (!isTraced) return false;
  const destination: Destination = random.chance(0.6) ? toNeighbour(world) : { kind: 'abroad' };
  matter.tell('PupilLocated', {
    effectiveOn: dateOf(schoolDayAfter(on, random.between(1, 10))),
    destination,
    inEducation: true,
  });
  return true;
}

/** By the protocol, and within twenty school days as a rule, a school is found where the pupil then starts on that day. */
export function placeByFairAccess(
  world: World,
  pupil: Pupil,
  school: School,
  day: number,
  category: string,
): void {
  // Neither comes under the protocol (School Admissions Code 2021, 3.15).
  if (pupil.sen === 'E' || pupil.socialCare === 'CLA') return;
  const { random, year } = world;
  const matter = new Matter(world, pupil);
  const placedOn = schoolDayBefore(day, random.between(2, 6));
  const took = world.is('fairAccessLate') ? random.between(21, 30) : random.between(6, 18);
  const acceptedOn = schoolDayBefore(placedOn, took);
  const referredOn = schoolDayBefore(acceptedOn, random.between(3, 8));
  // The thirteen categories are of September 2021.
  const of = (on: number) => ({
    effectiveOn: dateOf(on),
    authority,
    ...(dateOf(on) >= '2021-09-01' && { category }),
  });
  const referral = { ...of(referredOn), route: 'without-a-place' as const, referredBy: 'local-authority' };
  matter.tell('FairAccessReferred', referral);
  if (world.is('fairAccessNotAccepted')) {
    matter.tell('FairAccessConsidered', { ...of(acceptedOn), outcome: 'not-accepted' });
    return;
  }
  matter.tell('FairAccessConsidered', { ...of(acceptedOn), outcome: 'accepted' });
  matter.tell('FairAccessPlaced', {
    ...of(placedOn),
    school: school.urn,
    ncYear: ncYearOf(yearGroupOf(pupil, year.startYear)),
    directed: random.chance(0.05),
  });
}
