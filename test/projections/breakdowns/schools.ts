/** Schools, and pupils of them told in a word each, as many of a kind as a published figure has. */
import type { EventType } from '../../../events/catalogue.js';
import { asAuthorityCode } from '../../../events/identifiers.js';
import { registerOf, urn } from '../../support/history.js';
import { pupilOf, Tallied } from './figures-of.js';

export const camden = asAuthorityCode('E09000007');
export const [secondary, primary, special, unit] = [urn(1), urn(2), urn(3), urn(4)];
export const register = registerOf({
  [secondary]: {},
  [primary]: { phase: 'primary', lowestAge: 4 },
  [special]: { type: 'special' },
  [unit]: { type: 'alternative-provision' },
});

export type Said = readonly [EventType, object];

export const onRoll = (school = secondary, ncYear?: string): Said => [
  'AddedToRoll',
  { effectiveOn: '2016-09-01', school, enrolmentStatus: 'C', ...(ncYear !== undefined && { ncYear }) },
];
export const suspended = (effectiveOn: string, school = secondary, more: object = {}): Said => [
  'Suspended',
  { effectiveOn, school, category: 'SUSP', lengthSessions: 2, reasons: ['DB'], ...more },
];
export const excluded = (effectiveOn = '2017-05-02', school = secondary, more: object = {}): Said => [
  'PermanentlyExcluded',
  { effectiveOn, school, reasons: ['DB'], ...more },
];
/** The figures of so many pupils, on top of those already tallied. @param history what is told of the n-th */
export const many = (
  count: number,
  history: (at: number) => readonly Said[],
  tallied = new Tallied(register),
): Tallied => {
  for (let at = 0; at < count; at++) tallied.add(pupilOf(history(at), register));
  return tallied;
};
export const meals = (eligible: boolean): Said => [
  'FreeSchoolMealsChanged',
  { effectiveOn: '2016-09-01', eligible },
];
export const care = (status: string, effectiveOn = '2016-09-01'): Said => [
  'SocialCareStatusChanged',
  { effectiveOn, status },
];
export const sen = (senProvision: string, effectiveOn = '2016-09-01'): Said => [
  'SenProvisionChanged',
  { effectiveOn, senProvision },
];
/** The fact where the pupil is one of the first `count`. */
export const of = <T>(count: number, at: number, fact: T): T[] => (at < count ? [fact] : []);
