/** What the simulation of a year draws on: chance, lots, the school year's calendar, and the reports that it files. */
import type { EventData, EventType } from '../../events/catalogue.js';
import { monthOf, yearOf } from '../../events/calendar/plain-date.js';
import { pupilStream, type Upn, type Urn } from '../../events/identifiers.js';
import { newPupilId } from '../identity/pupil-id.js';
import { Agenda } from './agenda.js';
import { dateOf, dayMs, weekdayFrom, type YearCalendar } from './calendar.js';
import { rates, shares } from './levels.js';
import { makeBackground, Homes, Upns, type Background } from './people.js';
import type { Pupil } from './pupil.js';
import { Lots, type Random } from './random.js';
import { unsealed, type Entry, type EntryOf, type Personal, type Reports } from './reports.js';
import { authority, standingOn, type School, type Schools, type SchoolKind } from './schools.js';

export interface CensusTally {
  onRoll: number;
  leavers: number;
  exclusions: number;
}

export class World {
  readonly homes: Homes;
  readonly upns = new Upns();
  /** Of the January census under way, by school. */
  readonly census = new Map<Urn, CensusTally>();
  recordsMade = 0;
  readonly teaching: Readonly<Record<SchoolKind, readonly School[]>>;
  /** The days on which schools become academies. */
  readonly successionDays: readonly number[];
  private readonly lots = new Map<string, Lots>();
  private readonly censusTimes = new Map<Urn, number>();

  constructor(
    readonly random: Random,
    readonly reports: Reports,
    readonly schools: Schools,
    /** The school year under way. */
    public year: YearCalendar,
    /** The same with chance of its own, for papers that follow on what happens: they leave what happens as it is. */
    readonly paperwork?: World,
  ) {
    this.homes = new Homes(random);
    this.successionDays = [
      ...new Set(schools.founding.flatMap(({ successor }) => (successor ? [successor.from] : []))),
    ];
    const of = (kind: SchoolKind): School[] => schools.founding.filter((school) => school.kind === kind);
    this.teaching = {
      primary: of('primary'),
      secondary: of('secondary'),
      'all-through': of('all-through'),
      special: of('special'),
      'pupil-referral-unit': of('pupil-referral-unit'),
      utc: of('utc'),
    };
  }

  /**
   * Whether a lot of this name falls on one who gets it with that probability. Rare things happen early once. Of two
   * outcomes the rarer one is drawn: of the other, two lots might fall on one.
   */
  lot(name: string, probability: number): boolean {
    return probability > 0.5
      ? this.lotsOf(name).draw(1 - probability) === 0
      : this.lotsOf(name).draw(probability) > 0;
  }

  lotsOf(name: string): Lots {
    let lots = this.lots.get(name);
    if (!lots) this.lots.set(name, (lots = new Lots(this.random, 0.9 + 0.1 * this.random.fraction())));
    return lots;
  }

  happens(name: keyof typeof rates): boolean {
    return this.lot(name, rates[name]);
  }

  /** Whether a case is one of that share of its kind. */
  is(name: keyof typeof shares): boolean {
    return this.lot(name, shares[name]);
  }

  /** A day of teaching of this year, from the given day on; undefined when none is left. */
  schoolDay(from: number = this.year.begins, to: number = this.year.lastSchoolDay): number | undefined {
    const { schoolDays } = this.year;
    const first = schoolDays.findIndex((day) => day >= from);
    const last = schoolDays.findLastIndex((day) => day <= to);
    return first < 0 || last < first ? undefined : schoolDays[this.random.between(first, last)];
  }

  /** The teaching day that follows that many teaching days after; the last of the year at most. */
  schoolDaysAfter(day: number, count: number): number {
    const { schoolDays, lastSchoolDay } = this.year;
    const at = schoolDays.findIndex((each) => each > day);
    return at < 0 ? Math.max(day, lastSchoolDay) : (schoolDays[at + count - 1] ?? lastSchoolDay);
  }

  /** A school of that kind that is open on that day and teaches the year group. */
  schoolFor(
    kinds: readonly SchoolKind[],
    yearGroup: number,
    day: number,
    except?: School,
  ): School | undefined {
    const open = kinds
      .flatMap((kind) => this.teaching[kind])
      .filter(
        ({ lowest, highest, closesOn }) =>
          lowest <= yearGroup && yearGroup <= highest && (closesOn ?? Infinity) > day + 400,
      );
    const others = open.map((school) => standingOn(school, day)).filter(({ urn }) => urn !== except?.urn);
    return others.length > 0 ? this.random.pick(others) : undefined;
  }

