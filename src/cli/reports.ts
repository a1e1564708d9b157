/** The reports that `ledger report` knows: what each is asked with, and how it is shown. */
import type { Query, QueryBus } from '@nestjs/cqrs';
import type { Viewer } from '../auditing/access-record.js';
import {
  askDistribution,
  askBreakdown,
  askDuties,
  askEarlyWarnings,
  askExitTiming,
  askFigures,
  askMethods,
  askMoves,
  askOnDay,
  askReconciliation,
  dayReportNames,
} from '../querying/ask.js';
import type { PlaceAsked } from '../querying/places.js';
import {
  DistributionOfMeasure,
  BreakdownOfPlace,
  DutiesOfPlace,
  EarlyWarningsOfPlace,
  ExitTimingOfPlace,
  FiguresOfPlace,
  FiguresOnDay,
  MethodsOfPlace,
  MovesOfPlace,
  ReconciliationOfPlace,
  type Replaying,
} from '../querying/queries.js';
import { WrongUse } from './exit-codes.js';
import {
  distributionAsCsv,
  exitTimingAsCsv,
  printDistribution,
  printExitTiming,
} from './print/distribution.js';
import { breakdownAsCsv, printBreakdown } from './print/breakdowns.js';
import { dutiesAsCsv, printDuties } from './print/duties.js';
import {
  disagreementsAsCsv,
  printEarlyWarnings,
  printReconciliation,
  warningsAsCsv,
} from './print/findings.js';
import { methodsAsCsv, printMethods } from './print/methods.js';
import { onDayAsCsv, printOnDay } from './print/on-day.js';
import { figuresAsCsv, movesAsCsv, printFigures, printMoves } from './print/reports.js';
import { read, viewer } from './reading.js';

/** As they were typed; every one is checked by the report that has it. */
export interface ReportOptions {
  readonly authority?: string;
  readonly school?: string;
  readonly year?: string;
  readonly class?: string;
  readonly rule?: string;
  readonly whereabouts?: string;
  readonly kind?: string;
  readonly state?: string;
  readonly overdue?: boolean;
  readonly family?: string;
  readonly by?: string;
  readonly basis?: string;
  readonly asAt?: string;
  readonly asKnown?: string;
  readonly after?: string;
  readonly limit?: string;
  readonly all?: boolean;
  readonly compare?: boolean;
  readonly format?: string;
  readonly json?: boolean;
  readonly purpose?: string;
  readonly measure?: string;
  readonly over?: string;
  readonly type?: string;
  readonly phase?: string;
  readonly quartersBy?: string;
  readonly bands?: string;
}

/** One answer, in every form that it can be asked for in. */
export interface ReportForms {
  readonly document: unknown;
  readonly csv: () => string;
  readonly table: () => string;
}

export type AskReport = (queries: QueryBus, replaying: Replaying) => Promise<ReportForms>;

export interface Report {
  readonly name: string;
  /** Beside those that every report has. */
  readonly options: readonly (keyof ReportOptions)[];
  /** Whether it can be asked of all that the ledger holds, where no place is named. */
  readonly ofWholeLedger?: true;
  /** Checks the options before a database is opened. @throws WrongUse */
  readonly asking: (place: PlaceAsked, options: ReportOptions) => AskReport;
}

/** A report of pages, whose reader is on record because it shows pupils. */
const pages = <Asked, Document>(report: {
  readonly name: string;
  readonly options: Report['options'];
  readonly ask: (place: PlaceAsked, options: ReportOptions) => Asked;
  readonly query: new (asked: Asked, looking: Viewer, replaying: Replaying) => Query<Document>;
  readonly csv: (document: Document) => string;
  readonly table: (document: Document) => string;
}): Report => ({
  name: report.name,
  options: [...report.options, 'after', 'limit', 'all'],
  asking(place, options) {
    const asked = read(() => report.ask(place, options));
    const looking = viewer(options.purpose);
    const all = options.all ? { limit: null } : {};
    return async (queries, replaying) => {
      const document = await queries.execute(new report.query({ ...asked, ...all }, looking, replaying));
      return { document, csv: () => report.csv(document), table: () => report.table(document) };
    };
  },
});
const paged = ({ after, limit, asKnown }: ReportOptions) => ({ after, limit, 'as-known': asKnown });

const unexplainedMoves = pages({
  name: 'unexplained-moves',
  options: ['year', 'class', 'rule', 'whereabouts'],
  ask(place, options) {
    const { year, class: moveClass, rule, whereabouts } = options;
    return askMoves(place, { ...paged(options), year, class: moveClass, rule, whereabouts });
  },
  query: MovesOfPlace,
  csv: movesAsCsv,
  table: printMoves,
});

