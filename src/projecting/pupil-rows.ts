/** Stored rows of pupils: read as they stand, and replaced where they read otherwise. */
import type pg from 'pg';
import type { PupilId } from '../../events/identifiers.js';
import { copyIn } from '../platform/database/copy-in.js';
import { lineOfTexts, pupilOfLine, textIn, type Line } from './copy-text.js';
import type { Derived, ProjectedTables } from './derive.js';
import type { Queryable } from './stored-events.js';
import { contributionTable, keyNames, type StoredTable } from './stored-tables.js';
import { TallySums, type Sum } from './tally-sums.js';

/**
 * Makes the pupils' rows in one build read as derived: writes what differs, and moves the tallies by the difference
 * of the pupils' contributions. Within the caller's transaction.
 * @param derived null for a record that has no rows (any more)
 */
export async function writeDifference(
  client: pg.ClientBase,
  schema: string,
  tables: ProjectedTables,
  derived: ReadonlyMap<PupilId, Derived | null>,
): Promise<void> {
  const pupils = [...derived.keys()];
  const storedInAll = await storedLines(client, schema, tables.stored, pupils);
  for (const [at, table] of tables.stored.entries()) {
    const stored = storedInAll[at] ?? new Map<string, Line[]>();
    const changed = pupils.filter(
      (pupil) => !sameLines(stored.get(pupil) ?? [], derived.get(pupil)?.lines[at] ?? []),
    );
    if (changed.length === 0) continue;
    const removed = changed.filter((pupil) => stored.has(pupil));
    if (removed.length > 0)
      await client.query(`delete from ${schema}.${table.name} where pupil_id = any ($1)`, [removed]);
    const added = changed.flatMap((pupil) => derived.get(pupil)?.lines[at] ?? []);
    await copyLines(client, `${schema}.${table.name}`, added);
    if (table === contributionTable) {
      const sums = new TallySums(tables.projection);
      for (const pupil of removed) for (const line of stored.get(pupil) ?? []) sums.add(textIn(line, 1), -1);
      for (const line of added) sums.add(textIn(line, 1));
      await moveTallies(client, schema, tables, sums.all());
    }
  }
}

/** Loads lines into a table. */
export async function copyLines(client: pg.ClientBase, table: string, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  await copyIn(client, table, [Buffer.from(`${lines.join('\n')}\n`)]);
}

/**
 * For each table the pupils' lines as they stand, in one query: most tables hold none of most pupils, and a question to
 * the server costs more than its answer.
 */
async function storedLines(
  client: Queryable,
  schema: string,
  tables: readonly StoredTable[],
  pupils: readonly PupilId[],
): Promise<Map<string, Line[]>[]> {
  const widest = Math.max(...tables.map(({ columns }) => columns.length));
  const queries = tables.map(({ name, columns }, at) => {
    const texts = Array.from({ length: widest }, (_, place) => {
      const column = columns[place];
      return column === undefined ? 'null' : `${column.name}::text`;
    });
    return `select ${at}, ${texts.join(', ')} from ${schema}.${name} where pupil_id = any ($1)`;
  });
  const { rows } = await client.query<[number, ...(string | null)[]]>({
    text: queries.join(' union all '),
    values: [pupils],
    rowMode: 'array',
  });
  const lines = tables.map(() => new Map<string, Line[]>());
  for (const [at, ...texts] of rows) {
    const line = lineOfTexts(texts.slice(0, tables[at]?.columns.length));
    const pupil = pupilOfLine(line);
    const known = lines[at]?.get(pupil);
    if (known) known.push(line);
    else lines[at]?.set(pupil, [line]);
  }
  return lines;
}

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  if (a.length !== b.length) return false;
  if (a.length < 2) return a[0] === b[0];
  const sorted = b.toSorted();
  return a.toSorted().every((line, at) => line === sorted[at]);
}

/** Adds to the counts of each key; a row that comes to nought goes. */
async function moveTallies(
  client: Queryable,
  schema: string,
  { projection }: ProjectedTables,
  moved: readonly Iterable<Sum>[],
): Promise<void> {
  for (const [at, table] of projection.tallyTables.entries()) {
    const tallies = [...(moved[at] ?? [])];
    if (tallies.length === 0) continue;
    const name = `${schema}.${table.name}`;
    const keys = keyNames(table);
    const columns = [...keys, ...table.counts];
    const arrays = [
      ...table.key.map((column, place) => ({
        type: column.type,
        values: tallies.map(({ key }) => key[place]),
      })),
      ...table.counts.map((_, place) => ({
        type: 'bigint',
        values: tallies.map(({ counts }) => counts[place]),
      })),
    ];
    await client.query(
      `insert into ${name} as stored (${columns.join(', ')})
         select * from unnest(${arrays.map(({ type }, place) => `$${place + 1}::${type}[]`).join(', ')})
       on conflict (${keys.join(', ')}) do update
         set ${table.counts.map((count) => `${count} = stored.${count} + excluded.${count}`).join(', ')}`,
      arrays.map(({ values }) => values),
    );
    await client.query(
      `delete from ${name} as stored using unnest(${table.key.map(({ type }, place) => `$${place + 1}::${type}[]`).join(', ')})
         as moved (${keys.join(', ')})
        where ${[...keys.map((key) => `stored.${key} = moved.${key}`), ...table.counts.map((count) => `stored.${count} = 0`)].join(' and ')}`,
      arrays.slice(0, keys.length).map(({ values }) => values),
    );
  }
}
