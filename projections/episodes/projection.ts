/**
 * A row for each time that lasts: out of school, at home, missing, on less than the whole week. In dates, so that who is in
 * it on a day, who came to it and who came back is told for whatever day is asked for.
 */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { homeOf } from '../home-education/counts.js';
import { placed, type CountedAt } from '../measures/family-counts.js';
import { placementAt } from '../off-site-directions/counts.js';
import type { Projection } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { ageCohort } from '../trajectory/year-groups.js';

export const episodeKinds = [
  'permanent-exclusion',
  'safeguarding-separation',
  'off-site-direction',
  'alternative-provision-single',
  'alternative-provision-dual',
  'alternative-provision-not-stated',
  'home-education',
  'missing-education',
  'reduced-timetable',
  'in-school-unit',
] as const;
export type EpisodeKind = (typeof episodeKinds)[number];

/** How one ended, as far as figures ask. */
export type EpisodeEnding = 'returned' | 'cancelled';

export interface EpisodeRow {
  readonly kind: EpisodeKind;
  /** That excluded, directs, was left last, or has the pupil on roll. */
  readonly school: Urn | null;
  /** The one that begins lie in, by the school's terms. */
  readonly schoolYear: SchoolYear;
  readonly beganOn: PlainDate;
  /** The first day on which it was over; null while it lasts. */
  readonly overOn: PlainDate | null;
  readonly ending: EpisodeEnding | null;
}

/** A row as the read model holds it. */
export interface StoredEpisode {
  readonly kind: EpisodeKind;
  readonly school: Urn | null;
  readonly school_year: SchoolYear;
  readonly began_on: PlainDate;
  readonly over_on: PlainDate | null;
  readonly ending: EpisodeEnding | null;
  /** As `ageCohort` has it. */
  readonly age_cohort: number | null;
}

interface Episode {
  readonly kind: EpisodeKind;
  readonly at: CountedAt;
  /** Null where nobody told of its beginning: it is in no figure. */
  readonly from: PlainDate | null;
  readonly overOn: PlainDate | null;
  readonly ending?: EpisodeEnding | null;
}

/** With the authority that each counts in. */
export function episodeRows(
  trajectory: Trajectory,
  register: Register,
): (EpisodeRow & { readonly authority: string })[] {
  const rows: (EpisodeRow & { readonly authority: string })[] = [];
  for (const { kind, at, from, overOn, ending = null } of episodesOf(trajectory))
    if (from !== null) rows.push({ kind, ...placed(at, from, register), beganOn: from, overOn, ending });
  return rows;
}

function episodesOf(trajectory: Trajectory): readonly Episode[] {
  const { exclusions, separations, placements, homeEducation } = trajectory;
  const { missingEducation, reducedTimetables, inSchoolUnits } = trajectory;
  const episodes: Episode[] = [];
  if (exclusions.length + separations.length > 0) episodes.push(...exclusionEpisodes(trajectory));
  for (const placement of placements)
    episodes.push({
      kind:
        placement.kind === 'direction'
          ? 'off-site-direction'
          : `alternative-provision-${placement.registration ?? 'not-stated'}`,
      at: placementAt(placement),
      from: placement.startedOn,
      overOn: dayAfter(placement.endedOn),
    });
  for (const time of homeEducation)
    episodes.push({
      kind: 'home-education',
      at: homeOf(time),
      from: time.startedOn,
      overOn: dayAfter(time.endedOn),
      ending: time.returned ? 'returned' : null,
    });
  for (const time of missingEducation)
    episodes.push({ kind: 'missing-education', at: time, from: time.from, overOn: time.to });
  for (const time of reducedTimetables)
    episodes.push({ kind: 'reduced-timetable', at: time, from: time.from, overOn: dayAfter(time.to) });
  for (const time of inSchoolUnits)
    episodes.push({ kind: 'in-school-unit', at: time, from: time.from, overOn: dayAfter(time.to) });
  return episodes;
}

/** A permanent exclusion is over when the pupil is back in mainstream, and none from the day of its cancellation. */
function exclusionEpisodes({ exclusions, separations }: Trajectory): Episode[] {
  const permanent = exclusions.filter(({ kind }) => kind === 'permanent-exclusion');
  return [
    ...permanent.map(({ school, startedOn, cancelledOn, returned }): Episode => ({
      kind: 'permanent-exclusion',
      at: { school },
      from: startedOn,
      overOn: cancelledOn ?? returned?.on ?? null,
      ending: cancelledOn === null ? returned && 'returned' : 'cancelled',
    })),
    ...separations.map(({ school, from, to }): Episode => ({
      kind: 'safeguarding-separation',
      at: { school },
      from,
      overOn: dayAfter(to),
    })),
  ];
}

const dayAfter = (last: PlainDate | null): PlainDate | null => last && addDays(last, 1);

export const episodes: Projection = {
  name: 'episodes',
  version: 2,
  rowTables: [
    {
      name: 'episode',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'ordinal', type: 'smallint' },
        { name: 'kind', type: 'text' },
        { name: 'school', type: 'text' },
        { name: 'authority', type: 'text' },
        { name: 'school_year', type: 'text' },
        { name: 'began_on', type: 'date' },
        { name: 'over_on', type: 'date' },
        { name: 'ending', type: 'text' },
        { name: 'age_cohort', type: 'smallint' },
      ],
      key: ['pupil_id', 'ordinal'],
      indexes: [['school'], ['authority']],
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) => [
    episodeRows(trajectory, register).map((row, at) => [
      trajectory.pupil,
      at + 1,
      row.kind,
      row.school,
      row.authority,
      row.schoolYear,
      row.beganOn,
      row.overOn,
      row.ending,
      ageCohort(trajectory.circumstances),
    ]),
  ],
  tallies: () => [],
};
