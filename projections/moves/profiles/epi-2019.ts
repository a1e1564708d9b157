/**
 * EPI-2019-04 and EPI-2019-10: exits from a school's roll, to another school or out of the state system, without a family
 * reason in the data (Education Policy Institute, "Unexplained pupil exits from schools: a growing problem?", April 2019,
 * and "Further analysis and data by multi-academy trust and local authority", October 2019). After consultation the
 * second dropped one reason, a move to a higher-rated school, and leaves out Traveller pupils who move more than once.
 * Neither report was read whole: what is known of them at second hand, and what is not known at all, is ours.
 */
import type { CensusSeason } from '../../../events/calendar/census-day.js';
import type { Method, MoveClass, Parameter, Rule } from '../method.js';
import { leftTheStateSystem, movedAbroad, neverReturned } from '../rules/destinations.js';
import { homeMoved, serviceFamily, specialSchool, travellerWhoMovesOften } from '../rules/family-reasons.js';
import { higherRatedSchool } from '../rules/inspections.js';
import { noExit } from '../rules/no-exit.js';
import { died, notSeenByCensuses } from '../rules/not-a-move.js';
import { ofYears7to11, published, secondaryYears, travellerMoves } from '../rules/parameters.js';
import {
  leftNotStateFunded,
  outsideYearGroups,
  permanentExclusion,
  yearGroupNotKnown,
} from '../rules/scope.js';
import { noFamilyReason } from './otherwise.js';

const censuses: readonly CensusSeason[] = ['autumn', 'spring', 'summer'];

interface Edition {
  readonly name: string;
  readonly source: string;
  readonly years: string;
  /** Which the other edition does not have. */
  readonly familyReason: Rule<'family-reason'>;
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

const edition = ({ name, source, years, familyReason, parameters: own }: Edition): Method<MoveClass> => ({
  name,
  version: 2,
  says: 'Exits from state-funded schools in Years 7 to 11, to another school or out of the state system, without a family reason in the data',
  source,
  scope: { years, schools: 'state-funded schools left, special schools included', counts: 'exits' },
  sampling: 'census',
  censuses,
  denominators: { year: 'on-roll-years-7-to-11', cohort: 'seen-in-years-7-to-11' },
  parameters: { ...ofYears7to11, ...own },
  rules: [
    died,
    notSeenByCensuses(censuses),
    ...noExit,
    permanentExclusion('out-of-scope'),
    leftNotStateFunded,
    yearGroupNotKnown,
    outsideYearGroups(secondaryYears),
    homeMoved,
    movedAbroad,
    serviceFamily,
    familyReason,
    specialSchool('family-reason'),
    leftTheStateSystem('unexplained'),
    neverReturned('unexplained'),
  ],
  published: [
    'permanent-exclusion',
    'end-of-age-range',
    'end-of-year-11',
    'left-not-state-funded',
    'home-moved',
    'left-england',
    'service-family',
    familyReason.name,
    'left-the-state-system',
    'never-returned-here',
    noFamilyReason.name,
  ],
  otherwise: noFamilyReason,
  counts: 'unexplained',
});

export const epi2019April: Method<MoveClass> = edition({
  name: 'EPI-2019-04',
  source: 'Education Policy Institute, Unexplained pupil exits from schools: a growing problem?, April 2019',
  years: 'the cohorts that finished Year 11 in 2010/11, 2013/14 and 2016/17',
  familyReason: higherRatedSchool,
});

export const epi2019October: Method<MoveClass> = edition({
  name: 'EPI-2019-10',
  source:
    'Education Policy Institute, Unexplained pupil exits from schools: further analysis and data by multi-academy trust and local authority, October 2019',
  years: 'the cohort that finished Year 11 in 2016/17, beside that of 2013/14',
  familyReason: travellerWhoMovesOften,
  parameters: {
    travellerMoves: published(
      travellerMoves,
      'Leavings from which on a Traveller pupil’s are all left out',
      'a reading of the report: pupils with more than one move are discounted',
    ),
  },
});
