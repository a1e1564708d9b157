import { QueryBus } from '@nestjs/cqrs';
import { Command, CommandRunner, Option } from 'nest-commander';
import { dimensionNames } from '../querying/ask.js';
import { Parameters } from '../querying/parameters.js';
import type { PlaceAsked } from '../querying/places.js';
import { WrongUse } from './exit-codes.js';
import { formatOf } from './formats.js';
import { createOutput } from './output.js';
import { readModelsAsKnown } from './read-models-so-far.js';
import { read } from './reading.js';
import { reports, type Report, type ReportOptions } from './reports.js';
import { showingReplay } from './showing-replay.js';
import { withLedger } from './with-ledger.js';

const names = reports.map(({ name }) => name);
const ofEvery: readonly (keyof ReportOptions)[] = [
  'authority',
  'school',
  'asKnown',
  'format',
  'json',
  'purpose',
];

/** The reports that have an option. */
const namesWith = (option: keyof ReportOptions): string =>
  reports.flatMap(({ name, options }) => (options.includes(option) ? name : [])).join(', ');

@Command({
  name: 'report',
  arguments: '<measure>',
  description: `${names.join(' | ')}, of an authority or one of its schools`,
})
export class ReportCommand extends CommandRunner {
  async run([name]: string[], options: ReportOptions): Promise<void> {
    const format = formatOf(options);
    const report = reportOf(name, options);
    const ask = report.asking(placeOf(options, report), options);
    const output = createOutput({ json: format === 'json' });
    const { document, csv, table } = await withLedger(async (ledger, signal) => {
      await readModelsAsKnown(ledger, output, signal);
      return showingReplay(output, signal, (replaying) =>
        ask(ledger.get(QueryBus, { strict: false }), replaying),
      );
    });
    output.result(document, format === 'csv' ? csv : table);
  }

  @Option({ flags: '--authority <code>', description: 'nine characters, or the old three digits' })
  parseAuthority(code: string): string {
    return code;
  }

  @Option({ flags: '--school <urn>', description: 'one school of it' })
  parseSchool(urn: string): string {
    return urn;
  }

  @Option({ flags: '--year <year>', description: 'one school year, 2015/16; all, where it is left out' })
  parseYear(year: string): string {
    return year;
  }

  @Option({
    flags: '--class <class>',
    description: 'moves: unexplained (where left out), family-reason, out-of-scope or all',
  })
  parseClass(name: string): string {
    return name;
  }

  @Option({ flags: '--rule <rule>', description: 'what this rule decided or found' })
  parseRule(rule: string): string {
    return rule;
  }

  @Option({ flags: '--whereabouts <whereabouts>', description: 'moves: what is known of where the pupil is' })
  parseWhereabouts(whereabouts: string): string {
    return whereabouts;
  }

  @Option({ flags: '--family <family>', description: 'reconciliation: of this family of movements' })
  parseFamily(family: string): string {
    return family;
  }

  @Option({
    flags: '--by <characteristic>',
    description: `counts, rates: ${dimensionNames.join(', ')}`,
  })
  parseBy(by: string): string {
    return by;
  }

  @Option({
    flags: '--basis <basis>',
    description: 'with --by: location of the school (where left out), or residence of the pupil',
  })
  parseBasis(basis: string): string {
    return basis;
  }

  @Option({ flags: '--kind <duty>', description: 'duties: of one kind' })
  parseKind(kind: string): string {
    return kind;
  }

  @Option({
    flags: '--state <state>',
    description: 'duties: open (where left out), owed, overdue, met, no-longer-owed or all',
  })
  parseState(state: string): string {
    return state;
  }

  @Option({ flags: '--measure <name>', description: 'distribution: of this count or rate' })
  parseMeasure(name: string): string {
    return name;
  }

  @Option({
    flags: '--over <places>',
    description: 'distribution of the whole ledger: schools or authorities',
  })
  parseOver(places: string): string {
    return places;
  }

  @Option({ flags: '--type <type>', description: 'distribution: over schools of this type' })
  parseType(type: string): string {
    return type;
  }

  @Option({ flags: '--phase <phase>', description: 'distribution: over schools of this phase' })
  parsePhase(phase: string): string {
    return phase;
  }

  @Option({ flags: '--quarters-by <what>', description: 'distribution: count (where left out) or rate' })
  parseQuartersBy(what: string): string {
    return what;
  }

  @Option({ flags: '--bands <numbers>', description: 'distribution: the last number of each band, 10,100' })
  parseBands(numbers: string): string {
    return numbers;
  }

  @Option({ flags: '--overdue', description: 'duties: the same as --state overdue' })
  parseOverdue(): boolean {
    return true;
  }

  @Option({
    flags: '--as-at <date>',
    description: `${namesWith('asAt')}: told for that day; that of the newest entry, where it is left out`,
  })
  parseAsAt(date: string): string {
    return date;
  }

  @Option({
    flags: '--as-known <time|position>',
    description: 'what the ledger knew at that position, or at that time (2026-01-05T10:00:00Z)',
  })
  parseAsKnown(moment: string): string {
    return moment;
  }

  @Option({ flags: '--after <page>', description: 'goes on after a page' })
  parseAfter(after: string): string {
    return after;
  }

  @Option({ flags: '--limit <number>', description: 'rows at most; 100, where it is left out' })
  parseLimit(limit: string): string {
    return limit;
  }

  @Option({ flags: '--all', description: 'every row' })
  parseAll(): boolean {
    return true;
  }

  @Option({
    flags: '--compare',
    description: 'methods: side by side, with every move that two of them class otherwise',
  })
  parseCompare(): boolean {
    return true;
  }

  @Option({ flags: '--format <format>', description: 'table (where left out), csv or json' })
  parseFormat(format: string): string {
    return format;
  }

  @Option({ flags: '--json', description: 'the same as --format json' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--purpose <code>', description: 'why: goes into the record of looks at children' })
  parsePurpose(purpose: string): string {
    return purpose;
  }
}

/** @throws WrongUse for a report that there is not, and for options that it does not have */
function reportOf(name: string | undefined, options: ReportOptions): Report {
  const report = reports.find((each) => each.name === name);
  if (report === undefined) throw new WrongUse(`<measure> is one of ${names.join(', ')}`);
  const known = new Set<string>([...ofEvery, ...report.options]);
  const others = Object.entries(options)
    .filter(([option, value]) => value !== undefined && !known.has(option))
    .map(([option]) => `--${inKebab(option)}`);
  if (others.length > 0) throw new WrongUse(`${others.join(', ')}: not of ${report.name}`);
  return report;
}

const inKebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** @throws WrongUse where neither is named, or one is malformed */
function placeOf({ authority, school }: ReportOptions, { ofWholeLedger }: Report): PlaceAsked {
  if (authority === undefined && school === undefined && !ofWholeLedger)
    throw new WrongUse('--authority is needed, or --school');
  return read(() => {
    const parameters = new Parameters({ authority, school }, ['authority', 'school']);
    const place = { authority: parameters.authorityCode('authority'), school: parameters.urn('school') };
    parameters.check();
    return place;
  });
}
