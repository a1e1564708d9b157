import { Command, CommandRunner, Option } from 'nest-commander';
import { measuresDocument } from '../querying/breakdown-documents.js';
import { formatOf } from './formats.js';
import { createOutput } from './output.js';
import { measuresAsCsv, printMeasures } from './print/breakdowns.js';

interface MeasuresOptions {
  readonly format?: string;
  readonly json?: boolean;
}

@Command({
  name: 'measures',
  description:
    'every measure with its definition, source, unit and version, and what it can be broken down by',
})
export class MeasuresCommand extends CommandRunner {
  run(_arguments: string[], options: MeasuresOptions): Promise<void> {
    const format = formatOf(options);
    const document = measuresDocument();
    const print = format === 'csv' ? measuresAsCsv : printMeasures;
    createOutput({ json: format === 'json' }).result(document, () => print(document));
    return Promise.resolve();
  }

  @Option({ flags: '--format <format>', description: 'table (where left out), csv or json' })
  parseFormat(format: string): string {
    return format;
  }

  @Option({ flags: '--json', description: 'the same as --format json' })
  parseJson(): boolean {
    return true;
  }
}
