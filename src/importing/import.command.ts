import type { INestApplicationContext } from '@nestjs/common';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { parseCensusTerm } from '../../events/calendar/census-day.js';
import { exitCodes, WrongUse } from '../cli/exit-codes.js';
import { createOutput, type Output } from '../cli/output.js';
import { BackgroundSequencing } from '../ledger/background-sequencing.js';
import { readModelsSoFar } from '../cli/read-models-so-far.js';
import { withLedger } from '../cli/with-ledger.js';
import type { CalendarReport } from './calendar/import-calendar.js';
import type { CensusReport } from './census/import-census.js';
import type { CtfReport } from './ctf/import-ctf.js';
import type { AuthoritiesReport } from './establishments/import-authorities.js';
import type { LinksReport } from './establishments/import-links.js';
import type { SchoolsReport } from './establishments/import-schools.js';
import { Importing, type ImportTerms } from './importing.module.js';
import type { MovementsReport } from './movements/import-movements.js';
import { movementFamilies, templateName } from './movements/layout.js';
import { familyNamed, templateOf } from './movements/template.js';
import { RefusalFile } from './refusal-file.js';
import { inWords } from './report-in-words.js';

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly refusals?: string;
}

interface CensusOptions extends ImportOptions {
  readonly term: string;
  readonly schools: string;
  readonly identifier: string;
}

interface MovementsOptions extends ImportOptions {
  readonly template?: string;
}

type Report =
  | AuthoritiesReport
  | SchoolsReport
  | LinksReport
  | CalendarReport
  | CensusReport
  | MovementsReport
  | CtfReport;

/** What all imports share. Exit code 1 where rows were refused or the import was stopped. */
abstract class ImportRunner extends CommandRunner {
  @Option({ flags: '--dry-run', description: 'decides everything, records nothing, prints the same numbers' })
  parseDryRun(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }

  @Option({
    flags: '--refusals <path>',
    description: 'where refused rows are listed, as CSV; written only if there are any',
  })
  parseRefusals(path: string): string {
    return path;
  }

  protected async import(
    options: ImportOptions,
    name: string,
    run: (importing: Importing, terms: ImportTerms) => Promise<Report>,
  ): Promise<void> {
    const output: Output = createOutput(options);
    const report = await withLedger(async (ledger, signal) => {
      ledger.get(BackgroundSequencing, { strict: false }).begin();
      const refusals = new RefusalFile(options.refusals ?? `${name}.refusals.csv`);
      const progress: ImportTerms['progress'] = (label, total) => output.progress(label, total);
      const terms = { refusals, dryRun: options.dryRun ?? false, signal, progress };
      const done = await run(ledger.get(Importing, { strict: false }), terms);
      output.result(done, () => inWords(done));
      if (done.events > 0 && !done.dryRun) await catchUp(ledger, signal);
      return done;
    });
    if (report.rows.refused > 0 || report.stopped) process.exitCode = exitCodes.difference;
  }
}

