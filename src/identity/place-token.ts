/**
 * Place tokens: whether two addresses of one pupil are the same place, and nothing else (DESIGN's decisions on
 * erasure: an HMAC of the normalised address under a key of that pupil alone).
 */
import { createHmac } from 'node:crypto';
import type { PlaceForm, PlaceToken } from '../../events/circumstances.js';
import type { PupilKeys } from './keys/key-store.js';
import type { Address } from './sealing.js';

/**
 * The token of an address; undefined when the address says no place.
 *
 * Tokens compare only when form and normaliser are the same: a property number, a text and a bare postcode of one
 * home make unlike tokens.
 */
export function placeToken(keys: PupilKeys, address: Address): PlaceToken | undefined {
  const place = normalisedPlace(address);
  if (!place) return undefined;
  const { form, normaliser, text } = place;
  const token = createHmac('sha256', keys.token)
    .update(`place ${form} ${normaliser}\0${text}`)
    .digest('base64url');
  return { form, normaliser, token };
}

export interface NormalisedPlace {
  readonly form: PlaceForm;
  /** `uk-1`: property number, or text with its postcode. `postcode-1`: a postcode was all that was reported. */
  readonly normaliser: 'uk-1' | 'postcode-1';
  readonly text: string;
}

/**
 * An address as it is compared: by its UPRN where it has one, else by its text with upper case, marks, punctuation
 * and white space folded and the usual words abbreviated. Never change what a normaliser of a name does: make the next.
 */
export function normalisedPlace({ lines, postcode, uprn }: Address): NormalisedPlace | undefined {
  const property = propertyNumber(uprn);
  if (property !== undefined) return { form: 'uprn', normaliser: 'uk-1', text: property };
  const words = foldWords(lines.join(' '));
  const code = foldWords(postcode ?? '').join('');
  if (words.length > 0)
    return { form: 'text', normaliser: 'uk-1', text: [...words, code].join(' ').trimEnd() };
  return code === '' ? undefined : { form: 'text', normaliser: 'postcode-1', text: code };
}

/**
 * The outward part of a postcode (`SW1A 2AA` and `sw1a` give `SW1A`), undefined when it is not shaped like one.
 * Which authority a postcode lies in is not written in it: the report says the home authority, or nobody does.
 */
export function outwardPostcode(postcode: string): string | undefined {
  const [, outward] =
    /^([A-Z]{1,2}\d[A-Z\d]?)(?:\d[A-Z]{2})?$/.exec(postcode.toUpperCase().replace(/\s/g, '')) ?? [];
  return outward;
}

/** A UPRN has one to twelve digits (GeoPlace). Census files write `1.0`, and `-1.0` where there is none. */
function propertyNumber(uprn: string | undefined): string | undefined {
  return /^0*([1-9]\d{0,11})(?:\.0+)?$/.exec(uprn?.trim() ?? '')?.[1];
}

function foldWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’.]/gu, '')
    .replaceAll('&', ' AND ')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => abbreviations.get(word) ?? word);
}

/**
 * Long forms become short ones, because a short one can stand for two (ST is street and saint, DR drive and doctor)
 * and both must meet in it. Variants of the short form are listed as well.
 */
const abbreviations: ReadonlyMap<string, string> = new Map(
  Object.entries({
    APT: ['APARTMENT'],
    AVE: ['AVENUE', 'AV'],
    BLDG: ['BUILDING', 'BLDGS', 'BUILDINGS'],
    CL: ['CLOSE'],
    COTT: ['COTTAGE', 'COTTAGES', 'COTTS'],
    CRES: ['CRESCENT', 'CRESC'],
    CT: ['COURT', 'CRT'],
    DR: ['DRIVE', 'DRV', 'DOCTOR'],
    E: ['EAST'],
    FL: ['FLAT'],
    GDNS: ['GARDENS', 'GDN', 'GARDEN', 'GDS'],
    GR: ['GROVE', 'GRV'],
    GT: ['GREAT'],
    HO: ['HOUSE', 'HSE'],
    LA: ['LANE', 'LN'],
    LT: ['LITTLE'],
    MT: ['MOUNT'],
    N: ['NORTH'],
    NO: ['NUMBER', 'NUM'],
    PDE: ['PARADE'],
    PK: ['PARK'],
    PL: ['PLACE'],
    RD: ['ROAD'],
    S: ['SOUTH'],
    SQ: ['SQUARE'],
    ST: ['STREET', 'SAINT', 'STR'],
    TER: ['TERRACE', 'TERR', 'TCE'],
    W: ['WEST'],
  }).flatMap(([short, forms]) => forms.map((form) => [form, short] as const)),
);
