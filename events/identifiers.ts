/**
 * The identifiers that the field uses, each a type of its own so that one cannot stand in for another.
 * A value gets its brand from the `as…` function of its kind, which is also its only check.
 */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** A pupil in this ledger: a time-ordered UUID, never derived from the UPN. */
export type PupilId = Branded<string, 'PupilId'>;
/** Unique pupil number: check letter, authority, establishment, year, serial. Personal data. */
export type Upn = Branded<string, 'Upn'>;
/** Unique reference number of an establishment: six digits. */
export type Urn = Branded<string, 'Urn'>;
/** A local authority's nine-character code (`E09000007`). */
export type AuthorityCode = Branded<string, 'AuthorityCode'>;
/** An event's id, unique in the ledger. */
export type EventId = Branded<string, 'EventId'>;
/** A stream's name: `pupil-<uuid>`, `school-<urn>`, `authority-<code>`, … */
export type StreamName = Branded<string, 'StreamName'>;
/** An event's place in the whole ledger: 1, 2, 3 … without gaps. A string outside the process. */
export type Position = Branded<number, 'Position'>;
/** An event's place in its stream: 0, 1, 2 … A string outside the process. */
export type Revision = Branded<number, 'Revision'>;

export const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const urnShape = /^[1-9][0-9]{5}$/;
export const authorityCodeShape = /^[A-Z][0-9]{8}$/;
export const streamNameShape = /^(pupil|school|authority|calendar|subscription)-[A-Za-z0-9-]{1,80}$/;

/** Thrown when a value does not have its identifier's shape. The value itself is never in the message. */
export class MalformedIdentifier extends Error {
  constructor(readonly kind: string) {
    super(`not a well-formed ${kind}`);
    this.name = 'MalformedIdentifier';
  }
}

function shaped<T>(kind: string, shape: RegExp): (value: string) => T {
  return (value) => {
    if (!shape.test(value)) throw new MalformedIdentifier(kind);
    return value as T;
  };
}

export const asPupilId = shaped<PupilId>('pupil id', uuidShape);
export const asEventId = shaped<EventId>('event id', uuidShape);
export const asUrn = shaped<Urn>('URN', urnShape);
export const asAuthorityCode = shaped<AuthorityCode>('authority code', authorityCodeShape);
export const asStreamName = shaped<StreamName>('stream name', streamNameShape);

function whole<T>(kind: string): (value: number | string) => T {
  return (value) => {
    const number = typeof value === 'number' ? value : /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (!Number.isSafeInteger(number) || number < 0) throw new MalformedIdentifier(kind);
    return number as T;
  };
}

/** 0 is the position before the first event. */
export const asPosition = whole<Position>('position');
export const asRevision = whole<Revision>('revision');

export const pupilStream = (pupil: PupilId): StreamName => `pupil-${pupil}` as StreamName;
export const schoolStream = (school: Urn): StreamName => `school-${school}` as StreamName;
export const authorityStream = (authority: AuthorityCode): StreamName =>
  `authority-${authority}` as StreamName;
export const calendarStream = (authority: AuthorityCode, schoolYear: string): StreamName =>
  asStreamName(`calendar-${authority}-${schoolYear.replace('/', '-')}`);

/** The pupil whose stream this is, or undefined for a stream of another kind. */
export function pupilOf(stream: StreamName): PupilId | undefined {
  return stream.startsWith('pupil-') ? (stream.slice(6) as PupilId) : undefined;
}

/** The authority whose stream this is, or undefined for a stream of another kind. */
export function authorityOf(stream: StreamName): AuthorityCode | undefined {
  return stream.startsWith('authority-') ? (stream.slice(10) as AuthorityCode) : undefined;
}

/** The school whose stream this is, or undefined for a stream of another kind. */
export function schoolOf(stream: StreamName): Urn | undefined {
  return stream.startsWith('school-') ? (stream.slice(7) as Urn) : undefined;
}
