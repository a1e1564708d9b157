import { Command, CommandRunner, Option } from 'nest-commander';
import { exitCodes } from '../cli/exit-codes.js';
import { createOutput, type Output } from '../cli/output.js';
import { checkFiles, type CheckedFiles } from './check-files.js';
import { checksInWords } from './checks-in-words.js';

@Command({
  name: 'check-export',
  arguments: '<csv> <meta.csv>',
  description:
    'checks a pair of files against the published screening rules for DfE’s open data; exit code 1 where a check fails',
})
export class CheckExportCommand extends CommandRunner {
  async run([data = '', meta = '']: string[], options: { readonly json?: boolean }): Promise<void> {
    const output = createOutput(options);
    const checked = await checkingFiles(output, data, meta);
    if (checked.fails > 0) process.exitCode = exitCodes.difference;
    output.result({ kind: 'check-export', ...checked }, () => checksInWords(checked));
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

/** The same with its progress on a terminal. */
export async function checkingFiles(output: Output, data: string, meta: string): Promise<CheckedFiles> {
  const bar = output.progress('Checking, lines', 0);
  try {
    return await checkFiles(data, meta, { onProgress: (lines, total) => bar.set(lines, total) });
  } finally {
    bar.end();
  }
}
