/**
 * Suspensions and permanent exclusions at the published levels: so many pupils of each phase, so many suspensions
 * among them, drawn by lot from those whom the tables show to be excluded more often.
 */
import type { EventData } from '../../events/catalogue.js';
import { mostExclusionReasons } from '../../events/codes/exclusion-reason.js';
import { dateOf } from './calendar.js';
import { followPermanentExclusion, followSuspension } from './exclusion-courses.js';
import { exclusionLevel, type ExclusionPhase } from './levels.js';
import { tellOfCancellation } from './notices.js';
import { schoolOf, yearGroupOf, type Pupil } from './pupil.js';
import type { EntryOf } from './reports.js';
import { exclusionPhase } from './schools.js';
import type { World } from './world.js';

export interface ExclusionPlan {
  /** The half-days of each suspension of the year, in order. */
  readonly sessions: readonly number[];
  readonly permanently: boolean;
}

/** Who is excluded in the school year under way, and how often. @param pupils on roll as it begins */
export function planExclusions(world: World, pupils: readonly Pupil[]): Map<Pupil, ExclusionPlan> {
  const plans = new Map<Pupil, ExclusionPlan>();
  for (const phase of ['primary', 'secondary', 'special'] as const) {
    const ofPhase = pupils.filter((pupil) => {
      const school = schoolOf(pupil);
      return school && exclusionPhase(school) === phase;
    });
    planPhase(world, phase, ofPhase, plans);
  }
  return plans;
}

function planPhase(
  world: World,
  phase: ExclusionPhase,
  pupils: readonly Pupil[],
  plans: Map<Pupil, ExclusionPlan>,
): void {
  const level = exclusionLevel(world.year.startYear, phase);
  const hundreds = pupils.length / 100;
  const weights = pupils.map((pupil) => weightOf(pupil, world.year.startYear));
  const share = (level.suspendedPupils * hundreds) / sum(weights);
  const suspended = pupils.filter(
    (_, at) => world.lotsOf(`suspended-${phase}`).draw(share * (weights[at] ?? 0)) > 0,
  );

  // Beyond each one's first: by another weight, so that a few have many.
  const again = suspended.map(({ liability }) => liability * (0.5 + world.random.fraction()));
  const furtherShare = ((level.suspensions - level.suspendedPupils) * hundreds) / sum(again);
  const permanentShare = (level.permanentExclusions * hundreds) / sum(again);
  suspended.forEach((pupil, at) => {
    const weight = again[at] ?? 0;
    const count = 1 + Math.min(20, world.lotsOf(`further-${phase}`).draw(furtherShare * weight));
    const permanently = world.lotsOf(`permanent-${phase}`).draw(permanentShare * weight) > 0;
    plans.set(pupil, { sessions: sessionsOf(world, count), permanently });
  });
  if (phase === 'secondary') planBeyondLimit(world, suspended, plans);
}

/**
 * Every other year somebody is suspended for 45.5 days and somebody for exactly 45 (80 pupils in England were for more
 * than 45 in 2016/17): the one breaches the limit, the other does not.
 */
function planBeyondLimit(world: World, suspended: readonly Pupil[], plans: Map<Pupil, ExclusionPlan>): void {
  if (world.year.startYear % 2 === 1) return;
  const most = suspended
    .filter((pupil) => plans.get(pupil)?.permanently === false)
    .sort((a, b) => (plans.get(b)?.sessions.length ?? 0) - (plans.get(a)?.sessions.length ?? 0));
  const [first, second] = most;
  if (first) plans.set(first, { sessions: [16, 15, 15, 15, 15, 15], permanently: false });
  if (second) plans.set(second, { sessions: [15, 15, 15, 15, 15, 15], permanently: false });
}

/** Boys, older pupils, those with special needs, eligible for free meals or in care are excluded more often. */
function weightOf(pupil: Pupil, startYear: number): number {
  const yearGroup = yearGroupOf(pupil, startYear);
  const age = yearGroup < 7 ? 0.2 + yearGroup / 3 : (yearGroupWeights[yearGroup] ?? 0.1);
  const { background, sen, freeSchoolMeals, socialCare, liability } = pupil;
  return (
    age *
    (background.sex === 'M' ? 1.6 : 1) *
    (sen === 'N' ? 1 : 2.5) *
    (freeSchoolMeals ? 2.5 : 1) *
    (socialCare === 'NONE' ? 1 : 3) *
    Math.min(4, liability)
  );
}

const yearGroupWeights: Readonly<Record<number, number>> = {
  7: 0.8,
  8: 1.3,
  9: 1.5,
  10: 1.4,
  11: 0.9,
  12: 0.1,
  13: 0.05,
};

function sessionsOf(world: World, count: number): number[] {
  return Array.from({ length: count }, () => world.random.weighted(lengths));
}

/** Half-days; two days on average. */
const lengths = [
  [1, 8],
  [2, 34],
  [3, 10],
  [4, 22],
  [6, 12],
  [10, 12],
  [20, 2],
] as const;

