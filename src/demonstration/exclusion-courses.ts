/** What follows on a suspension or a permanent exclusion: who is told, who teaches, who reviews, and how it ends. */
import type { EventData } from '../../events/catalogue.js';
import { dateOf, schoolDayAfter } from './calendar.js';
import { recoverCost } from './cost-recovery.js';
import { challenge } from './challenges.js';
import { Matter } from './matter.js';
import { reportToBoard, tellOfExclusion } from './notices.js';
import { arrangeProvision, tuition } from './placements.js';
import { yearGroupOf, type OnRoll, type Pupil } from './pupil.js';
import type { EntryOf } from './reports.js';
import { join, leave, toSchool } from './rolls.js';
import { exclusionPhase, type School } from './schools.js';
import { signpost } from './support.js';
import type { World } from './world.js';

export interface Issued<T extends 'Suspended' | 'PermanentlyExcluded'> {
  readonly exclusion: EntryOf<T>;
  readonly roll: OnRoll;
  /** First day. */
  readonly day: number;
  readonly heardAt: number;
}

/** @param sessions that it lasted in truth, whatever was first reported */
export function followSuspension(
  world: World,
  pupil: Pupil,
  { exclusion, roll, day, heardAt }: Issued<'Suspended'>,
  sessions: number,
): void {
  const matter = new Matter(world, pupil, heardAt);
  const { school } = roll;
  const inTerm = sessionsInTerm(world, pupil, day);
  const notice = { world, pupil, about: exclusion, school: school.urn };
  tellOfExclusion({ ...notice, matter }, inTerm > 10);
  if (inTerm <= 10) reportToBoard({ ...notice, heardAt });
  if (world.is('signpostedAfterSuspension')) signpost(world, matter, exclusion, day);
  const named = { school: school.urn, exclusion: exclusion.id };
  const days = Math.ceil(sessions / 2);
  const lastDay = schoolDayAfter(day - 1, days);
  if (days > 5)
    arrangeSixthDay(world, matter, day, (effectiveOn) => ({
      ...named,
      effectiveOn,
      arrangedBy: school.kind === 'pupil-referral-unit' ? 'authority' : 'school',
      provider: world.random.pick(['own-school', 'other-school', 'alternative-provision']),
      hours: world.is('sixthDayPartTime') ? 'part-time' : 'full-time',
      endsOn: dateOf(lastDay),
    }));
  if (exclusion.data.category !== 'LNCH' && world.is('reintegrationMeeting'))
    matter.tell('ReintegrationMeetingHeld', {
      ...named,
      effectiveOn: dateOf(schoolDayAfter(lastDay, 1)),
      attended: world.random.pick([
        ['pupil', 'parent', 'head-teacher'],
        ['pupil', 'parent', 'school-staff'],
        ['pupil', 'school-staff'],
      ]),
    });
  reviewSuspension(world, matter, { exclusion, roll, day, heardAt }, inTerm);
  if (world.is('suspensionChallenged')) challenge(world, matter, exclusion, day + 20);
}

/** In the term that the day lies in, up to and with the suspension that began on it. */
function sessionsInTerm(world: World, pupil: Pupil, day: number): number {
  const term = world.year.terms.find(({ endsOn }) => endsOn >= dateOf(day));
  return pupil.marked
    .filter(({ code, from }) => code === 'E' && term !== undefined && dateOf(from) >= term.startsOn)
    .reduce((sum, { sessions }) => sum + (sessions ?? 0), 0);
}

/** More than fifteen days in a term are the board's to review; more than five where the parent asks (reg 6). */
function reviewSuspension(
  world: World,
  matter: Matter,
  { exclusion, roll, day }: Issued<'Suspended'>,
  inTerm: number,
): void {
  const { random } = world;
  const isOwed = inTerm > 30;
  if (!isOwed && !(inTerm > 10 && world.is('representations'))) return;
  if (world.is('suspensionNotReviewed')) return;
  const latest = isOwed ? 15 : 50;
  const within = world.is('boardLate') ? latest + random.between(1, 8) : random.between(latest - 8, latest);
  matter.tell('ExclusionReviewed', {
    effectiveOn: dateOf(schoolDayAfter(day, within)),
    school: roll.school.urn,
    exclusion: exclusion.id,
    review: 'GB',
    outcome: 'ANO',
    attended: ['parent', 'head-teacher'],
  });
}

