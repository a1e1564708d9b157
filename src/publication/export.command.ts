import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { parseSchoolYear, type SchoolYear } from '../../events/calendar/school-year.js';
import { levels, type Level } from '../../projections/publication/exclusions-table.js';
import { layouts } from '../../projections/publication/layouts/catalogue.js';
import { policies } from '../../projections/publication/policies/catalogue.js';
import { exitCodes, WrongUse } from '../cli/exit-codes.js';
import { createOutput, type Output } from '../cli/output.js';
import { readModelsAsKnown } from '../cli/read-models-so-far.js';
import { read } from '../cli/reading.js';
import { showingReplay } from '../cli/showing-replay.js';
import { withLedger } from '../cli/with-ledger.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { Parameters } from '../querying/parameters.js';
import { ReportViews } from '../querying/report-views.js';
import { checkingFiles } from './check-export.command.js';
import type { CheckedFiles } from './check-files.js';
import { exportDocument, exportInWords } from './export-document.js';
import { exclusionsTables, type ExclusionsAsked, type PublishedTable } from './exclusions-tables.js';
import { writeTables, type WrittenTable } from './write-tables.js';

interface ExportOptions {
  readonly year: string;
  readonly policy: string;
  readonly out: string;
  readonly authority?: string;
  readonly levels?: string;
  readonly layout?: string;
  readonly asKnown?: string;
  readonly overwrite?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

const policyNames = policies.map(({ name }) => name).join(', ');
const layoutNames = layouts.map(({ name }) => name).join(', ');

@SubCommand({
  name: 'exclusions',
  description:
    'permanent exclusions and suspensions by geographic level and school type, in DfE’s open-data layout: a CSV and its .meta.csv',
})
export class ExportExclusionsCommand extends CommandRunner {
  async run(_arguments: string[], options: ExportOptions): Promise<void> {
    const asked = askedFor(options);
    const asKnown = momentOf(options.asKnown);
    const output = createOutput(options);
    const { tables, files } = await withLedger(async (ledger, signal) => {
      await readModelsAsKnown(ledger, output, signal);
      const views = ledger.get(ReportViews, { strict: false });
      const made = await showingReplay(output, signal, (replaying) =>
        views.at(schoolCounts, asKnown, replaying, (view) => exclusionsTables(view, asked)),
      );
      return { tables: made, files: await write(made.tables, options, output, signal) };
    });
    const checks: CheckedFiles[] = [];
    for (const { data, meta } of options.check ? files : [])
      checks.push(await checkingFiles(output, data, meta));
    if (checks.some(({ fails }) => fails > 0)) process.exitCode = exitCodes.difference;
    const document = exportDocument(asked, tables, files, options.check ? checks : null);
    output.result(document, () => exportInWords(document));
  }

  @Option({
    flags: '--year <years>',
    description: 'school years, separated by commas: 2015/16, or 201516',
    required: true,
  })
  parseYear(years: string): string {
    return years;
  }

  @Option({
    flags: '--policy <policy>',
    description: `what may be disclosed: ${policies.map(({ name, says }) => `${name} (${says})`).join('; ')}`,
    required: true,
  })
  parsePolicy(policy: string): string {
    return policy;
  }

  @Option({ flags: '--out <folder>', description: 'made where it is not there', required: true })
  parseOut(folder: string): string {
    return folder;
  }

  @Option({
    flags: '--authority <code>',
    description: 'one authority; all of which a January census is held, where it is left out',
  })
  parseAuthority(code: string): string {
    return code;
  }

  @Option({
    flags: '--levels <levels>',
    description: `of ${levels.join(', ')}, separated by commas; authorities and what the ledger holds the whole of, where it is left out`,
  })
  parseLevels(names: string): string {
    return names;
  }

  @Option({
    flags: '--layout <layout>',
    description: layouts.map(({ name, says }) => `${name} (${says})`).join('; '),
    defaultValue: 'ees',
  })
  parseLayout(layout: string): string {
    return layout;
  }

  @Option({
    flags: '--as-known <time|position>',
    description: 'what the ledger knew at that position, or at that time (2026-01-05T10:00:00Z)',
  })
  parseAsKnown(moment: string): string {
    return moment;
  }

  @Option({ flags: '--overwrite', description: 'writes over files that are there' })
  parseOverwrite(): boolean {
    return true;
  }

  @Option({
    flags: '--check',
    description: 'checks what it wrote as `ledger check-export` does; exit code 1 where a check fails',
  })
  parseCheck(): boolean {
    return true;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

export const exportCommands = [ExportExclusionsCommand];

@Command({
  name: 'export',
  description: 'figures as files to be published',
  subCommands: exportCommands,
})
export class ExportCommand extends CommandRunner {
  run(): Promise<void> {
    throw new WrongUse('ledger export needs what to export: exclusions');
  }
}

async function write(
  tables: readonly PublishedTable[],
  { out, overwrite = false }: ExportOptions,
  output: Output,
  signal: AbortSignal,
): Promise<WrittenTable[]> {
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const bar = output.progress('Writing, rows', rows);
  try {
    return await writeTables(tables, out, { overwrite, signal, onProgress: (done) => bar.set(done) });
  } finally {
    bar.end();
  }
}

/** @throws WrongUse naming what is wrong, before a database is opened */
function askedFor(options: ExportOptions): ExclusionsAsked {
  const policy = policies.find(({ name }) => name === options.policy);
  if (policy === undefined) throw new WrongUse(`--policy is one of ${policyNames}`);
  const layout = layouts.find(({ name }) => name === (options.layout ?? 'ees'));
  if (layout === undefined) throw new WrongUse(`--layout is one of ${layoutNames}`);
  const authority = read(() => {
    const parameters = new Parameters({ authority: options.authority }, ['authority']);
    const code = parameters.authorityCode('authority');
    parameters.check();
    return code;
  });
  return { years: yearsOf(options.year), authority, policy, levels: levelsOf(options.levels), layout };
}

function yearsOf(text: string): SchoolYear[] {
  const years = text.split(',').map((part) => {
    const year = parseSchoolYear(part.trim());
    if (year === undefined) throw new WrongUse('--year: school years such as 2015/16, separated by commas');
    return year;
  });
  return [...new Set(years)].sort().reverse();
}

function levelsOf(text: string | undefined): Level[] | null {
  if (text === undefined) return null;
  const named = text.split(',').map((part) => levels.find((level) => level === part.trim()));
  const known = named.filter((level) => level !== undefined);
  if (known.length < named.length) throw new WrongUse(`--levels: of ${levels.join(', ')}`);
  return known;
}

const momentOf = (asKnown: string | undefined) =>
  read(() => {
    const parameters = new Parameters({ 'as-known': asKnown }, ['as-known']);
    const moment = parameters.moment('as-known');
    parameters.check();
    return moment;
  });
