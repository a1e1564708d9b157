/**
 * Where pupils went after Year 11: one of each pupil, as it was told last, at the school where school age ended and in the
 * school year in which it did. So a year's numbers add up to its pupils, however often a destination was looked at again.
 */
import { postSixteenDestination } from '../../events/codes/post-sixteen-destination.js';
import type { Add } from '../measures/family-counts.js';
import { counted, type Measure } from '../measures/measure.js';
import { compulsoryAgeOf } from '../trajectory/school-age.js';
import type { Trajectory } from '../trajectory/trajectory.js';

const destinations = [
  'school-sixth-form',
  'sixth-form-college',
  'further-education',
  'specialist',
  'apprenticeship',
  'training',
  'employment',
  'custody',
  'not-in-education-employment-or-training',
  'not-known',
] as const;
type Destination = (typeof destinations)[number];

const ofDestination = {
  'school-sixth-form': 'post_16_school_sixth_form',
  'sixth-form-college': 'post_16_sixth_form_college',
  'further-education': 'post_16_further_education',
  specialist: 'post_16_specialist',
  apprenticeship: 'post_16_apprenticeship',
  training: 'post_16_training',
  employment: 'post_16_employment',
  custody: 'post_16_custody',
  'not-in-education-employment-or-training': 'post_16_not_in_education_employment_or_training',
  'not-known': 'post_16_not_known',
} as const satisfies Readonly<Record<Destination, string>>;

export const postSixteenCountNames = [
  'post_16_told',
  'post_16_sustained',
  ...destinations.map((destination) => ofDestination[destination]),
] as const;

type Name = (typeof postSixteenCountNames)[number];

export function countPostSixteen(trajectory: Trajectory, add: Add<Name>): void {
  const last = trajectory.postSixteen.at(-1);
  if (!last) return;
  // Of who was born in a month that nobody told, the day of the report stands in.
  const on = compulsoryAgeOf(trajectory.circumstances)?.endsOn ?? last.on;
  const school = trajectory.registrations.findLast(({ knownFrom }) => knownFrom <= on)?.school ?? null;
  add('post_16_told', on, { school });
  if (last.sustained === true) add('post_16_sustained', on, { school });
  const listed = destinations.find((each) => each === last.destination);
  if (listed) add(ofDestination[listed], on, { school });
}

const whose = 'pupils whose school age ended in the school year, by the school that they were at,';

export const postSixteenCounts: readonly Measure<Name>[] = [
  counted('post-16-told', 'post_16_told', `${whose} of whom a destination was told`, 'pupils'),
  counted(
    'post-16-sustained',
    'post_16_sustained',
    `${whose} whose destination was found to last two terms`,
    'pupils',
  ),
  ...destinations.map((destination) =>
    counted<Name>(
      `post-16-${destination}`,
      ofDestination[destination],
      `${whose} whose destination told last is: ${postSixteenDestination.codes.get(destination)?.label ?? destination}`,
      'pupils',
    ),
  ),
];