/** From the day of a permanent exclusion to the deletion, or to the return. */
export function followPermanentExclusion(
  world: World,
  pupil: Pupil,
  issued: Issued<'PermanentlyExcluded'>,
): void {
  const { exclusion, roll, day, heardAt } = issued;
  const { random } = world;
  const matter = new Matter(world, pupil, heardAt);
  tellOfExclusion({ world, pupil, matter, about: exclusion, school: roll.school.urn }, true);
  if (world.is('signpostedAfterExclusion')) signpost(world, matter, exclusion, day);
  if (world.is('exclusionChallenged')) challenge(world, matter, exclusion, day + 12);
  const unit = world.schoolFor(['pupil-referral-unit'], yearGroupOf(pupil, world.year.startYear), day);
  arrangeSixthDay(world, matter, day, (effectiveOn) => ({
    effectiveOn,
    school: roll.school.urn,
    exclusion: exclusion.id,
    arrangedBy: 'authority',
    ...(unit ? { provider: 'pupil-referral-unit', place: unit.urn } : { provider: 'tuition' }),
    hours: world.is('sixthDayPartTime') ? 'part-time' : 'full-time',
  }));
  const course = new Course(world, pupil, matter, issued, unit);
  if (world.is('boardNever')) course.deleteOn(schoolDayAfter(day, 18));
  else {
    const within = world.is('boardLate') ? random.between(16, 25) : random.between(8, 15);
    const boardOn = schoolDayAfter(day, within);
    pupil.ahead.add({ day: boardOn, happens: () => course.boardMeets(boardOn) });
  }
  if (pupil.sen !== 'N' && world.is('tribunal')) claimAtTribunal(world, matter, issued);
}

/** The board, perhaps a panel, and what becomes of the name on the roll. */
class Course {
  constructor(
    private readonly world: World,
    private readonly pupil: Pupil,
    private readonly matter: Matter,
    private readonly issued: Issued<'PermanentlyExcluded'>,
    private readonly unit: School | undefined,
  ) {}

  boardMeets(day: number): void {
    const { world } = this;
    const { random } = world;
    const attended = ['parent', 'head-teacher', ...(random.chance(0.5) ? ['local-authority'] : [])];
    if (world.is('boardReinstates')) {
      const back = schoolDayAfter(day, 1);
      this.reviewed(day, { review: 'GB', outcome: 'FRE', attended, reinstatedFrom: dateOf(back) });
      this.matter.tell('ReintegrationMeetingHeld', {
        ...this.named(),
        effectiveOn: dateOf(back),
        attended: ['pupil', 'parent', 'head-teacher'],
      });
      return;
    }
    this.reviewed(day, { review: 'GB', outcome: 'DNO', attended });
    if (world.is('panelAskedFor')) this.goToPanel(schoolDayAfter(day, random.between(5, 14)));
    else if (world.is('deletedEarly')) this.deleteOn(schoolDayAfter(day, random.between(2, 8)));
    else {
      const final = schoolDayAfter(day, 16);
      if (world.is('standsRecorded')) this.reviewed(final, { review: 'GB', outcome: 'ANO' });
      this.deleteOn(schoolDayAfter(final, random.between(1, 4)));
    }
  }

  /** From its day on the pupil is at the unit or at other provision of the authority. */
  deleteOn(day: number): void {
    this.pupil.ahead.add({ day, happens: () => this.delete(day) });
  }

