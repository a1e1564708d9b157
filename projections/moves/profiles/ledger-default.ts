/**
 * ledger-default: our own. Every exit gets the strongest reason that is on record, in a fixed order, each kind a class of
 * its own; what the published methods would count too is added up beside it.
 */
import type { Method } from '../method.js';
import {
  homeEducated,
  leftEnglandOrIndependent,
  missingEducation,
  neverReturned,
} from '../rules/destinations.js';
import {
  carePlacementChanged,
  homeMoved,
  serviceFamily,
  specialSchool,
  travellerCommunity,
} from '../rules/family-reasons.js';
import { managedMove } from '../rules/managed-moves.js';
import { noExit } from '../rules/no-exit.js';
import { died, sameSchool } from '../rules/not-a-move.js';
import { ofYears7to11, parameters, secondaryYears } from '../rules/parameters.js';
import {
  leftNotStateFunded,
  outsideYearGroups,
  permanentExclusion,
  yearGroupNotKnown,
} from '../rules/scope.js';
import { noReason } from './otherwise.js';

export const ledgerDefault: Method = {
  name: 'ledger-default',
  version: 2,
  says: 'Exits from state-funded schools in Years 7 to 11 for which the ledger holds no reason of any kind',
  source: 'this ledger',
  scope: { years: 'all', schools: 'state-funded schools left', counts: 'exits' },
  sampling: 'continuous',
  censuses: [],
  denominators: { year: 'on-roll-years-7-to-11', cohort: 'seen-in-years-7-to-11' },
  parameters: { ...ofYears7to11, managedMoveWindowDays: parameters.managedMoveWindowDays },
  rules: [
    died,
    sameSchool,
    ...noExit,
    leftNotStateFunded,
    yearGroupNotKnown,
    outsideYearGroups(secondaryYears),
    permanentExclusion('permanent-exclusion'),
    specialSchool('special-school'),
    homeMoved,
    serviceFamily,
    carePlacementChanged,
    travellerCommunity,
    managedMove,
    homeEducated,
    leftEnglandOrIndependent,
    missingEducation,
    neverReturned('unexplained'),
  ],
  published: [],
  otherwise: noReason,
  counts: 'unexplained',
  total: {
    name: 'epi-comparable',
    says: 'What EPI’s methods would leave unexplained for all that is recorded: managed moves and home education beside what is unexplained',
    classes: ['unexplained', 'managed-move', 'home-education'],
  },
};