  /** Another mainstream school for a pupil of that year group. */
  mainstreamFor(yearGroup: number, day: number, except?: School): School | undefined {
    return this.schoolFor(
      yearGroup < 7 ? ['primary', 'all-through'] : ['secondary', 'all-through'],
      yearGroup,
      day,
      except,
    );
  }

  /**
   * When the ledger hears of what happened on a day: within a week as a rule, after weeks or months now and then; never
   * before it first heard of the pupil.
   */
  heard(pupil: Pick<Pupil, 'knownSince'>, day: number): number {
    const delay = this.random.chance(0.07) ? this.random.between(14, 100) : this.random.below(6);
    return Math.max(pupil.knownSince + 1, this.timeOn(day + delay));
  }

  /** An hour of work on that day or the Monday after, in milliseconds. */
  timeOn(day: number): number {
    return weekdayFrom(day) * dayMs + 8 * 3_600_000 + this.random.below(9 * 3_600_000);
  }

  entry<T extends EventType>(
    pupil: Pick<Pupil, 'stream'>,
    type: T,
    data: EventData<T>,
    personal?: Personal,
  ): EntryOf<T> {
    return this.reports.entry(pupil.stream, type, data, personal);
  }

  file(pupil: Pick<Pupil, 'stream'>, at: number, entries: readonly Entry[], opens = false): void {
    this.reports.file(pupil.stream, at, entries, opens);
  }

  /** Files one fact of a pupil's, heard in its time. */
  tell<T extends EventType>(pupil: Pupil, day: number, type: T, data: EventData<T>): EntryOf<T> {
    const entry = this.entry(pupil, type, data);
    this.file(pupil, this.heard(pupil, day), [entry]);
    return entry;
  }

  /** The number is sealed beside it before it is recorded. */
  upnChange(pupil: Pupil, upn: Upn, day: number): EntryOf<'UpnChanged'> {
    const since = dateOf(day);
    return this.entry(
      pupil,
      'UpnChanged',
      { effectiveOn: since, kind: 'permanent', upn: unsealed },
      { kind: 'upn', upn, since },
    );
  }

  /** When that school's January census is read: every pupil of it is heard of then. */
  censusReadAt(school: School): number {
    let at = this.censusTimes.get(school.urn);
    if (at === undefined)
      this.censusTimes.set(school.urn, (at = this.timeOn(this.year.censusDay + this.random.between(28, 42))));
    return at;
  }

  begin(year: YearCalendar): void {
    this.year = year;
    this.census.clear();
    this.censusTimes.clear();
  }

  tallyOf(school: School): CensusTally {
    let tally = this.census.get(school.urn);
    if (!tally) this.census.set(school.urn, (tally = { onRoll: 0, leavers: 0, exclusions: 0 }));
    return tally;
  }

  /** A child that the ledger does not know yet. @param knownSince milliseconds */
  newPupil(reception: number, allocatedBy: School, knownSince: number): Pupil {
    const { random } = this;
    this.recordsMade++;
    const id = newPupilId(
      () => new Date(knownSince),
      (count) => random.bytes(count),
    );
    const background = makeBackground(random, reception);
    return {
      id,
      stream: pupilStream(id),
      background,
      reception,
      upn: this.upns.permanent(allocatedBy, reception),
      home: this.homes.next(),
      knownSince,
      isIntroduced: false,
      main: undefined,
      second: undefined,
      left: [],
      unreported: undefined,
      away: undefined,
      nextSchool: undefined,
      sen: random.weighted(senAtFirst),
      freeSchoolMeals: random.chance(0.17),
      socialCare: random.weighted(socialCareAtFirst),
      responsibleAuthority: authority,
      youngCarer: false,
      ahead: new Agenda(),
      whenLeaving: [],
      marked: [],
      liability: random.weighted(liabilities),
      story: { transfers: 0, moves: 0, suspensions: 0, dualRolls: 0, failedMoves: 0 },
    };
  }
}

/** The whole of what stands in clear of a background. */
export function inClear({ sex, dateOfBirth }: Background): {
  sex: string;
  birthYear: number;
  birthMonth: number;
} {
  return { sex, birthYear: yearOf(dateOfBirth), birthMonth: monthOf(dateOfBirth) };
}

const senAtFirst = [
  ['N', 84],
  ['K', 12],
  ['E', 4],
] as const;
const socialCareAtFirst = [
  ['NONE', 962],
  ['CIN', 26],
  ['CP', 4],
  ['CLA', 8],
] as const;
/** A few are excluded again and again: of those excluded at all, each some three times (DfE, 2023/24). */
const liabilities = [
  [1, 80],
  [4, 15],
  [20, 5],
] as const;
