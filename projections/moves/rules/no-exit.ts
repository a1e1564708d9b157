/**
 * Ends of a registration that are no exit, in the order in which every method asks for them that counts exits of Years 7 to
 * 11 wherever they lead: a second registration, a successor, a short stay, a school that closes or ends with the year.
 */
import type { Rule } from '../method.js';
import {
  dualRegistrationEnded,
  guestOrSubsidiaryElsewhere,
  shortStay,
  stayedAtOtherSchool,
  stillOnTheRoll,
} from './not-a-move.js';
import { closure, successions } from './succession.js';
import {
  endOfAgeRange,
  endOfMiddleSchool,
  endOfYear11,
  startOfAgeRange,
  startOfUtcOrStudio,
} from './transitions.js';

export const noExit: readonly Rule<'out-of-scope'>[] = [
  dualRegistrationEnded,
  stillOnTheRoll,
  guestOrSubsidiaryElsewhere,
  ...successions,
  stayedAtOtherSchool,
  shortStay,
  closure,
  endOfMiddleSchool,
  endOfAgeRange,
  startOfUtcOrStudio,
  startOfAgeRange,
  endOfYear11,
];
