import { availableParallelism, cpus, totalmem } from 'node:os';
import type pg from 'pg';

/** What a benchmark prints. The JSON form is an interface: DESIGN.md §10. */
export interface Report {
  readonly bench: string;
  readonly machine: Machine;
  /** How much was done: counts, bytes, seconds. */
  readonly sizes: Readonly<Record<string, number | readonly number[]>>;
  /** From a dotted name that ends in its unit to a number: `append.ledger.writers16.eventsPerSecond`. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Machine {
  readonly cpus: number;
  readonly cpuModel: string;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly node: string;
  readonly postgres: Readonly<Record<string, string>>;
}

const settingsThatMatter = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'shared_buffers',
  'max_wal_size',
  'max_connections',
];

/** This machine, and the server's settings that decide what a commit costs. */
export async function describeMachine(pool: pg.Pool): Promise<Machine> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) as name',
    [settingsThatMatter],
  );
  return {
    cpus: availableParallelism(),
    cpuModel: cpus()[0]?.model ?? 'unknown',
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    postgres: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
  };
}

export function printTable({ bench, machine, sizes, figures }: Report): void {
  const { postgres, ...own } = machine;
  const sections = { machine: own, 'machine.postgres': postgres, sizes, figures };
  process.stdout.write(`${bench}\n`);
  for (const [title, values] of Object.entries(sections)) {
    const width = Math.max(...Object.keys(values).map((key) => key.length));
    process.stdout.write(`\n${title}\n`);
    for (const [key, value] of Object.entries(values)) {
      process.stdout.write(`  ${key.padEnd(width)}  ${formatted(value)}\n`);
    }
  }
}

function formatted(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 });
}
