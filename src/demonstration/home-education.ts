/** Home education, from the first word of it to the return or to an order. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { Matter } from './matter.js';
import { tellFamily } from './notices.js';
import { yearGroupOf, type Pupil } from './pupil.js';
import { join, leaveFor } from './rolls.js';
import { authority, type School } from './schools.js';
import type { World } from './world.js';

/** The name goes from the roll on that day. */
export function leaveForHomeEducation(world: World, pupil: Pupil, day: number): void {
  const school = pupil.main?.school;
  if (!school) return;
  const { random } = world;
  const matter = new Matter(world, pupil);
  const notifiedOn = schoolDayBefore(day, random.between(1, 6));
  const isByOthers = world.is('noticeByOthers');
  const reason = reasonOn(world, dateOf(notifiedOn));
  const notice = matter.tell('HomeEducationNotified', {
    effectiveOn: dateOf(notifiedOn),
    school: school.urn,
    authority,
    notifiedBy: isByOthers ? 'school' : 'parent',
    letter: isByOthers
      ? random.pick(['pro-forma', 'school-prepared', 'none'])
      : random.pick(lettersOfParents),
    reason,
    ...(isByOthers && { exclusionThreatened: random.chance(0.5) }),
  });
  tellFamily({ world, pupil, matter, about: notice, school: school.urn });
  matter.tell('HomeEducationInformationGiven', {
    effectiveOn: dateOf(schoolDayAfter(notifiedOn, random.between(1, 6))),
    givenBy: 'authority',
  });
  if (world.is('homeEducationMeeting'))
    matter.tell('HomeEducationMeetingHeld', {
      effectiveOn: dateOf(schoolDayAfter(notifiedOn, random.between(3, 14))),
      attended: random.pick([
        ['parent', 'local-authority'],
        ['parent', 'pupil', 'local-authority', 'school-staff'],
      ]),
    });
  if (school.kind === 'special' && !isConsented(world, matter, school, notifiedOn)) return;
  leaveFor(world, pupil, day, { meaning: 'home-education', destination: { kind: 'home-education' } });
  pupil.away = 'home-education';
  const started = matter.tell('HomeEducationStarted', {
    effectiveOn: dateOf(day + 1),
    school: school.urn,
    authority,
    reason,
  });
  tellFamily({ world, pupil, matter, about: started, school: school.urn });
  reviewIn(world, pupil, matter, day + random.between(50, 130));
}

/** The authority's consent for a pupil of a special school (SI 2024/208 reg 9), where it was asked at all. */
function isConsented(world: World, matter: Matter, school: School, notifiedOn: number): boolean {
  if (!world.is('consentAsked')) return true;
  const isRefused = world.is('consentRefused');
  matter.tell('HomeEducationConsentDecided', {
    effectiveOn: dateOf(notifiedOn),
    requestedOn: dateOf(notifiedOn - world.random.between(5, 25)),
    school: school.urn,
    authority,
    ground: 'special-school',
    decision: isRefused ? 'refused' : 'granted',
  });
  return !isRefused;
}

/** The first day on a roll again. */
export function comeBackFromHome(world: World, pupil: Pupil, day: number): void {
  const school = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day);
  if (!school || pupil.main) return;
  const matter = new Matter(world, pupil);
  if (world.random.chance(0.6))
    matter.tell('ReturnRequested', {
      effectiveOn: dateOf(day - world.random.between(5, 20)),
      destination: { kind: 'school', school: school.urn },
      requestedBy: 'parent',
    });
  join(world, pupil, school, day, { kind: 'home-education' });
  matter.tell('HomeEducationEnded', {
    effectiveOn: dateOf(day - 1),
    outcome: 'returned-to-school',
    destination: { kind: 'school', school: school.urn },
  });
}

/** About once a year while it lasts. */
function reviewIn(world: World, pupil: Pupil, matter: Matter, day: number): void {
  const happens = (): void => {
    if (pupil.away !== 'home-education') return;
    reviewIn(world, pupil, matter, day + world.random.between(300, 400));
    if (!world.is('homeEducationReviewed')) return;
    const suitability = world.is('foundUnsuitable') ? 'unsuitable' : world.random.weighted(otherwiseFound);
    matter.tell('HomeEducationReviewed', {
      effectiveOn: dateOf(day),
      suitability,
      seen:
        suitability === 'suitable'
          ? world.random.pick(['written-account', 'samples-of-work', 'visit'])
          : 'none-given',
    });
    if (suitability === 'unsuitable' && world.is('educationNotice')) serveNotice(world, pupil, matter, day);
  };
  pupil.ahead.add({ day, happens });
}

/** Education Act 1996 s.437: a notice, and where the parent does not satisfy the authority an order that names a school. */
function serveNotice(world: World, pupil: Pupil, matter: Matter, foundOn: number): void {
  const { random } = world;
  const servedOn = foundOn + random.between(7, 20);
  const answerBy = servedOn + random.between(15, 21);
  matter.tell('EducationNoticeServed', {
    effectiveOn: dateOf(servedOn),
    authority,
    answerBy: dateOf(answerBy),
  });
  const orderedOn = answerBy + random.between(3, 20);
  const happens = (): void => {
    if (pupil.away !== 'home-education') return;
    if (!world.is('attendanceOrder')) {
      matter.tell('HomeEducationReviewed', {
        effectiveOn: dateOf(orderedOn),
        suitability: 'suitable',
        seen: 'visit',
      });
      return;
    }
    const yearGroup = yearGroupOf(pupil, world.year.startYear);
    const school = yearGroup <= 11 ? world.mainstreamFor(yearGroup, orderedOn) : undefined;
    if (!school) return;
    matter.tell('SchoolAttendanceOrderMade', {
      effectiveOn: dateOf(orderedOn),
      authority,
      school: school.urn,
    });
    const day = schoolDayAfter(orderedOn, random.between(8, 30));
    const isRevoked = world.is('orderRevoked');
    pupil.ahead.add({
      day,
      happens: () => {
        if (pupil.away !== 'home-education') return;
        if (isRevoked)
          matter.tell('SchoolAttendanceOrderRevoked', {
            effectiveOn: dateOf(day),
            authority,
            ground: 'suitable-education',
          });
        else if (yearGroupOf(pupil, world.year.startYear) <= 11)
          join(world, pupil, school, day, { kind: 'home-education' });
      },
    });
  };
  pupil.ahead.add({ day: orderedOn, happens });
}

const lettersOfParents = ['parent', 'parent', 'parent', 'parent', 'authority-form'] as const;
const otherwiseFound = [
  ['suitable', 7],
  ['not-yet-known', 1],
] as const;

/** As parents give them, by the lists of the day; few name the school. */
function reasonOn(world: World, date: PlainDate): string {
  return world.random.weighted(
    date < '2022-10-06'
      ? [...reasons, ['COV', 20]]
      : date <= '2024-08-31'
        ? [...reasons, ['COV', 2], ...since2022]
        : [...reasons, ...since2022],
  );
}

const reasons: readonly (readonly [string, number])[] = [
  ['PHI', 18],
  ['MEN', 16],
  ['DIS', 9],
  ['DBU', 6],
  ['DSN', 7],
  ['LIF', 9],
  ['REL', 3],
  ['PHY', 3],
  ['OTH', 8],
  ['NON', 9],
  ['UNK', 8],
  ['RSK', 1],
  ['SCH', 1],
];
const since2022: readonly (readonly [string, number])[] = [
  ['DIF', 1],
  ['PRF', 2],
];
