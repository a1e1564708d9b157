import { runProgram } from './program.js';

/** The `ledger` command. */
await runProgram(process.argv.slice(2));
