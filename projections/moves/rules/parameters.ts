/** What rules are set to by default, and why. A method that is set otherwise gives its rules other numbers. */
import { sameStayDays } from '../../trajectory/moves.js';
import { transitionMonths } from '../last-year.js';
import type { Parameter } from '../method.js';

export const secondaryYears: readonly number[] = [7, 8, 9, 10, 11];
export const maximumGapDays = sameStayDays;
export const shortStayDays = 14;
export const reasonBeforeDays = 90;
export const reasonAfterDays = 30;
export const closureWindowDays = 62;
export const exclusionBeforeDays = 183;
export const managedMoveWindowDays = 31;
/** Of Traveller pupils who move more often the October 2019 report leaves every move out. */
export const travellerMoves = 2;
export const ageAtEndOfYear11 = 16;

const ours = (value: Parameter['value'], says: string, why: string): Parameter => ({
  value,
  says,
  source: 'ours',
  why,
});

export const published = (value: Parameter['value'], says: string, why: string): Parameter => ({
  value,
  says,
  source: 'published',
  why,
});

export const parameters = {
  yearGroups: ours(
    secondaryYears,
    'National curriculum years counted',
    'the reports speak of secondary school, 11 to 16, and of Years 7 to 11',
  ),
  maximumGapDays: ours(
    maximumGapDays,
    'Days between leaving and joining that are one move, those of school holidays not counted',
    'no report prints one; the 14 days that other registers of moves stitch by (R package eeptools)',
  ),
  shortStayDays: ours(
    shortStayDays,
    'A shorter stay that returns to the same school is no move',
    'no report prints one; the same 14 days as the gap',
  ),
  reasonBeforeDays: ours(
    reasonBeforeDays,
    'How long before leaving a family reason counts',
    'no report prints one; about a term, for a family that moves home looks for a school after it',
  ),
  reasonAfterDays: ours(
    reasonAfterDays,
    'How long after joining a family reason counts',
    'no report prints one; an address is reported by the new school within its first weeks',
  ),
  exclusionBeforeDays: ours(
    exclusionBeforeDays,
    'How long before leaving a permanent exclusion takes the move out',
    'no report prints one; half a year covers the board, the panel and the deletion after them',
  ),
  closureWindowDays: ours(
    closureWindowDays,
    "Days around a school's closing that force a move",
    'no report prints one; two months cover a summer between the last day and the closing',
  ),
  transitionMonths: ours(
    transitionMonths,
    'Months in which a last year ends',
    'Year 11 leaves in June, registers are cleared until September',
  ),
  managedMoveWindowDays: ours(
    managedMoveWindowDays,
    'How far a managed move’s decision may lie from the leaving that it is',
    'a decision and the register’s change of it fall within one month',
  ),
} as const;

/** What every method of moves in Years 7 to 11 without a reason is set by, whatever else it has. */
export const ofYears7to11 = {
  yearGroups: parameters.yearGroups,
  shortStayDays: parameters.shortStayDays,
  reasonBeforeDays: parameters.reasonBeforeDays,
  reasonAfterDays: parameters.reasonAfterDays,
  exclusionBeforeDays: parameters.exclusionBeforeDays,
  closureWindowDays: parameters.closureWindowDays,
  transitionMonths: parameters.transitionMonths,
} as const;
