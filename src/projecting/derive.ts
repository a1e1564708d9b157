/**
 * One pupil's rows in every projection, from the pupil's events as the log holds them. What cannot be read is told
 * apart here, pupil by pupil: everybody else's rows go on.
 */
import type { HistoryEvent } from '../../events/envelope.js';
import { eventTypes, type EventType } from '../../events/catalogue.js';
import type { EventId, Position, PupilId, StreamName } from '../../events/identifiers.js';
import { UnknownEventShape, upcast } from '../../events/upcasting.js';
import { pupilsAtOnce } from '../../projections/asked-once.js';
import type { Projection, Row } from '../../projections/projection.js';
import type { Register } from '../../projections/register/register.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import {
  additionsOf,
  contributionText,
  countPlaces,
  UnfitKey,
  type Addition,
  type CountPlaces,
} from './contributions.js';
import { lineOf, UnfitValue, type Line } from './copy-text.js';
import { contributionTable, storedTables, type StoredTable } from './stored-tables.js';

/** An event as the log holds it: of whatever type and version, its data as JSON text. */
export interface StoredEvent {
  readonly stream: StreamName;
  readonly position: Position;
  readonly id: EventId;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recordedAt: string;
  readonly data: string;
}

/** What stands of one pupil in one projection. */
export interface Derived {
  /** For each of `storedTables`, in their order. */
  readonly lines: readonly (readonly Line[])[];
  /** What the pupil adds to each tally table, in their order. */
  readonly additions: readonly (readonly Addition[])[];
  /** Not of who is quarantined. */
  readonly isWhole: boolean;
}

/** A problem's code: it tells what went wrong and nothing of the pupil. */
export type QuarantineProblem = 'unknown-event-shape' | 'not-interpretable' | 'unfit-value' | 'one-key-twice';

/** A projection with what is worked out once of its tables. */
export class ProjectedTables {
  readonly stored: readonly StoredTable[];
  /** Which of `stored` holds contributions. */
  private readonly contribution: number;
  /** By table, the columns of its key beside the pupil. */
  private readonly keyPlaces: readonly (readonly number[])[];
  private readonly countPlaces: CountPlaces;
  /** What stands of a pupil who has nothing in this projection: most have nothing in most. */
  private readonly nothing: Derived;

  constructor(readonly projection: Projection) {
    this.stored = storedTables(projection);
    this.contribution = this.stored.indexOf(contributionTable);
    this.countPlaces = countPlaces(projection);
    this.nothing = {
      lines: this.stored.map(() => none),
      additions: projection.tallyTables.map(() => []),
      isWhole: true,
    };
    this.keyPlaces = this.stored.map(({ columns, key }) =>
      key.slice(1).map((name) => columns.findIndex((column) => column.name === name)),
    );
  }

  /** @throws whatever the projection throws, UnfitValue, UnfitKey, OneKeyTwice */
  derive(trajectory: Trajectory, register: Register): Derived {
    const rows = this.projection.rows(trajectory, register);
    const tallies = this.projection.tallies(trajectory, register);
    if (rows.every(isEmpty) && tallies.every(isEmpty)) return this.nothing;
    const additions = tallies.map((ofTable, table) => additionsOf(ofTable, this.countPlaces[table]));
    const contribution = contributionText(additions);
    // Of the last table, the quarantine, there are none here.
    const lines = this.stored.map((_, table) =>
      table === this.contribution && contribution !== null
        ? [lineOf(contributionTable.columns, [trajectory.pupil, contribution])]
        : this.linesOf(table, rows[table]),
    );
    return { lines, additions, isWhole: true };
  }

  /** The rows of a quarantined pupil: those of the history before the event that cannot be read. */
  quarantined(pupil: PupilId, before: Derived | null, since: Position, problem: QuarantineProblem): Derived {
    const quarantine = this.stored.length - 1;
    const columns = this.stored[quarantine]?.columns ?? [];
    const lines = this.stored.map((_, table) =>
      table === quarantine ? [lineOf(columns, [pupil, since, problem])] : (before?.lines[table] ?? []),
    );
    const additions = before?.additions ?? this.projection.tallyTables.map(() => []);
    return { lines, additions, isWhole: false };
  }

