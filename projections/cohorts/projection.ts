/**
 * Rows of the children whom authorities follow as cohorts: looked after, nominated for support, with a social worker. In
 * dates, so that the figures of a cohort are told for whatever day is asked for. Most pupils have none.
 */
import { exclusionTermOf } from '../../events/calendar/exclusion-term.js';
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { placed } from '../measures/family-counts.js';
import type { Projection, Row } from '../projection.js';
import type { Register } from '../register/register.js';
import { careOn } from '../trajectory/social-care.js';
import type { Trajectory } from '../trajectory/trajectory.js';

/** A time of being looked after under one authority, as the read model holds it. */
export interface StoredCare {
  readonly pupil_id: string;
  /** In which the child came to be looked after. */
  readonly school_year: SchoolYear;
  /** The day on which the child came to be looked after, by whichever authority. */
  readonly began_on: PlainDate;
  /** The first day under this authority. */
  readonly under_from: PlainDate;
  /** The first day on which it was over, or another authority responsible; null while it lasts. */
  readonly over_on: PlainDate | null;
  /** What social care had to do with the child before. */
  readonly earlier: readonly EarlierStatus[];
}

export interface EarlierStatus {
  readonly status: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** A child put forward for support, with the term that the day lies in at the school. */
export interface StoredNomination {
  readonly pupil_id: string;
  readonly school: Urn;
  readonly school_year: SchoolYear;
  readonly service: string;
  readonly made_on: PlainDate;
  readonly term_starts_on: PlainDate;
  readonly term_ends_on: PlainDate;
}

/** A week of attendance of a child who had a social worker on its Monday. Sessions are half-days. */
export interface StoredWeek {
  readonly pupil_id: string;
  readonly school_year: SchoolYear;
  /** CIN, CP or CLA; null where somebody assigned a social worker and nobody told why. */
  readonly status: string | null;
  readonly starts_on: PlainDate;
  readonly possible: number;
  readonly attended: number;
}

const place = [
  { name: 'school', type: 'text' },
  { name: 'authority', type: 'text' },
  { name: 'school_year', type: 'text' },
] as const;
const ofPupil = [
  { name: 'pupil_id', type: 'uuid' },
  { name: 'ordinal', type: 'smallint' },
] as const;
const shared = { key: ['pupil_id', 'ordinal'], indexes: [['school'], ['authority']] } as const;

export const cohorts: Projection = {
  name: 'cohorts',
  version: 2,
  rowTables: [
    {
      name: 'looked_after',
      columns: [
        ...ofPupil,
        ...place,
        { name: 'began_on', type: 'date' },
        { name: 'under_from', type: 'date' },
        { name: 'over_on', type: 'date' },
        { name: 'earlier', type: 'json' },
      ],
      ...shared,
    },
    {
      name: 'support_nomination',
      columns: [
        ...ofPupil,
        ...place,
        { name: 'service', type: 'text' },
        { name: 'made_on', type: 'date' },
        { name: 'term_starts_on', type: 'date' },
        { name: 'term_ends_on', type: 'date' },
      ],
      ...shared,
    },
    {
      name: 'attendance_week',
      columns: [
        ...ofPupil,
        ...place,
        { name: 'status', type: 'text' },
        { name: 'starts_on', type: 'date' },
        { name: 'possible', type: 'integer' },
        { name: 'attended', type: 'integer' },
      ],
      ...shared,
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) =>
    [lookedAfterRows, nominationRows, weekRows].map((rowsOf) => {
      const rows = rowsOf(trajectory, register);
      return rows.length === 0 ? rows : rows.map((row, at): Row => [trajectory.pupil, at + 1, ...row]);
    }),
  tallies: () => [],
};

const noRows: readonly Row[] = [];

/** One for each time in care, however often it was reported, and for each authority that was responsible in it. */
function lookedAfterRows(trajectory: Trajectory, register: Register): readonly Row[] {
  const { socialCare } = trajectory.circumstances;
  if (socialCare.length === 0) return noRows;
  const rows: Row[] = [];
  socialCare.forEach(({ value, from }, at) => {
    if (value !== 'CLA' || socialCare[at - 1]?.value === 'CLA') return;
    const after = socialCare.findIndex((each, next) => next > at && each.value !== 'CLA');
    const earlier = socialCare.slice(0, at).map((each, before): EarlierStatus => ({
      status: each.value,
      from: each.from,
      until: addDays(socialCare[before + 1]?.from ?? from, -1),
    }));
    for (const under of underAuthorities(trajectory, from, socialCare[after]?.from ?? null)) {
      const lastDay = under.overOn === null ? null : addDays(under.overOn, -1);
      rows.push([
        ...placeOf(schoolUpTo(trajectory, lastDay), under.authority, from, register),
        from,
        under.from,
        under.overOn,
        JSON.stringify(earlier),
      ]);
    }
  });
  return rows;
}

interface UnderAuthority {
  /** Null where nobody says which, of the whole time in care. */
  readonly authority: AuthorityCode | null;
  readonly from: PlainDate;
  readonly overOn: PlainDate | null;
}

/** A report that names no authority changes none; before the first that names one, it is taken to have been that one. */
function underAuthorities(
  { circumstances }: Trajectory,
  from: PlainDate,
  overOn: PlainDate | null,
): UnderAuthority[] {
  const { socialCare, carePlacement, socialWorker } = circumstances;
  const reported = [...socialCare, ...carePlacement, ...socialWorker]
    .map((each) => each.from)
    .filter((day) => day > from && (overOn === null || day < overOn))
    .sort();
  const times: { authority: AuthorityCode | null; from: PlainDate }[] = [];
  for (const day of [from, ...reported]) {
    const { responsibleAuthority: authority } = careOn(circumstances, day);
    const last = times.at(-1);
    if (!last) times.push({ authority, from: day });
    else if (last.authority === null) last.authority = authority;
    else if (authority !== null && authority !== last.authority) times.push({ authority, from: day });
  }
  return times.map((each, at) => ({ ...each, overOn: times[at + 1]?.from ?? overOn }));
}

const nominationRows = ({ supportReferrals }: Trajectory, register: Register): Row[] =>
  supportReferrals.map(({ school, service, on }) => {
    const { startsOn, endsOn } = exclusionTermOf(on, register.calendarOf(school));
    return [...placeOf(school, null, on, register), service, on, startsOn, endsOn];
  });

function weekRows({ attendance, circumstances }: Trajectory, register: Register): readonly Row[] {
  const { socialCare, socialWorker } = circumstances;
  if (attendance.length === 0 || socialCare.length + socialWorker.length === 0) return noRows;
  return attendance.flatMap(({ school, from, sessionsPossible, attended }) => {
    const { hasSocialWorker, status } = careOn(circumstances, from);
    return hasSocialWorker
      ? [[...placeOf(school, null, from, register), status, from, sessionsPossible, attended]]
      : [];
  });
}

/** The school that had the pupil last up to a day, or has. */
const schoolUpTo = ({ registrations }: Trajectory, day: PlainDate | null): Urn | null =>
  registrations.findLast(({ knownFrom }) => day === null || knownFrom <= day)?.school ?? null;

function placeOf(
  school: Urn | null,
  authority: AuthorityCode | null,
  on: PlainDate,
  register: Register,
): [Urn | null, string, SchoolYear] {
  const at = placed({ school, authority }, on, register);
  return [at.school, at.authority, at.schoolYear];
}
