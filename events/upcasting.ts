/**
 * Old shapes of events become current ones: here and nowhere else. The log hands every event through this
 * border, so that nothing above it ever meets an old shape, nor one that this release does not know.
 */
import { catalogue, eventTypes, type EventData, type EventType } from './catalogue.js';

/** Makes data of one version into data of the next. Pure; leaves what it is given as it is. */
export type Upcaster = (data: unknown) => unknown;

/** By type, then by the version that goes in. `{ Suspended: { 1: fromOneToTwo } }` */
export type Upcasters = Readonly<Partial<Record<EventType, Readonly<Record<number, Upcaster>>>>>;

export const upcasters: Upcasters = {
  // What version 2 tells beside the first may be absent; a cancellation named its exclusion by the entry alone.
  Suspended: { 1: (data) => data },
  PermanentlyExcluded: { 1: (data) => data },
  ExclusionCancelled: { 1: (data) => data },
  // Version 1 told of terms alone; what version 2 tells beside them may be absent.
  TermDatesSet: { 1: (data) => data },
};

export interface CurrentShape<T extends EventType> {
  readonly schemaVersion: number;
  readonly data: EventData<T>;
}

/** The ledger holds a type, or a version of one, that this release has no way to read. */
export class UnknownEventShape extends Error {
  constructor(
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(`no way to read ${type} version ${schemaVersion}: was it recorded by a newer release?`);
    this.name = 'UnknownEventShape';
  }
}

const currentVersions: ReadonlyMap<string, number> = new Map(
  eventTypes.map((type) => [type, catalogue[type].version]),
);

/**
 * An event's data in its type's current shape, and the version that shape has.
 *
 * @param type as the log has it: a claim, until it is found in the catalogue
 * @param schemaVersion the version in which it was recorded
 * @param data as it was recorded; it was validated then, in that version
 * @throws UnknownEventShape when the catalogue lacks the type, when the version is newer than the catalogue's,
 *   and when no way leads from it to the catalogue's.
 */
export function upcast<T extends EventType>(
  type: T,
  schemaVersion: number,
  data: unknown,
  known: Upcasters = upcasters,
  versions: ReadonlyMap<string, number> = currentVersions,
): CurrentShape<T> {
  const current = versions.get(type);
  if (current === undefined || schemaVersion > current) throw new UnknownEventShape(type, schemaVersion);
  let shaped = data;
  for (let version = schemaVersion; version < current; version++) {
    const next = known[type]?.[version];
    if (!next) throw new UnknownEventShape(type, schemaVersion);
    shaped = next(shaped);
  }
  return { schemaVersion: current, data: shaped as EventData<T> };
}