  private linesOf(table: number, rows: readonly Row[] | undefined): readonly Line[] {
    const columns = this.stored[table]?.columns;
    if (columns === undefined || rows === undefined || rows.length === 0) return none;
    if (rows.length > 1) this.checkKeys(table, rows);
    return rows.map((row) => lineOf(columns, row));
  }

  private checkKeys(table: number, rows: readonly Row[]): void {
    const keys = new Set<string>();
    for (const row of rows) {
      let key = '';
      for (const place of this.keyPlaces[table] ?? []) key += `${String(row[place])} `;
      keys.add(key);
    }
    if (keys.size < rows.length) throw new OneKeyTwice();
  }
}

const none: readonly Line[] = [];

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;

/** A projection gave two rows of one pupil the same key. */
class OneKeyTwice extends Error {}

/** A pupil by the record that survives, and the whole history in the order of positions. */
export interface StoredHistory {
  readonly pupil: PupilId;
  readonly events: readonly StoredEvent[];
}

/**
 * Some histories at a time are interpreted, then one projection after the other takes them, so that each finds its own code
 * at hand.
 *
 * @returns for each projection what stands of each pupil, in the order of the histories
 */
export function deriveAll(
  projected: readonly ProjectedTables[],
  histories: readonly StoredHistory[],
  register: Register,
): Derived[][] {
  const derived = projected.map((): Derived[] => []);
  for (let at = 0; at < histories.length; at += pupilsAtOnce) {
    const some = histories.slice(at, at + pupilsAtOnce);
    const trajectories = some.map((history) => trajectoryOf(history, register));
    projected.forEach((tables, place) =>
      some.forEach((history, of) =>
        derived[place]?.push(derivedOf(tables, trajectories[of], history, register)),
      ),
    );
  }
  return derived;
}

/** Undefined where the history cannot be read to its end. */
function trajectoryOf({ pupil, events }: StoredHistory, register: Register): Trajectory | undefined {
  try {
    return interpret(pupil, events.map(currentEvent), register);
  } catch {
    return undefined;
  }
}

function derivedOf(
  tables: ProjectedTables,
  trajectory: Trajectory | undefined,
  history: StoredHistory,
  register: Register,
): Derived {
  if (trajectory === undefined) return deriveReadable(tables, history, register);
  try {
    return tables.derive(trajectory, register);
  } catch {
    return deriveReadable(tables, history, register);
  }
}

/** One projection's rows from the longest beginning of the history that can be read. */
function deriveReadable(
  tables: ProjectedTables,
  { pupil, events }: StoredHistory,
  register: Register,
): Derived {
  let problem: QuarantineProblem | undefined;
  for (let length = events.length; length > 0; length--) {
    try {
      const derived = tables.derive(
        interpret(pupil, events.slice(0, length).map(currentEvent), register),
        register,
      );
      const firstLeftOut = events[length];
      return problem === undefined || firstLeftOut === undefined
        ? derived
        : tables.quarantined(pupil, derived, firstLeftOut.position, problem);
    } catch (error) {
      problem ??= problemOf(error);
    }
  }
  const [first] = events;
  if (first === undefined) throw new RangeError('a history has at least one event');
  return tables.quarantined(pupil, null, first.position, problem ?? 'not-interpretable');
}

/** Puts the event into its type's current shape. @throws UnknownEventShape when this release cannot read it */
export function currentEvent(event: StoredEvent): HistoryEvent {
  const { id, stream, position, recordedAt } = event;
  const type = knownTypes.get(event.type);
  if (type === undefined) throw new UnknownEventShape(event.type, event.schemaVersion);
  const { schemaVersion, data } = upcast(type, event.schemaVersion, JSON.parse(event.data));
  // Type and data belong together by what the write side let in; the compiler cannot see that in a row.
  return { id, type, schemaVersion, data, stream, position, recordedAt } as HistoryEvent;
}

/** Each by its name: texts that are one and the same compare at once, and a type is compared a hundred times. */
const knownTypes: ReadonlyMap<string, EventType> = new Map(eventTypes.map((type) => [type, type]));

function problemOf(error: unknown): QuarantineProblem {
  if (error instanceof UnknownEventShape) return 'unknown-event-shape';
  if (error instanceof UnfitValue || error instanceof UnfitKey) return 'unfit-value';
  return error instanceof OneKeyTwice ? 'one-key-twice' : 'not-interpretable';
}
