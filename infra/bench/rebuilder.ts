import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projections } from '../../projections/catalogue.js';
import { checkoutFolder } from '../../src/platform/checkout.js';
import type { RebuildMeasured } from './rebuild-process.js';

/**
 * A process of its own that rebuilds read models when it is told to, so that its memory is its own.
 * @param names of their projections; left out, all
 */
export function startRebuilder(
  connectionString: string,
  names: readonly string[] = projections.map(({ name }) => name),
): {
  rebuild(): Promise<RebuildMeasured>;
  end(): void;
} {
  const program = join(checkoutFolder, 'dist', 'infra', 'bench', 'rebuild-process.js');
  const child = spawn(process.execPath, [program, names.join(',')], {
    env: { ...process.env, DATABASE_URL: connectionString },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async rebuild() {
      child.stdin.write('rebuild\n');
      const line = await lines.next();
      if (line.done === true) throw new Error('the rebuild failed');
      return JSON.parse(line.value) as RebuildMeasured;
    },
    end: () => child.stdin.end(),
  };
}
