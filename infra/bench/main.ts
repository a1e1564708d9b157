/**
 * `npm run bench -- <name> [options] [--json]`: measures, and prints the machine, the sizes and the figures.
 * With --json one JSON document on standard output; all else goes to standard error.
 */
import { WrongUse } from './options.js';
import { printTable, type Report } from './report.js';

/** A benchmark: its own options, and where its progress goes, one line at a time. */
export type Bench = (options: string[], progress: (line: string) => void) => Promise<Report>;

/** Each is loaded when it is asked for, so that one does not need what another is made of. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => (await import('./append.js')).benchAppend,
  england: async () => (await import('./england/england.js')).benchEngland,
  query: async () => (await import('./query/query.js')).benchQuery,
  rebuild: async () => (await import('./rebuild.js')).benchRebuild,
  sequence: async () => (await import('./sequence.js')).benchSequence,
};

const [name = '', ...rest] = process.argv.slice(2);
const asJson = rest.includes('--json');

try {
  const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (load === undefined) throw new WrongUse(`no benchmark is called '${name}'`);
  const bench = await load();
  const options = rest.filter((option) => option !== '--json');
  const report = await bench(options, (line) => process.stderr.write(`${line}\n`));
  if (asJson) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else printTable(report);
} catch (error) {
  if (!(error instanceof WrongUse)) throw error;
  const names = Object.keys(benches).join('|');
  process.stderr.write(`${error.message}\nusage: npm run bench -- <${names}> [options] [--json]\n`);
  process.exitCode = 2;
}
