/**
 * The unique pupil number: check letter, three digits of authority, four of establishment, two of the year of
 * allocation, three of serial. In a temporary one the last is a letter. (DfE, Unique pupil numbers: guidance; the
 * sum: UPN data standard 2.0.)
 */
import { MalformedIdentifier, type Upn } from './identifiers.js';

/** The letters of a UPN: without I, O and S, which read as digits. A letter's place is its value. */
const alphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ';

const length = 13;
const afterCheckLetter = /^\d{11}[\dA-HJ-NP-RT-Z]$/;
const upnCharacters = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;

/** Why a text is no UPN; tells nothing of the text itself, which may be a child's. */
export type UpnFault = 'length' | 'characters' | 'check-letter';

/** What is wrong with the text as a UPN, or undefined when nothing is. */
export function whyNotUpn(text: string): UpnFault | undefined {
  if (text.length !== length) return 'length';
  if (!upnCharacters.test(text)) return 'characters';
  return text.startsWith(checkLetter(text.slice(1))) ? undefined : 'check-letter';
}

export function isWellFormedUpn(text: string): text is Upn {
  return whyNotUpn(text) === undefined;
}

/** @throws MalformedIdentifier when the text is not a UPN with its right check letter. */
export function asUpn(text: string): Upn {
  if (!isWellFormedUpn(text)) throw new MalformedIdentifier('UPN');
  return text;
}

/** Whether the number was given to a pupil whose own was not known yet: it ends in a letter. */
export function isTemporaryUpn(upn: Upn): boolean {
  return /[A-Z]$/.test(upn);
}

/**
 * The letter that the twelve characters after it call for: each one's value times its place in the number (2 to 13),
 * summed, modulo 23.
 *
 * @throws MalformedIdentifier when they are not eleven digits and a digit or letter of the alphabet.
 */
export function checkLetter(twelve: string): string {
  if (!afterCheckLetter.test(twelve)) throw new MalformedIdentifier('UPN');
  let sum = 0;
  for (let at = 0; at < twelve.length; at++) {
    const character = twelve.charAt(at);
    const letterValue = alphabet.indexOf(character);
    sum += (letterValue === -1 ? Number(character) : letterValue) * (at + 2);
  }
  return alphabet.charAt(sum % alphabet.length);
}

/**
 * A UPN with its check letter, from three digits of authority, four of establishment, two of the year, and three
 * characters of serial (two digits and a letter for a temporary one).
 *
 * @throws MalformedIdentifier when a part has another length or other characters.
 */
export function makeUpn(authority: string, establishment: string, year: string, serial: string): Upn {
  const asExpected =
    authority.length === 3 && establishment.length === 4 && year.length === 2 && serial.length === 3;
  if (!asExpected) throw new MalformedIdentifier('UPN');
  const twelve = `${authority}${establishment}${year}${serial}`;
  return asUpn(`${checkLetter(twelve)}${twelve}`);
}
