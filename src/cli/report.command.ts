import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Command, CommandRunner, Option } from 'nest-commander';
import { askDuties, askFigures, askMoves, askOnDay, dayReportNames } from '../querying/ask.js';
import { Parameters } from '../querying/parameters.js';
import type { PlaceAsked } from '../querying/places.js';
import {
  DutiesOfPlace,
  FiguresOfPlace,
  FiguresOnDay,
  MovesOfPlace,
  type Replaying,
} from '../querying/queries.js';
import { WrongUse } from './exit-codes.js';
import { createOutput, type Output, type Progress } from './output.js';
import { dutiesAsCsv, printDuties } from './print/duties.js';
import { onDayAsCsv, printOnDay } from './print/on-day.js';
import { figuresAsCsv, movesAsCsv, printFigures, printMoves } from './print/reports.js';
import { readModelsAsKnown } from './read-models-so-far.js';
import { read, viewer } from './reading.js';
import { withLedger } from './with-ledger.js';

const measures = ['unexplained-moves', 'duties', 'counts', 'rates', ...dayReportNames];
const formats = ['table', 'csv', 'json'] as const;

interface Options {
  readonly authority?: string;
  readonly school?: string;
  readonly year?: string;
  readonly class?: string;
  readonly rule?: string;
  readonly whereabouts?: string;
  readonly kind?: string;
  readonly state?: string;
  readonly overdue?: boolean;
  readonly asAt?: string;
  readonly asKnown?: string;
  readonly after?: string;
  readonly limit?: string;
  readonly all?: boolean;
  readonly format?: string;
  readonly json?: boolean;
  readonly purpose?: string;
}

interface Forms {
  readonly document: unknown;
  readonly csv: () => string;
  readonly table: () => string;
}

@Command({
  name: 'report',
  arguments: '<measure>',
  description: `${measures.join(' | ')}, of an authority or one of its schools`,
})
export class ReportCommand extends CommandRunner {
  async run([measure]: string[], options: Options): Promise<void> {
    const format = options.json ? 'json' : formats.find((each) => each === (options.format ?? 'table'));
    if (format === undefined) throw new WrongUse(`--format is one of ${formats.join(', ')}`);
    const ask = asking(measure, placeOf(options), options);
    const output = createOutput({ json: format === 'json' });
    const { document, csv, table } = await withLedger(async (ledger, signal) => {
      await readModelsAsKnown(ledger, output, signal);
      return showingReplay(output, signal, (replaying) => ask(ledger, replaying));
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

  @Option({ flags: '--rule <rule>', description: 'moves: those that this rule of the method decided' })
  parseRule(rule: string): string {
    return rule;
  }

  @Option({ flags: '--whereabouts <whereabouts>', description: 'moves: what is known of where the pupil is' })
  parseWhereabouts(whereabouts: string): string {
    return whereabouts;
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

  @Option({ flags: '--overdue', description: 'duties: the same as --state overdue' })
  parseOverdue(): boolean {
    return true;
  }

  @Option({
    flags: '--as-at <date>',
    description: `duties, ${dayReportNames.join(', ')}: told for that day; that of the newest entry, where it is left out`,
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

type Ask = (ledger: INestApplicationContext, replaying: Replaying) => Promise<Forms>;

/** What every report is asked with, and what those that come in pages are. */
const ofEvery: readonly (keyof Options)[] = ['authority', 'school', 'asKnown', 'format', 'json', 'purpose'];
const ofPages: readonly (keyof Options)[] = ['after', 'limit', 'all'];

/** Checks all options before the database is opened. @throws WrongUse */
function asking(measure: string | undefined, place: PlaceAsked, options: Options): Ask {
  const { year, rule, whereabouts, kind, asAt, asKnown, after, limit, all, purpose } = options;
  const looking = viewer(purpose);
  const whole = all ? { limit: null } : {};
  const paged = { after, limit, 'as-known': asKnown };
  const queries = (ledger: INestApplicationContext) => ledger.get(QueryBus, { strict: false });
  if (measure === 'unexplained-moves') {
    refuseOthers(options, measure, ['year', 'class', 'rule', 'whereabouts', ...ofPages]);
    const asked = read(() => askMoves(place, { ...paged, year, class: options.class, rule, whereabouts }));
    return async (ledger, replay) => {
      const document = await queries(ledger).execute(
        new MovesOfPlace({ ...asked, ...whole }, looking, replay),
      );
      return { document, csv: () => movesAsCsv(document), table: () => printMoves(document) };
    };
  }
  if (measure === 'duties') {
    refuseOthers(options, measure, ['kind', 'state', 'overdue', 'asAt', ...ofPages]);
    const state = options.state ?? (options.overdue ? 'overdue' : undefined);
    const asked = read(() => askDuties(place, { ...paged, 'as-at': asAt, kind, state }));
    return async (ledger, replay) => {
      const document = await queries(ledger).execute(
        new DutiesOfPlace({ ...asked, ...whole }, looking, replay),
      );
      return { document, csv: () => dutiesAsCsv(document), table: () => printDuties(document) };
    };
  }
  if (measure === 'counts' || measure === 'rates') {
    refuseOthers(options, measure, ['year']);
    const asked = read(() => askFigures(measure, place, { year, 'as-known': asKnown }));
    return async (ledger, replay) => {
      const document = await queries(ledger).execute(new FiguresOfPlace(asked, replay));
      return { document, csv: () => figuresAsCsv(document), table: () => printFigures(document) };
    };
  }
  const asked = read(() => askOnDay(measure ?? '', place, { year, 'as-at': asAt, 'as-known': asKnown }));
  if (!asked) throw new WrongUse(`<measure> is one of ${measures.join(', ')}`);
  refuseOthers(options, asked.report.name, ['year', 'asAt']);
  return async (ledger, replay) => {
    const document = await queries(ledger).execute(new FiguresOnDay(asked, replay));
    return { document, csv: () => onDayAsCsv(document), table: () => printOnDay(document) };
  };
}

/** @throws WrongUse for options that the measure does not have */
function refuseOthers(options: Options, measure: string, own: readonly (keyof Options)[]): void {
  const known = new Set<string>([...ofEvery, ...own]);
  const others = Object.entries(options)
    .filter(([option, value]) => value !== undefined && !known.has(option))
    .map(([option]) => `--${inKebab(option)}`);
  if (others.length > 0) throw new WrongUse(`${others.join(', ')}: not of ${measure}`);
}

const inKebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** @throws WrongUse where neither is named, or one is malformed */
function placeOf({ authority, school }: Options): PlaceAsked {
  if (authority === undefined && school === undefined)
    throw new WrongUse('--authority is needed, or --school');
  return read(() => {
    const parameters = new Parameters({ authority, school }, ['authority', 'school']);
    const place = { authority: parameters.authorityCode('authority'), school: parameters.urn('school') };
    parameters.check();
    return place;
  });
}

/** A state of long ago is made again, which the terminal shows. */
async function showingReplay<T>(
  output: Output,
  signal: AbortSignal,
  work: (replaying: Replaying) => Promise<T>,
): Promise<T> {
  let bar: Progress | undefined;
  try {
    return await work({
      signal,
      onProgress: ({ events, total }) =>
        (bar ??= output.progress('Making that state again, events', total)).set(events),
    });
  } finally {
    bar?.end();
  }
}
