/**
 * Weeks of attendance, as schools send them in of the pupils whom their attendance panels follow: some weeks around what
 * happened first in the year. Of every pupil, a log would hold little else.
 */
import type { EventData } from '../../events/catalogue.js';
import { dateOf, mondayOf } from './calendar.js';
import { absenceOfFollowed, followedWeeks } from './levels.js';
import type { Marked, OnRoll, Pupil } from './pupil.js';
import type { World } from './world.js';

/** The first school year of which weeks are sent in. */
const sentFrom = 2022;

/** At the end of the year, for what it has marked. */
export function sendWeeks(world: World, pupil: Pupil): void {
  const { marked } = pupil;
  if (marked.length === 0) return;
  pupil.marked = [];
  const first = marked.reduce<Marked | undefined>((a, b) => (a && a.from <= b.from ? a : b), undefined);
  if (!first || world.year.startYear < sentFrom || !isFollowed(marked)) return;
  const { roll } = first;
  const monday = mondayOf(first.from);
  const inRegister = world.is('suspensionNotMarked')
    ? marked.filter(({ code }) => code !== 'E')
    : [...marked];
  if (world.is('markedWithoutReason'))
    inRegister.push({ roll, from: monday - 7, to: monday - 3, code: world.random.pick(['E', 'B']) });
  for (let week = -followedWeeks.before; week < followedWeeks.after; week++)
    sendWeek(world, pupil, {
      roll,
      monday: monday + 7 * week,
      marked: inRegister,
      risk: absenceOfFollowed * (1 + week / 12),
    });
}

/** Suspended again, taught less than the whole week or elsewhere, or absent without leave; of two rolls the other school tells. */
const isFollowed = (marked: readonly Marked[]): boolean =>
  marked.filter(({ code }) => code === 'E').length > 1 ||
  marked.some(({ code }) => code !== 'E' && code !== 'D');

interface Week {
  readonly roll: OnRoll;
  readonly monday: number;
  readonly marked: readonly Marked[];
  /** Of a session to be missed. */
  readonly risk: number;
}

function sendWeek(world: World, pupil: Pupil, { roll, monday, marked, risk }: Week): void {
  const { random, year } = world;
  const isOnRoll = (day: number): boolean => day >= roll.enteredOn && day <= (roll.leftOn ?? Infinity);
  const days = year.schoolDays.filter((day) => day >= monday && day < monday + 7 && isOnRoll(day));
  if (days.length === 0) return;
  const codes = new Map<string, number>();
  for (const day of days)
    for (const half of [0, 1]) {
      const own = marked.find((each) => each.roll === roll && covers(each, day, half, year.schoolDays));
      const code = own?.code ?? (random.chance(risk) ? random.pick(absences) : half === 0 ? '/' : '\\');
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  const data: EventData<'AttendanceSummarised'> = {
    effectiveOn: dateOf(monday),
    school: roll.school.urn,
    // Sessions at the other school are possible there.
    sessionsPossible: 2 * days.length - (codes.get('D') ?? 0),
    marks: [...codes].map(([code, sessions]) => ({ code, sessions })),
  };
  world.file(pupil, world.heard(pupil, monday + 7), [world.entry(pupil, 'AttendanceSummarised', data)]);
}

function covers(
  { from, to, sessions, afternoons }: Marked,
  day: number,
  half: number,
  schoolDays: readonly number[],
): boolean {
  if (day < from || day > to || (afternoons === true && half === 0)) return false;
  if (sessions === undefined) return true;
  const before = schoolDays.filter((each) => each >= from && each < day).length;
  return 2 * before + half < sessions;
}

const absences = ['I', 'I', 'M', 'O', 'O', 'O', 'N', 'U'] as const;
