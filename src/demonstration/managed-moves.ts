/** Managed moves by the authority's protocol of these years: a trial of twelve weeks on both rolls, then a decision. */
import type { EventData } from '../../events/catalogue.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { Matter } from './matter.js';
import { tellFamily } from './notices.js';
import { yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import { endSecond, joinSecond, secondBecomesMain } from './rolls.js';
import { isMainstream, standingOn, type School } from './schools.js';
import type { World } from './world.js';

/** School days that the whole of one takes at most, from the referral to the panel's view of a failure. */
export const longestManagedMove = 115;

/** The home school refers the pupil on that day. */
export function referForManagedMove(world: World, pupil: Pupil, day: number): void {
  const roll = pupil.main;
  const host = world.mainstreamFor(yearGroupOf(pupil, world.year.startYear), day, roll?.school);
  if (!roll || !host || pupil.second || !isMainstream(roll.school) || roll.enteredOn > day) return;
  new ManagedMove(world, pupil, roll, host, day).begin();
}

class ManagedMove {
  private readonly matter: Matter;
  private readonly named: {
    readonly school: OnRoll['school']['urn'];
    readonly referredOn: ReturnType<typeof dateOf>;
  };
  private isOver = false;

  constructor(
    private readonly world: World,
    private readonly pupil: Pupil,
    private readonly home: OnRoll,
    private readonly host: School,
    private readonly referredOn: number,
  ) {
    this.matter = new Matter(world, pupil);
    this.named = { school: home.school.urn, referredOn: dateOf(referredOn) };
  }

  begin(): void {
    const { world, pupil, matter, host } = this;
    const { random } = world;
    const referral = this.refer();
    tellFamily({ world, pupil, matter, about: referral, school: this.named.school });
    const consideredOn = schoolDayAfter(this.referredOn, random.between(5, 12));
    const isRefused = world.is('moveRefused');
    matter.tell('ManagedMoveConsidered', {
      ...this.named,
      effectiveOn: dateOf(consideredOn),
      ...(isRefused ? { decision: 'refused' } : { decision: 'offered', receivingSchool: host.urn }),
    });
    if (isRefused) return;
    const metOn = schoolDayAfter(consideredOn, random.between(2, 6));
    const startsOn = schoolDayAfter(metOn, random.between(2, 5));
    const isWithdrawn = world.is('moveWithdrawn');
    pupil.ahead.add({
      day: metOn,
      happens: () =>
        isWithdrawn || !this.mayGo() ? this.withdraw(metOn, 'parent') : this.agree(metOn, startsOn),
    });
  }

  private refer() {
    const { world, pupil, matter, referredOn } = this;
    const { random } = world;
    const isStepMissing = world.is('moveStepMissing');
    return matter.tell('ManagedMoveReferred', {
      effectiveOn: dateOf(referredOn),
      school: this.named.school,
      receivingSchool: this.host.urn,
      reason: random.weighted(reasons),
      interventions: isStepMissing ? [] : random.pick(tried.map((each) => [...each])),
      parentApprovedOn: dateOf(referredOn - random.between(1, 12)),
      ...(!isStepMissing && { pupilHeardOn: dateOf(referredOn - random.between(1, 8)) }),
      independentRepresentative: random.chance(0.2),
      ...(pupil.sen === 'E' && { authorityInvolved: true }),
    });
  }

  /** Nothing came between: neither an exclusion nor a direction, nor a leaving. */
  private mayGo(): boolean {
    return this.pupil.main === this.home && this.pupil.second === undefined;
  }

  private agree(metOn: number, startsOn: number): void {
    const { matter, host, pupil } = this;
    const step = { ...this.named, effectiveOn: dateOf(metOn), receivingSchool: host.urn };
    matter.tell('ManagedMoveMeetingHeld', {
      ...step,
      attended: ['pupil', 'parent', 'head-teacher', 'other-school'],
    });
    matter.tell('ManagedMoveAgreed', {
      ...step,
      agreedBy: ['home-school', 'receiving-school', 'parent', 'pupil'],
    });
    this.survey(metOn, 'before');
    pupil.ahead.add({
      day: startsOn,
      happens: () => (this.mayGo() ? this.start(startsOn) : this.withdraw(startsOn, 'home-school')),
    });
  }

  private start(day: number): void {
    const { world, pupil, matter, host } = this;
    const { random, year } = world;
    const started = matter.tell('ManagedMoveTrialStarted', {
      ...this.named,
      effectiveOn: dateOf(day),
      receivingSchool: host.urn,
    });
    tellFamily({ world, pupil, matter, about: started, school: this.named.school });
    joinSecond(world, pupil, host, day);
    const reviewedOn = schoolDayAfter(day, random.between(15, 25));
    pupil.ahead.add({ day: reviewedOn, happens: () => this.review(reviewedOn) });
    const lastDay = schoolDayBefore(year.lastSchoolDay, 14);
    pupil.whenLeaving.push((on) => this.withdraw(on, 'home-school'));
    if (world.is('moveUndecided')) {
      pupil.ahead.add({ day: lastDay, happens: () => this.leaveUndecided(lastDay) });
      return;
    }
    const isLate = world.is('moveDecidedLate');
    const succeeds = world.is('moveSucceeds');
    const weeks = isLate ? random.between(13, 15) : succeeds ? 12 : random.between(7, 12);
    const decidedOn = Math.min(lastDay, schoolDayBefore(day + 7 * weeks + 1, 1));
    pupil.ahead.add({
      day: decidedOn,
      happens: () => (succeeds ? this.succeed(decidedOn) : this.fail(decidedOn)),
    });
  }

  private review(day: number): void {
    if (this.isOver) return;
    this.matter.tell('ManagedMoveReviewed', {
      ...this.named,
      effectiveOn: dateOf(day),
      outcome: this.world.random.pick(['going-well', 'going-well', 'concerns']),
      attended: ['pupil', 'parent', 'school-staff', 'other-school'],
    });
  }

  private succeed(day: number): void {
    const { world, pupil, matter, host } = this;
    if (this.isOver) return;
    this.isOver = true;
    this.survey(day, 'after');
    matter.tell('ManagedMoveSucceeded', {
      ...this.named,
      effectiveOn: dateOf(day),
      receivingSchool: host.urn,
    });
    secondBecomesMain(world, pupil, day, { kind: 'school', school: host.urn });
    for (const months of [6, 12]) {
      const on = Math.ceil(day + months * 30.5);
      pupil.ahead.add({ day: on, happens: () => this.reportOutcome(on, months) });
    }
  }

  private reportOutcome(day: number, months: number): void {
    const { world, pupil, matter, host } = this;
    if (!world.is('outcomeReported')) return;
    const sustained = pupil.main?.school === standingOn(host, day);
    matter.tell('ManagedMoveOutcomeReported', { ...this.named, effectiveOn: dateOf(day), months, sustained });
  }

  private fail(day: number): void {
    const { world, pupil, matter, host } = this;
    if (this.isOver) return;
    this.isOver = true;
    pupil.story.failedMoves++;
    this.survey(day, 'after');
    matter.tell('ManagedMoveFailed', {
      ...this.named,
      effectiveOn: dateOf(day),
      reason: world.random.pick([
        'behaviour',
        'behaviour',
        'attendance',
        'pupil-or-parent',
        'receiving-school',
      ]),
      receivingSchool: host.urn,
    });
    endSecond(world, pupil, day);
    matter.tell('ManagedMoveFailureConsidered', {
      ...this.named,
      effectiveOn: dateOf(schoolDayAfter(day, world.random.between(4, 14))),
      headsAccountGiven: !world.is('accountMissing'),
    });
  }

  private leaveUndecided(day: number): void {
    if (this.isOver) return;
    this.isOver = true;
    endSecond(this.world, this.pupil, day);
  }

  private withdraw(day: number, by: EventData<'ManagedMoveWithdrawn'>['by']): void {
    if (this.isOver) return;
    this.isOver = true;
    this.matter.tell('ManagedMoveWithdrawn', { ...this.named, effectiveOn: dateOf(day), by });
  }

  private survey(day: number, time: 'before' | 'after'): void {
    const { random } = this.world;
    this.matter.tell('AttitudeSurveyed', {
      ...this.named,
      effectiveOn: dateOf(day),
      time,
      instrument: 'pass',
      towardsSelf: random.between(5, 80),
      towardsSchool: random.between(5, 80),
    });
  }
}

const reasons = [
  ['persistent-behaviour', 35],
  ['at-risk-of-exclusion', 25],
  ['fresh-start', 20],
  ['peers', 10],
  ['attendance', 5],
  ['serious-incident', 5],
] as const;
const tried = [
  ['behaviour-plan', 'mentoring', 'parent-meetings'],
  ['behaviour-plan', 'in-school-unit'],
  ['mentoring', 'early-help', 'external-agency'],
  ['restorative-work', 'timetable-change'],
] as const;