  private goToPanel(askedOn: number): void {
    const { random } = this.world;
    this.reviewed(askedOn, { review: 'IRP', outcome: 'NOG' });
    const within = this.world.is('panelLate') ? random.between(16, 22) : random.between(9, 15);
    const metOn = schoolDayAfter(askedOn, within);
    const panelDecision = random.weighted(panelDecisions);
    const decided = { review: 'IRP', panelDecision };
    if (panelDecision === 'upheld') {
      this.reviewed(metOn, { ...decided, outcome: 'INO' });
      this.deleteOn(schoolDayAfter(metOn, random.between(1, 4)));
      return;
    }
    this.reviewed(metOn, { ...decided, outcome: 'NOG' });
    const again = schoolDayAfter(metOn, random.between(4, 10));
    const [back, stays] = panelDecision === 'quashed' ? ['KRE', 'MNO'] : ['JRE', 'LNO'];
    const isBack = random.chance(0.25);
    this.reviewed(again, { review: 'GB', outcome: isBack ? back : stays });
    if (!isBack) this.deleteOn(schoolDayAfter(again, random.between(1, 4)));
  }

  private delete(day: number): void {
    const { world, pupil, unit, issued } = this;
    const { school } = issued.roll;
    if (pupil.main?.school !== school) return;
    const goesThere = unit && world.random.chance(0.8) ? unit : undefined;
    const startsOn = schoolDayAfter(day, 1);
    const destination = goesThere ? toSchool(goesThere, day) : { kind: 'alternative-provision' as const };
    leave(world, pupil, day, { meaning: 'permanent-exclusion', destination });
    if (goesThere) join(world, pupil, goesThere, startsOn);
    const provider = goesThere ? { school: goesThere.urn } : tuition;
    arrangeProvision(world, pupil, this.matter, startsOn, {
      provider,
      school: school.urn,
      exclusion: issued.exclusion.id,
      reason: 'after-permanent-exclusion',
    });
    if (exclusionPhase(school) === 'secondary')
      recoverCost(world, pupil, this.matter, issued, provider, startsOn);
  }

  private reviewed(
    day: number,
    review: Pick<
      EventData<'ExclusionReviewed'>,
      'review' | 'outcome' | 'attended' | 'panelDecision' | 'reinstatedFrom'
    >,
  ): void {
    this.matter.tell('ExclusionReviewed', { ...this.named(), effectiveOn: dateOf(day), ...review });
  }

  private named() {
    return { school: this.issued.roll.school.urn, exclusion: this.issued.exclusion.id };
  }
}

const panelDecisions = [
  ['upheld', 58],
  ['reconsideration-recommended', 24],
  ['quashed', 18],
] as const;

/** In time, late, or never; the sixth school day is five after the first. */
function arrangeSixthDay(
  world: World,
  matter: Matter,
  day: number,
  arranged: (
    effectiveOn: EventData<'SixthDayEducationArranged'>['effectiveOn'],
  ) => EventData<'SixthDayEducationArranged'>,
): void {
  if (world.is('sixthDayNever')) return;
  const late = world.is('sixthDayLate') ? world.random.between(1, 3) : 0;
  const data = arranged(dateOf(schoolDayAfter(day, 5 + late)));
  const isOver = data.endsOn !== undefined && data.endsOn < data.effectiveOn;
  if (!isOver) matter.tell('SixthDayEducationArranged', data);
}

function claimAtTribunal(
  world: World,
  matter: Matter,
  { exclusion, roll, day }: Issued<'PermanentlyExcluded'>,
): void {
  const { random } = world;
  const named = {
    school: roll.school.urn,
    exclusion: exclusion.id,
    tribunal: 'first-tier-tribunal' as const,
  };
  const lodgedOn = day + random.between(30, 80);
  matter.tell('TribunalClaimLodged', { ...named, effectiveOn: dateOf(lodgedOn) });
  matter.tell('TribunalClaimDecided', {
    ...named,
    effectiveOn: dateOf(lodgedOn + random.between(90, 200)),
    outcome: random.pick(['dismissed', 'withdrawn', 'settled', 'upheld']),
    reinstatementOrdered: false,
  });
}