/** Reports a suspension at the school that the pupil is on roll of that day, and what becomes of the report. */
export function suspend(world: World, pupil: Pupil, day: number, sessions: number): void {
  const roll = pupil.main;
  if (!roll || roll.enteredOn > day) return;
  pupil.story.suspensions++;
  const { random } = world;
  const suspension = {
    effectiveOn: dateOf(day),
    school: roll.school.urn,
    category: sessions === 1 && random.chance(0.3) ? 'LNCH' : 'SUSP',
    reasons: reasonsOn(world, day),
    senProvision: pupil.sen,
    lengthSessions: sessions,
    endsOn: dateOf(world.schoolDaysAfter(day - 1, Math.ceil(sessions / 2))),
    place: 'off-site' as const,
  };
  if (random.chance(0.01))
    withdrawnByMistake(world, pupil, day, { ...suspension, reasons: ['DB'], ordinal: 2 });
  // One in a hundred is first reported with another length.
  const isCorrected = random.chance(0.012) && sessions < 15;
  const reported = isCorrected
    ? {
        ...suspension,
        lengthSessions: sessions + 2,
        endsOn: dateOf(world.schoolDaysAfter(day, Math.ceil(sessions / 2))),
      }
    : suspension;
  const entry = world.entry(pupil, 'Suspended', reported);
  const heardAt = world.heard(pupil, day);
  world.file(pupil, heardAt, [entry]);
  if (suspension.category === 'SUSP')
    pupil.marked.push({
      roll,
      from: day,
      to: world.schoolDaysAfter(day - 1, Math.ceil(sessions / 2)),
      code: 'E',
      sessions,
    });
  if (day < world.year.censusDay) world.tallyOf(roll.school).exclusions++;
  if (isCorrected) {
    const correction = world.entry(pupil, 'EntryCorrected', {
      effectiveOn: suspension.effectiveOn,
      entry: entry.id,
      data: suspension,
    });
    world.file(pupil, world.heard({ knownSince: heardAt }, day + 15), [correction]);
  } else if (dateOf(day) >= '2023-09-01' && sessions < 15 && world.lot('cancelled-suspension', 0.02)) {
    cancel(world, pupil, day + 1, entry, heardAt);
    return;
  }
  followSuspension(world, pupil, { exclusion: entry, roll, day, heardAt }, sessions);
}

/** Permanently excluded on that day: what becomes of it follows, or the head cancels before the board has met. */
export function excludePermanently(world: World, pupil: Pupil, day: number): void {
  const roll = pupil.main;
  if (!roll || roll.enteredOn > day) return;
  const entry = world.entry(pupil, 'PermanentlyExcluded', {
    effectiveOn: dateOf(day),
    school: roll.school.urn,
    reasons: reasonsOn(world, day),
    senProvision: pupil.sen,
  });
  const heardAt = world.heard(pupil, day);
  world.file(pupil, heardAt, [entry]);
  const isCancelled = dateOf(day) >= '2023-09-01' && world.lot('cancelled-permanent', 0.08);
  if (isCancelled) cancel(world, pupil, day + 8, entry, heardAt);
  else followPermanentExclusion(world, pupil, { exclusion: entry, roll, day, heardAt });
}

function cancel(
  world: World,
  pupil: Pupil,
  day: number,
  { id, data }: EntryOf<'Suspended'> | EntryOf<'PermanentlyExcluded'>,
  heardAt: number,
): void {
  const cancelled = world.entry(pupil, 'ExclusionCancelled', {
    effectiveOn: dateOf(day),
    school: data.school,
    exclusion: id,
  });
  const cancellationHeardAt = world.heard({ knownSince: heardAt }, day);
  world.file(pupil, cancellationHeardAt, [cancelled]);
  if (cancelled.data.effectiveOn < '2023-09-01') return;
  const { school } = data;
  tellOfCancellation({ world, pupil, about: cancelled, school, heardAt: cancellationHeardAt });
}

/** A suspension of another child, entered under this one and taken back. */
function withdrawnByMistake(world: World, pupil: Pupil, day: number, mistaken: EventData<'Suspended'>): void {
  const entry = world.entry(pupil, 'Suspended', mistaken);
  const heardAt = world.heard(pupil, day);
  world.file(pupil, heardAt, [entry]);
  const withdrawal = world.entry(pupil, 'EntryWithdrawn', {
    effectiveOn: dateOf(day),
    entry: entry.id,
  });
  world.file(pupil, world.heard({ knownSince: heardAt }, day + 10), [withdrawal]);
}

function reasonsOn(world: World, day: number): string[] {
  const table = dateOf(day) <= '2020-08-31' ? reasonsUntil2020 : reasonsSince2020;
  const first = world.random.weighted(table);
  const mayHaveMore = mostExclusionReasons(dateOf(day)) > 1 && world.random.chance(0.25);
  const second = mayHaveMore ? world.random.weighted(table) : first;
  return second === first ? [first] : [first, second];
}

const common = [
  ['DB', 46],
  ['VA', 16],
  ['PP', 16],
  ['PA', 7],
  ['VP', 5],
  ['DA', 4],
  ['DM', 2],
  ['TH', 1],
  ['RA', 1],
  ['BU', 1],
  ['SM', 1],
] as const;
const reasonsUntil2020 = [...common, ['OT', 3]] as const;
const reasonsSince2020 = [...common, ['OW', 2], ['MT', 1], ['LG', 1]] as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
