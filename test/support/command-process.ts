/** The program of a command process (test/support/commands.ts): runs the command lines that it is sent, in turn. */
import { runProgram } from '../../src/cli/program.js';
import type { CommandLine } from './commands.js';
import type { Finished } from './ledger-process.js';

async function finish({ args, environment }: CommandLine): Promise<Finished> {
  const printed = { stdout: '', stderr: '' };
  const restore = [capture('stdout'), capture('stderr')];
  process.env = { ...environment };
  process.exitCode = undefined;
  try {
    await runProgram(args);
    return { code: exitCode(), ...printed };
  } finally {
    process.exitCode = undefined;
    for (const back of restore) back();
  }

  function capture(name: 'stdout' | 'stderr'): () => void {
    const stream = process[name];
    const write = stream.write.bind(stream);
    stream.write = (chunk) => {
      printed[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
    return () => (stream.write = write);
  }
}

/** Set by the program while nobody looked, as far as the compiler sees. */
function exitCode(): number {
  return Number(process.exitCode ?? 0);
}

process.on('message', (command: CommandLine) => {
  void finish(command).then((finished) => process.send?.(finished));
});
process.on('disconnect', () => process.exit());