/** Read models that are not caught up here, because the user stops it, are by whoever reads or projects next. */
async function catchUp(ledger: INestApplicationContext, signal: AbortSignal): Promise<void> {
  try {
    await readModelsSoFar(ledger, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

@SubCommand({ name: 'authorities', arguments: '<file>', description: 'DfE’s list of local authorities' })
export class ImportAuthoritiesCommand extends ImportRunner {
  async run([file = '']: string[], options: ImportOptions): Promise<void> {
    await this.import(options, 'authorities', (importing, terms) => importing.authorities(terms, file));
  }
}

@SubCommand({
  name: 'schools',
  arguments: '<file>',
  description: 'DfE’s school spine: establishments and their dates',
})
export class ImportSchoolsCommand extends ImportRunner {
  async run([file = '']: string[], options: ImportOptions): Promise<void> {
    await this.import(options, 'schools', (importing, terms) => importing.schools(terms, file));
  }
}

@SubCommand({
  name: 'links',
  arguments: '<file>',
  description: 'how establishments followed one another (GIAS links)',
})
export class ImportLinksCommand extends ImportRunner {
  async run([file = '']: string[], options: ImportOptions): Promise<void> {
    await this.import(options, 'links', (importing, terms) => importing.links(terms, file));
  }
}

@SubCommand({
  name: 'calendar',
  arguments: '<file>',
  description: 'term dates, half-terms, INSET days and half-days of authorities and schools',
})
export class ImportCalendarCommand extends ImportRunner {
  async run([file = '']: string[], options: ImportOptions): Promise<void> {
    await this.import(options, 'calendar', (importing, terms) => importing.calendar(terms, file));
  }
}

@SubCommand({
  name: 'census',
  arguments: '<folder>',
  description: 'one term of a school census, as COLLECT exports it',
})
export class ImportCensusCommand extends ImportRunner {
  async run([folder = '']: string[], options: CensusOptions): Promise<void> {
    const term = parseCensusTerm(options.term);
    if (!term) throw new WrongUse('--term must be a census term, such as 2024-autumn');
    const { identifier: identifierKind } = options;
    if (identifierKind !== 'upn' && identifierKind !== 'opaque')
      throw new WrongUse('--identifier must be upn or opaque');
    const request = { folder, term, schoolsPath: options.schools, identifierKind } as const;
    await this.import(options, `census-${term}`, (importing, terms) => importing.census(terms, request));
  }

  @Option({ flags: '--term <term>', description: 'which term of the folder: 2024-autumn', required: true })
  parseTerm(term: string): string {
    return term;
  }

  @Option({ flags: '--schools <file>', description: 'a CSV of NativeId and URN', required: true })
  parseSchools(path: string): string {
    return path;
  }

  @Option({
    flags: '--identifier <kind>',
    description: 'what stands in the column upn: upn, or opaque for a source’s own identifiers',
    defaultValue: 'upn',
  })
  parseIdentifier(kind: string): string {
    return kind;
  }
}

@SubCommand({
  name: 'movements',
  arguments: '[file]',
  description: 'movements of every family, a row an event, as an authority fills them in',
})
export class ImportMovementsCommand extends ImportRunner {
  async run([file]: string[], options: MovementsOptions): Promise<void> {
    if (options.template !== undefined) {
      printTemplate(options.template);
      return;
    }
    if (file === undefined) throw new WrongUse('ledger import movements needs a file, or --template');
    await this.import(options, 'movements', (importing, terms) => importing.movements(terms, file));
  }

  @Option({
    flags: '--template <family>',
    description: 'prints the header of a file for that family of events, and imports nothing',
  })
  parseTemplate(family: string): string {
    return family;
  }
}

function printTemplate(name: string): void {
  const family = familyNamed(name);
  if (!family)
    throw new WrongUse(`--template must be one of ${movementFamilies.map(templateName).join(', ')}`);
  process.stdout.write(templateOf(family));
}

@SubCommand({
  name: 'ctf',
  arguments: '<file>',
  description: 'the school history of the pupils in a common transfer file (XML)',
})
export class ImportCtfCommand extends ImportRunner {
  async run([file = '']: string[], options: ImportOptions): Promise<void> {
    await this.import(options, 'ctf', (importing, terms) => importing.ctf(terms, file));
  }
}

/** The commands of importing, for the command line's list. */
export const importCommands = [
  ImportAuthoritiesCommand,
  ImportSchoolsCommand,
  ImportLinksCommand,
  ImportCalendarCommand,
  ImportCensusCommand,
  ImportMovementsCommand,
  ImportCtfCommand,
];

@Command({
  name: 'import',
  description: 'published registers, school censuses and files of movements into the ledger',
  subCommands: importCommands,
})
export class ImportCommand extends CommandRunner {
  run(): Promise<void> {
    throw new WrongUse(
      'ledger import needs what to import: authorities, schools, links, calendar, census, movements or ctf',
    );
  }
}
