/**
 * Joining a school at an unusual time of year: children who need a social worker are "nearly twice as likely" to (Children
 * in Need review, 2019). The review does not print which times are unusual; here it is every month but those in which a
 * school year begins.
 */
import { monthOf, reckonedDate, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Add } from '../measures/family-counts.js';
import { joiningsOf, type Joining } from '../measures/joinings.js';
import { counted, own, rate, type Measure, type Part } from '../measures/measure.js';
import { asOf } from '../trajectory/circumstances.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const unusualJoiningCountNames = [
  'joined_at_unusual_time',
  'joined_with_social_worker',
  'joined_with_social_worker_at_unusual_time',
] as const;
type Name = (typeof unusualJoiningCountNames)[number];

/** Ours: most schools admit in September, and some rolls are written in August. */
const usualMonths: readonly number[] = [8, 9];

const isUnusualDay = (day: PlainDate): boolean => !usualMonths.includes(monthOf(day));

/** Statuses in which a child needs a social worker: in need, on a protection plan, looked after. */
const needing: ReadonlySet<string> = new Set(['CIN', 'CP', 'CLA']);

export function countUnusualJoining(trajectory: Trajectory, add: Add<Name>): void {
  const { socialCare, socialWorker } = trajectory.circumstances;
  const isKnownToCare = socialCare.length > 0 || socialWorker.length > 0;
  // Most join in September with nobody of social care: they add nothing here.
  if (!isKnownToCare && !trajectory.registrations.some(({ from }) => from !== null && isUnusualDay(from)))
    return;
  for (const joining of joiningsOf(trajectory)) {
    const isUnusual = isUnusualDay(joining.from);
    const on = countedOn(joining);
    const needs =
      needing.has(asOf(socialCare, joining.from)?.value ?? '') ||
      asOf(socialWorker, joining.from)?.value === true;
    if (isUnusual) add('joined_at_unusual_time', on, joining);
    if (needs) add('joined_with_social_worker', on, joining);
    if (needs && isUnusual) add('joined_with_social_worker_at_unusual_time', on, joining);
  }
}

/** An entry in August is for the school year about to begin, as those who joined are counted. */
const countedOn = ({ from }: Joining) => (monthOf(from) === 8 ? reckonedDate(yearOf(from), 9, 1) : from);

const review = 'DfE, Help, protection, education: concluding the Children in Need review, June 2019';
const unusual: Part<Name> = {
  count: 'joined_at_unusual_time',
  says: 'main registrations that began in the school year in a month other than August and September, all year groups',
};
const withWorker: Part<Name> = {
  count: 'joined_with_social_worker',
  says: 'main registrations that began in the school year of pupils in need, on a protection plan, looked after or with a social worker on that day, all year groups',
};
const both: Part<Name> = {
  count: 'joined_with_social_worker_at_unusual_time',
  says: `${withWorker.says}, in a month other than August and September`,
};

export const unusualJoiningCounts: readonly Measure<Name>[] = [unusual, withWorker, both].map(
  ({ count, says }) => counted(count.replaceAll('_', '-'), count, says, 'registrations'),
);

export const unusualJoiningRates: readonly Measure<Name | 'joined'>[] = [
  rate(
    'unusual-joining-rate',
    unusual,
    { count: 'joined', says: 'main registrations that began in the school year, all year groups' },
    own,
    review,
    'per 100 that began',
  ),
  rate('unusual-joining-rate-with-social-worker', both, withWorker, own, review, 'per 100 that began'),
];
