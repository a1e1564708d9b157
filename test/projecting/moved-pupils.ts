/** Pupils who joined a school, left it and joined another, and what a view shows that holds all of it or nothing. */
import { pupilStream } from '../../events/identifiers.js';
import { moves } from '../../projections/moves/projection.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { trajectories } from '../../projections/trajectory/projection.js';
import type { View } from '../../src/projecting/read-models.js';
import type { NewEvent } from '../../events/envelope.js';
import { added, removed, urn, type Told } from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';
import { of, pupil, type ProjectedLedger } from './given.js';

/** Two entries and one exit, told at once: every view holds all of it or nothing. */
export const moved = (n: number): Told[] => [
  of(pupil(n), added(urn(n % 7), '2023-09-04', 'C', '8')),
  of(pupil(n), removed(urn(n % 7), '2025-01-10')),
  of(pupil(n), added(urn(7 + (n % 5)), '2025-01-13', 'C', '9')),
];

async function tellAtOnce({ log }: ProjectedLedger, n: number): Promise<void> {
  const events = moved(n).map(
    ({ id, type, data }) => ({ id, type, schemaVersion: 1, data, metadata: sampleMetadata }) as NewEvent,
  );
  await log.append(pupilStream(pupil(n)), 'none', events);
}

/** Pupils of these numbers, all at once. */
export async function tellMany(ledger: ProjectedLedger, from: number, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, at) => tellAtOnce(ledger, from + at)));
}

/** What a view shows of them. */
export interface Seen {
  readonly position: number;
  readonly pupils: number;
  readonly moves: number;
  readonly exits: number;
  readonly joined: number;
}

/** What that view shows. */
export async function lookAt(view: View): Promise<Seen> {
  const count = async (sql: string): Promise<number> => {
    const { rows } = await view.db.raw<{ rows: { count: number }[] }>(sql);
    return Number(rows[0]?.count);
  };
  return {
    position: view.position,
    pupils: await count(`select count(*) from ${view.nameOf(trajectories, 'trajectory')}`),
    moves: await count(`select count(*) from ${view.nameOf(moves, 'move')}`),
    exits: await count(
      `select coalesce(sum(exits), 0) as count from ${view.nameOf(schoolCounts, 'school_year_count')}`,
    ),
    joined: await count(
      `select coalesce(sum(joined), 0) as count from ${view.nameOf(schoolCounts, 'school_year_count')}`,
    ),
  };
}

/** What a whole view at that position shows, each pupil having told in a row that they joined, left and joined. */
export function wholeView(position: number): Seen {
  const [whole, begun] = [Math.floor(position / 3), position % 3];
  const left = whole + (begun === 2 ? 1 : 0);
  return {
    position,
    pupils: Math.ceil(position / 3),
    moves: left,
    exits: left,
    joined: 2 * whole + (begun > 0 ? 1 : 0),
  };
}
