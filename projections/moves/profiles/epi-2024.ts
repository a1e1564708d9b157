/**
 * EPI-2024: moves between state-funded schools without a family reason in the data (Education Policy Institute,
 * "Unexplained school transfers and managed moves", March 2024). Nothing but such a reason takes a move out of it:
 * managed moves are inside, and home education is out of its scope, for it counts moves between schools. What the
 * report does not print is ours, each a named parameter.
 */
import type { Method, MoveClass } from '../method.js';
import { noSchoolJoined } from '../rules/destinations.js';
import {
  carePlacementChanged,
  homeMoved,
  serviceFamily,
  specialSchool,
  travellerCommunity,
} from '../rules/family-reasons.js';
import {
  died,
  dualRegistrationEnded,
  guestOrSubsidiaryElsewhere,
  notOneMove,
  sameSchool,
  shortStay,
  stayedAtOtherSchool,
} from '../rules/not-a-move.js';
import { ofYears7to11, parameters, secondaryYears } from '../rules/parameters.js';
import { notStateFunded, outsideYearGroups, permanentExclusion, yearGroupNotKnown } from '../rules/scope.js';
import { closure, successions } from '../rules/succession.js';
import { endOfAgeRange, endOfMiddleSchool, endOfYear11 } from '../rules/transitions.js';
import { noFamilyReason } from './otherwise.js';

export const epi2024: Method<MoveClass> = {
  name: 'EPI-2024',
  version: 3,
  says: 'Moves between state-funded schools in Years 7 to 11 without a family reason in the data',
  source: 'Education Policy Institute, Unexplained school transfers and managed moves, March 2024',
  scope: {
    years: 'the school year 2018/19; the cohort that finished Year 11 in 2018/19',
    schools: 'state-funded schools, both left and joined',
    counts: 'transfers',
  },
  sampling: 'continuous',
  censuses: [],
  denominators: { year: 'on-roll-years-7-to-11', cohort: 'seen-in-years-7-to-11' },
  parameters: { ...ofYears7to11, maximumGapDays: parameters.maximumGapDays },
  rules: [
    died,
    dualRegistrationEnded,
    guestOrSubsidiaryElsewhere,
    noSchoolJoined,
    sameSchool,
    ...successions,
    stayedAtOtherSchool,
    notOneMove,
    shortStay,
    closure,
    endOfMiddleSchool,
    endOfAgeRange,
    endOfYear11,
    permanentExclusion('out-of-scope'),
    notStateFunded,
    yearGroupNotKnown,
    outsideYearGroups(secondaryYears),
    homeMoved,
    carePlacementChanged,
    specialSchool('family-reason'),
    serviceFamily,
    travellerCommunity,
  ],
  published: [
    'no-school-joined',
    'permanent-exclusion',
    'not-state-funded',
    'home-moved',
    'care-placement-changed',
    'special-school',
    'service-family',
    'traveller-community',
    noFamilyReason.name,
  ],
  otherwise: noFamilyReason,
  counts: 'unexplained',
};