const duties = pages({
  name: 'duties',
  options: ['kind', 'state', 'overdue', 'asAt'],
  ask(place, options) {
    const { kind, asAt, overdue } = options;
    const state = options.state ?? (overdue ? 'overdue' : undefined);
    return askDuties(place, { ...paged(options), 'as-at': asAt, kind, state });
  },
  query: DutiesOfPlace,
  csv: dutiesAsCsv,
  table: printDuties,
});

const earlyWarning = pages({
  name: 'early-warning',
  options: ['rule', 'asAt'],
  ask: (place, options) =>
    askEarlyWarnings(place, { ...paged(options), rule: options.rule, 'as-at': options.asAt }),
  query: EarlyWarningsOfPlace,
  csv: warningsAsCsv,
  table: printEarlyWarnings,
});

const reconciliation = pages({
  name: 'reconciliation',
  options: ['rule', 'family', 'asAt'],
  ask(place, options) {
    const { rule, family, asAt } = options;
    return askReconciliation(place, { ...paged(options), rule, family, 'as-at': asAt });
  },
  query: ReconciliationOfPlace,
  csv: disagreementsAsCsv,
  table: printReconciliation,
});

const methods = pages({
  name: 'methods',
  options: ['year', 'compare'],
  ask: (place, options) => {
    const { year, compare, limit } = options;
    const asked = askMethods(place, { ...paged(options), year, compare: compare ? 'yes' : undefined });
    // What is compared reconciles as a whole: a page is for who asks for one.
    return limit === undefined ? { ...asked, limit: null } : asked;
  },
  query: MethodsOfPlace,
  csv: methodsAsCsv,
  table: printMethods,
});

const figures = (name: 'counts' | 'rates'): Report => ({
  name,
  options: ['year', 'by', 'basis'],
  asking(place, { year, by, basis, asKnown }) {
    if (by !== undefined) return askingBreakdown(name, by, place, { basis, year, 'as-known': asKnown });
    if (basis !== undefined) throw new WrongUse('--basis goes with --by');
    const asked = read(() => askFigures(name, place, { year, 'as-known': asKnown }));
    return async (queries, replaying) => {
      const document = await queries.execute(new FiguresOfPlace(asked, replaying));
      return { document, csv: () => figuresAsCsv(document), table: () => printFigures(document) };
    };
  },
});

const distribution: Report = {
  name: 'distribution',
  options: ['measure', 'year', 'over', 'type', 'phase', 'quartersBy', 'bands'],
  ofWholeLedger: true,
  asking({ authority, school }, { measure, year, over, type, phase, quartersBy, bands, asKnown }) {
    if (school !== null) throw new WrongUse('--school: distribution is over schools, not of one');
    const given = { measure, year, type, phase, 'quarters-by': quartersBy, bands, 'as-known': asKnown };
    const asked = read(() => askDistribution(authority, over === undefined ? given : { ...given, over }));
    return async (queries, replaying) => {
      const document = await queries.execute(new DistributionOfMeasure(asked, replaying));
      return { document, csv: () => distributionAsCsv(document), table: () => printDistribution(document) };
    };
  },
};

const exitTiming: Report = {
  name: 'exit-timing',
  options: ['year'],
  asking(place, { year, asKnown }) {
    const asked = read(() => askExitTiming(place, { year, 'as-known': asKnown }));
    return async (queries, replaying) => {
      const document = await queries.execute(new ExitTimingOfPlace(asked, replaying));
      return { document, csv: () => exitTimingAsCsv(document), table: () => printExitTiming(document) };
    };
  },
};

function askingBreakdown(
  name: 'counts' | 'rates',
  by: string,
  place: PlaceAsked,
  given: Parameters<typeof askBreakdown>[3],
): AskReport {
  const asked = read(() => askBreakdown(name, by, place, given));
  return async (queries, replaying) => {
    const document = await queries.execute(new BreakdownOfPlace(asked, replaying));
    return { document, csv: () => breakdownAsCsv(document), table: () => printBreakdown(document) };
  };
}

const onDay = (name: string): Report => ({
  name,
  options: ['year', 'asAt'],
  asking(place, { year, asAt, asKnown }) {
    const asked = read(() => askOnDay(name, place, { year, 'as-at': asAt, 'as-known': asKnown }));
    if (!asked) throw new RangeError(`${name} is a report that is told for a day`);
    return async (queries, replaying) => {
      const document = await queries.execute(new FiguresOnDay(asked, replaying));
      return { document, csv: () => onDayAsCsv(document), table: () => printOnDay(document) };
    };
  },
});

export const reports: readonly Report[] = [
  unexplainedMoves,
  methods,
  duties,
  earlyWarning,
  reconciliation,
  figures('counts'),
  figures('rates'),
  distribution,
  exitTiming,
  ...dayReportNames.map(onDay),
];
