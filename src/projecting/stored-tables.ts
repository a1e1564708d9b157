/**
 * A projection's tables as they stand in its schema: its row tables, and beside them every pupil's contribution to
 * the tallies and every pupil whose history cannot be read whole. All three are rows of pupils, kept the same way.
 */
import type { ColumnType, Projection, TallyTable } from '../../projections/projection.js';

export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType | 'bigint';
}

/** Rows of single pupils. The first column is `pupil_id`, the first of the key. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
  readonly key: readonly string[];
  readonly indexes: readonly (readonly string[])[];
}

/** What a pupil adds to each tally table, as text (src/projecting/contributions.ts): tallies move by its difference. */
export const contributionTable: StoredTable = {
  name: 'contribution',
  columns: [
    { name: 'pupil_id', type: 'uuid' },
    { name: 'tallies', type: 'text' },
  ],
  key: ['pupil_id'],
  indexes: [],
};

/** Pupils whose rows are stale: they hold what the history said before `since_position`. */
const quarantine: StoredTable = {
  name: 'quarantine',
  columns: [
    { name: 'pupil_id', type: 'uuid' },
    { name: 'since_position', type: 'bigint' },
    { name: 'problem', type: 'text' },
  ],
  key: ['pupil_id'],
  indexes: [],
};

/** In this order wherever a pupil's rows are held: row tables, then contribution where there are tallies, quarantine last. */
export function storedTables({ rowTables, tallyTables }: Projection): readonly StoredTable[] {
  return [...rowTables, ...(tallyTables.length > 0 ? [contributionTable] : []), quarantine];
}

/** Statements that make the tables, without keys and indexes: those are made once the tables are filled. */
export function tableStatements(schema: string, projection: Projection): string[] {
  return [
    `create schema ${schema}`,
    ...storedTables(projection).map(
      ({ name, columns, key }) =>
        `create table ${schema}.${name} (${columns
          .map((column) => `${column.name} ${sqlType(column)}${key.includes(column.name) ? ' not null' : ''}`)
          .join(', ')})`,
    ),
    ...projection.tallyTables.map(
      ({ name, key, counts }) =>
        `create table ${schema}.${name} (${tallyColumns({ name, key, counts })
          .map((column) => `${column.name} ${sqlType(column)} not null`)
          .join(', ')})`,
    ),
  ];
}

/** Statements that make keys and indexes of the tables of pupils' rows; those of one table stand together, in one list. */
export function indexStatements(schema: string, projection: Projection): string[][] {
  return storedTables(projection).map(({ name, columns, key, indexes }) => {
    const indexed = new Set([...key, ...indexes.flat()]);
    const others = columns.flatMap((column) => (indexed.has(column.name) ? [] : column.name));
    return [
      keyStatement(`${schema}.${name}`, key, others),
      ...indexes.map((names) => {
        const isContainment = columns.some(
          (column) => column.type === 'text[]' && names.includes(column.name),
        );
        return `create index on ${schema}.${name} ${isContainment ? 'using gin ' : ''}(${names.join(', ')})`;
      }),
      // Of a key that is the pupil alone the planner knows all that it needs.
      ...(key.length > 1 || indexes.length > 0 ? [`analyze ${schema}.${name}`] : []),
    ];
  });
}

/** The same of one table of tallies, of which nobody asks by a count. */
export const tallyIndexStatements = (schema: string, table: TallyTable): string[] => [
  keyStatement(`${schema}.${table.name}`, keyNames(table), table.counts),
  `analyze ${schema}.${table.name}`,
];

/**
 * @param others of which no statistics are gathered, now or by the server later: nobody looks for rows by
 *   them alone, and of all columns statistics took longer than the indexes
 */
const keyStatement = (table: string, key: readonly string[], others: readonly string[]): string =>
  [
    `alter table ${table} add primary key (${key.join(', ')})`,
    ...others.map((name) => `alter column ${name} set statistics 0`),
  ].join(', ');

/** Statements that make one row of each key of a table whose tallies were loaded in parts; what comes to nothing is left out. */
export function additionStatements(schema: string, table: TallyTable): string[] {
  const [name, key] = [`${schema}.${table.name}`, keyNames(table).join(', ')];
  const sums = table.counts.map((count) => `sum(${count})`).join(', ');
  const isSomething = table.counts.map((count) => `sum(${count}) <> 0`).join(' or ');
  return [
    `create table ${name}_summed (like ${name})`,
    `insert into ${name}_summed select ${key}, ${sums} from ${name} group by ${key} having ${isSomething}`,
    `drop table ${name}`,
    `alter table ${name}_summed rename to ${table.name}`,
  ];
}

/** Of its key, then of its counts. */
export const tallyColumns = ({ key, counts }: TallyTable): readonly StoredColumn[] => [
  ...key,
  ...counts.map((name): StoredColumn => ({ name, type: 'bigint' })),
];

export const keyNames = ({ key }: TallyTable): string[] => key.map(({ name }) => name);

/** Names compare bytewise: they are codes, and the order of a language costs three times as much. */
const sqlType = ({ type }: StoredColumn): string => (type === 'text' ? 'text collate "C"' : type);
