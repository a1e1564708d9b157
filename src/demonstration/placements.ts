/** Education away from the school that has the pupil on roll: directed by its board, or arranged by the authority. */
import type { EventId, Urn } from '../../events/identifiers.js';
import type { EventData } from '../../events/catalogue.js';
import { dateOf, schoolDayAfter, schoolDayBefore, schoolDaysWithin } from './calendar.js';
import { Matter } from './matter.js';
import { tellFamily } from './notices.js';
import { yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import { endSecond, joinSecond, type Leaving } from './rolls.js';
import { authority, isMainstream, type School } from './schools.js';
import type { World } from './world.js';

type Provider = EventData<'OffSiteDirectionStarted'>['provider'];

/** What the authority's list of providers has beside the pupil referral unit; of the last nobody made sure. */
export const tuition: Provider = { reference: 'WEX-TUITION' };
export const medicalTuition: Provider = { reference: 'WEX-MEDICAL' };
export const workshops: readonly Provider[] = [{ reference: 'WEX-AP-01' }, { reference: 'WEX-AP-02' }];
export const unchecked: Provider = { reference: 'WEX-AP-03' };

/** From that day some weeks at the unit on both rolls, or afternoons at a workshop on the own roll alone. */
export function directOffSite(world: World, pupil: Pupil, day: number): void {
  const { random, year } = world;
  const roll = pupil.main;
  if (!roll || pupil.second || !isMainstream(roll.school) || roll.enteredOn > day) return;
  const unit = world.is('directionElsewhere')
    ? undefined
    : world.schoolFor(['pupil-referral-unit'], yearGroupOf(pupil, year.startYear), day);
  const provider = unit
    ? { school: unit.urn }
    : world.is('uncheckedProvider')
      ? unchecked
      : random.pick(workshops);
  const lastDay = Math.min(
    schoolDayAfter(day, random.between(25, 70)),
    schoolDayBefore(year.lastSchoolDay, 5),
  );
  if (lastDay <= day) return;
  new Direction(world, pupil, roll, provider, day, lastDay).begin(unit);
}

class Direction {
  private readonly matter: Matter;
  private readonly reason: string;
  private isOver = false;

  constructor(
    private readonly world: World,
    private readonly pupil: Pupil,
    private readonly roll: OnRoll,
    private readonly provider: Provider,
    private readonly from: number,
    private readonly lastDay: number,
  ) {
    this.matter = new Matter(world, pupil);
    this.reason = world.random.pick(['behaviour', 'behaviour', 'preventative', 'instead-of-exclusion']);
  }

  begin(unit: School | undefined): void {
    const { world, pupil, matter, provider, from, lastDay } = this;
    const isBeyondNotice = world.is('directionBeyondNotice');
    if (!world.is('directionWithoutNotice')) this.notify(isBeyondNotice ? 10 : 0);
    const pattern = unit ? 'full-time' : 'part-time';
    const started = matter.tell('OffSiteDirectionStarted', {
      effectiveOn: dateOf(from),
      school: this.roll.school.urn,
      provider,
      reason: this.reason,
      registration: unit ? 'dual' : 'single',
      pattern,
      sessionsPerWeek: unit ? 10 : 5,
      plannedEndOn: dateOf(lastDay),
    });
    tellFamily({ world, pupil, matter, about: started, school: this.roll.school.urn });
    if (unit) joinSecond(world, pupil, unit, from);
    pupil.marked.push({ roll: this.roll, from, to: lastDay, code: unit ? 'D' : 'B', afternoons: !unit });
    if (!isBeyondNotice) this.review(started.id);
    pupil.ahead.add({ day: lastDay, happens: () => this.end(lastDay, 'returned-to-school') });
    pupil.whenLeaving.push((day, leaving) => this.end(day, followingOf(leaving)));
  }

  /** @param short by how many days it names too few */
  private notify(short: number): void {
    const { world, pupil, matter, from } = this;
    const { random } = world;
    const days = schoolDaysWithin(from, this.lastDay).length - short;
    const notice = matter.tell('OffSiteDirectionNotified', {
      effectiveOn: dateOf(schoolDayBefore(from, world.is('directionNoticeLate') ? 1 : random.between(2, 6))),
      school: this.roll.school.urn,
      provider: this.provider,
      startsOn: dateOf(from),
      days: Math.max(1, days),
      reason: this.reason,
      objectives: random.pick([
        ['behaviour'],
        ['behaviour', 'attendance'],
        ['engagement', 'emotional-health'],
      ]),
      states: world.is('directionNoticeIncomplete') ? [...noticeItems] : [...noticeItems, 'session-times'],
      parentTold: !world.is('parentNotTold'),
      ...(pupil.sen === 'E' && { authorityTold: true }),
    });
    tellFamily({ world, pupil, matter, about: notice, school: this.roll.school.urn });
  }

  private review(direction: EventId): void {
    const { world, matter, from, lastDay } = this;
    const named = { school: this.roll.school.urn, direction };
    const heldOn = schoolDayAfter(from, world.random.between(20, 30));
    if (heldOn >= lastDay || !world.is('directionReviewed')) return;
    if (world.is('directionReviewAsked'))
      matter.tell('OffSiteDirectionReviewRequested', {
        ...named,
        effectiveOn: dateOf(schoolDayBefore(heldOn, 8)),
        by: 'parent',
      });
    if (world.is('directionDisputed'))
      matter.tell('OffSiteDirectionDisputed', {
        ...named,
        effectiveOn: dateOf(schoolDayBefore(heldOn, 3)),
        to: 'governing-board',
      });
    matter.tell('OffSiteDirectionReviewed', {
      ...named,
      effectiveOn: dateOf(heldOn),
      decision: 'continues',
      attended: ['parent', 'school-staff'],
    });
  }

  private end(day: number, followedBy: EventData<'OffSiteDirectionEnded'>['followedBy']): void {
    const { world, pupil, matter, provider, from } = this;
    if (this.isOver || day < from) return;
    this.isOver = true;
    if (pupil.second?.school.urn === provider.school) endSecond(world, pupil, day);
    matter.tell('OffSiteDirectionEnded', {
      effectiveOn: dateOf(day),
      school: this.roll.school.urn,
      startedOn: dateOf(from),
      followedBy,
      objectivesMet: world.random.chance(0.6),
    });
    // Told of last: what was attended is known when it is over.
    if (!world.is('attendanceNotSaid'))
      matter.tell('AlternativeProvisionAttended', attendedBetween(world, provider, from, day));
  }
}

const noticeItems = ['address', 'person', 'days', 'reasons', 'objectives'] as const;

export interface ProvisionToArrange {
  readonly provider: Provider;
  readonly school: Urn;
  readonly reason: string;
  readonly exclusion?: EventId;
  /** The last day, where that is known; else the pupil stays until the roll is left, or for the year. */
  readonly lastDay?: number;
}

/** The authority arranges education from that day. */
export function arrangeProvision(
  world: World,
  pupil: Pupil,
  matter: Matter,
  day: number,
  { lastDay, ...arranged }: ProvisionToArrange,
): void {
  const { random, year } = world;
  const { provider } = arranged;
  const planned = lastDay ?? day + 300;
  const started = matter.tell('AlternativeProvisionStarted', {
    ...arranged,
    effectiveOn: dateOf(day),
    authority,
    registration: 'single',
    pattern: 'full-time',
    sessionsPerWeek: 10,
    plannedEndOn: dateOf(planned),
  });
  tellFamily({ world, pupil, matter, about: started, school: arranged.school });
  let isOver = false;
  const named = { authority, provision: started.id };
  const end = (on: number, followedBy: EventData<'AlternativeProvisionEnded'>['followedBy']): void => {
    if (isOver || on < day) return;
    isOver = true;
    matter.tell('AlternativeProvisionEnded', { ...named, effectiveOn: dateOf(on), followedBy });
    matter.tell('AlternativeProvisionAttended', attendedBetween(world, provider, day, on));
  };
  const reviewedOn = schoolDayAfter(day, random.between(50, 65));
  const review = (): void => {
    if (!isOver)
      matter.tell('AlternativeProvisionReviewed', {
        ...named,
        effectiveOn: dateOf(reviewedOn),
        decision: 'continues',
      });
  };
  pupil.ahead.add({ day: reviewedOn, happens: review });
  if (pupil.main) pupil.whenLeaving.push((on, leaving) => end(on, followingOf(leaving)));
  if (lastDay !== undefined)
    pupil.ahead.add({ day: lastDay, happens: () => end(lastDay, 'returned-to-school') });
  else if (!pupil.main)
    pupil.ahead.add({ day: year.lastSchoolDay, happens: () => end(year.lastSchoolDay, 'not-known') });
}

/** Taught by the authority's medical tuition for some weeks, on the school's roll. */
export function taughtWhileIll(world: World, pupil: Pupil, day: number): void {
  const roll = pupil.main;
  const lastDay = Math.min(
    schoolDayAfter(day, world.random.between(20, 70)),
    schoolDayBefore(world.year.lastSchoolDay, 4),
  );
  if (!roll || lastDay <= day) return;
  const code = dateOf(day) < '2024-08-19' ? 'B' : 'K';
  pupil.marked.push({ roll, from: day, to: lastDay, code });
  arrangeProvision(world, pupil, new Matter(world, pupil), day, {
    provider: medicalTuition,
    school: roll.school.urn,
    reason: 'health',
    lastDay,
  });
}

function attendedBetween(
  world: World,
  provider: Provider,
  from: number,
  to: number,
): EventData<'AlternativeProvisionAttended'> {
  const sessionsPossible = Math.min(1_000, 2 * schoolDaysWithin(from, to).length);
  const sessionsAttended = Math.floor(sessionsPossible * (0.5 + 0.48 * world.random.fraction()));
  return { effectiveOn: dateOf(from), until: dateOf(to), provider, sessionsPossible, sessionsAttended };
}

function followingOf({
  meaning,
  destination,
}: Leaving): EventData<'AlternativeProvisionEnded'>['followedBy'] {
  if (meaning === 'permanent-exclusion') return 'permanently-excluded';
  if (meaning === 'home-education') return 'home-education';
  if (meaning === 'over-compulsory-age') return 'end-of-schooling';
  return destination?.kind === 'school' ? 'another-school' : 'other';
}
