/** One page of the log into builds: whom it touches, their histories, their rows, the difference. */
import type pg from 'pg';
import { pupilOf, pupilStream, type Position, type PupilId } from '../../events/identifiers.js';
import type { Merges } from '../../projections/merges.js';
import { trajectories } from '../../projections/trajectory/projection.js';
import { moveBuilds, type Build, type OpenBuild } from './builds.js';
import { deriveAll, type Derived, type StoredEvent } from './derive.js';
import { writeDifference } from './pupil-rows.js';
import { eventsOf, logPage, type Queryable } from './stored-events.js';
import {
  surroundingsAfter,
  surroundingsAt,
  touchedBy,
  type Surroundings,
  type Touched,
} from './surroundings.js';

/** Where a projecting process stands in the log, and what it has in memory for it. */
export interface Standpoint {
  readonly position: Position;
  readonly surroundings: Surroundings;
}

/** Events of the log read at once. A page is one transaction, in which others wait to switch the read models. */
const eventsPerPage = 2_000;
/** Pupils whose histories are in memory at once: tens of events each. */
const pupilsPerPiece = 500;

export async function standpointAt(client: Queryable, position: Position): Promise<Standpoint> {
  return { position, surroundings: await surroundingsAt(client, position) };
}

/**
 * Brings the builds, which all stand where `from` does, one page further. Within the caller's transaction, so that
 * rows, tallies and position are written together or not at all.
 * @returns where they stand then: to be kept once the transaction is committed
 */
export async function projectPage(
  client: pg.ClientBase,
  builds: readonly OpenBuild[],
  from: Standpoint,
  upTo: Position,
): Promise<Standpoint> {
  const page = await logPage(client, from.position, upTo, eventsPerPage);
  const position = page.at(-1)?.position;
  if (position === undefined) return from;
  const surroundings = await surroundingsAfter(client, from.surroundings, page, position);
  const touched = touchedBy(page, from.surroundings, surroundings);
  const records = new Set(touched.records);
  for (const pupil of await pupilsWhoTouch(client, builds, touched)) {
    for (const record of surroundings.merges.recordsOf(pupil)) records.add(record);
  }
  await rederive(client, builds, [...records], position, surroundings);
  await moveBuilds(client, builds, position);
  return { position, surroundings };
}

/** Page by page up to the position, all within the caller's transaction. */
export async function projectUpTo(
  client: pg.ClientBase,
  builds: readonly OpenBuild[],
  from: Standpoint,
  goal: Position,
): Promise<Standpoint> {
  let at = from;
  while (at.position < goal) at = await projectPage(client, builds, at, goal);
  return at;
}

/** Reads again those whose histories could not be read: this release may be able to. Within the caller's transaction. */
export async function retryQuarantined(
  client: pg.ClientBase,
  builds: readonly OpenBuild[],
  at: Standpoint,
): Promise<void> {
  await rederive(client, builds, await quarantinedPupils(client, builds), at.position, at.surroundings);
}

/** Everybody who is quarantined in one of the builds. */
export async function quarantinedPupils(client: Queryable, builds: readonly Build[]): Promise<PupilId[]> {
  if (builds.length === 0) return [];
  const { rows } = await client.query<{ pupil_id: PupilId }>(
    builds.map(({ schema }) => `select pupil_id from ${schema}.quarantine`).join(' union '),
  );
  return rows.map(({ pupil_id }) => pupil_id);
}

/** Makes the records' rows in every build read as their histories do at the position. */
async function rederive(
  client: pg.ClientBase,
  builds: readonly OpenBuild[],
  records: readonly PupilId[],
  position: Position,
  surroundings: Surroundings,
): Promise<void> {
  for (let at = 0; at < records.length; at += pupilsPerPiece) {
    const piece = await derivePupils(
      client,
      builds,
      records.slice(at, at + pupilsPerPiece),
      position,
      surroundings,
    );
    for (const [place, build] of builds.entries()) {
      const derived = piece[place];
      if (derived) await writeDifference(client, build.schema, build.tables, derived);
    }
  }
}

/** For each build what stands of each record; null for a record that another absorbed. */
async function derivePupils(
  client: Queryable,
  builds: readonly OpenBuild[],
  records: readonly PupilId[],
  position: Position,
  { register, merges }: Surroundings,
): Promise<Map<PupilId, Derived | null>[]> {
  const survivors = records.filter((record) => merges.survivorOf(record) === record);
  const streams = survivors.flatMap((pupil) => merges.recordsOf(pupil).map(pupilStream));
  const histories = historiesOf(await eventsOf(client, streams, position), merges);
  const ofRecords = [...histories].map(([pupil, events]) => ({ pupil, events }));
  const tables = builds.map((build) => build.tables);
  return deriveAll(tables, ofRecords, register).map((derived) => {
    const ofBuild = new Map<PupilId, Derived | null>(records.map((record) => [record, null]));
    for (const [at, { pupil }] of ofRecords.entries()) ofBuild.set(pupil, derived[at] ?? null);
    return ofBuild;
  });
}

/** The events by surviving record, each history in the order of positions. @param events in the order of streams */
export function historiesOf(events: readonly StoredEvent[], merges: Merges): Map<PupilId, StoredEvent[]> {
  const histories = new Map<PupilId, StoredEvent[]>();
  for (const event of events) {
    const record = pupilOf(event.stream);
    if (record === undefined) continue;
    const survivor = merges.survivorOf(record);
    const history = histories.get(survivor);
    if (history) history.push(event);
    else histories.set(survivor, [event]);
  }
  for (const [pupil, history] of histories)
    if (merges.isMerged(pupil)) history.sort((a, b) => a.position - b.position);
  return histories;
}

/**
 * Everybody whose trajectory touches one of the schools or authorities. Where the builds have no trajectories of their
 * own, readers' are asked, which are at least as new: whoever came to touch one in between has events of their own there.
 */
async function pupilsWhoTouch(
  client: Queryable,
  builds: readonly OpenBuild[],
  { schools, authorities }: Touched,
): Promise<PupilId[]> {
  if (schools.size === 0 && authorities.size === 0) return [];
  const own = builds.find(({ name }) => name === trajectories.name)?.schema;
  const schema = own ?? (await liveTrajectories(client));
  const { rows } = await client.query<{ pupil_id: PupilId }>(
    `select pupil_id from ${schema}.trajectory where schools && $1::text[] or authorities && $2::text[]`,
    [[...schools], [...authorities]],
  );
  return rows.map(({ pupil_id }) => pupil_id);
}

async function liveTrajectories(client: Queryable): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(
    `select schema from platform.projection where state = 'live' and name = $1`,
    [trajectories.name],
  );
  const schema = rows[0]?.schema;
  if (schema === undefined)
    throw new Error('no trajectories are live: they have to be built with, or before, the others');
  return schema;
}
