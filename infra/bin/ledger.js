#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../../dist/src/cli/main.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('The ledger is not built yet: run `npm run build` in the checkout.\n');
  process.exitCode = 2;
}
