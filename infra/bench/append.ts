/**
 * Appending one event at a time, durably, from 1 to 256 writers, on one server and in the same minutes: this ledger on
 * PostgreSQL, the Emmett event store, and bare INSERTs over many connections; or, with `--engine eventstoredb`, this
 * ledger on EventStoreDB and its client alone. Each writer appends to a stream of its own as soon as its last append
 * was acknowledged, expecting the revision that it was answered.
 */
import { appendersOf, type Appender, type Appenders } from './appenders.js';
import { appendersOnEventStoreDb } from './appenders-eventstoredb.js';
import { numberOptions, takeChoice } from './options.js';
import { describeMachine, type Report } from './report.js';
import { median } from './rounds.js';
import { eventBytes } from './sample-event.js';
import { openScratchDatabase } from './scratch-database.js';

const writerCounts = [1, 16, 64, 256];

/** One appender's round: what it did, and how long each append took, in milliseconds. */
interface Round {
  readonly eventsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly events: number;
}

interface Played {
  readonly appender: string;
  readonly writers: number;
  readonly round: Round;
}

export async function benchAppend(options: string[], progress: (line: string) => void): Promise<Report> {
  const [engine, others] = takeChoice(options, 'engine', ['postgres', 'eventstoredb']);
  const { seconds, rounds } = numberOptions(others, { seconds: 1.5, rounds: 7 });
  const database = await openScratchDatabase(4);
  try {
    const open = engine === 'postgres' ? appendersOf : appendersOnEventStoreDb;
    const { events, figures } = await measure(await open(database), seconds, rounds, progress);
    return {
      bench: 'append',
      machine: await describeMachine(database.pool),
      sizes: { writers: writerCounts, rounds, secondsPerRound: seconds, eventBytes, events },
      figures,
    };
  } finally {
    await database.close();
  }
}

async function measure(
  compared: Appenders,
  seconds: number,
  rounds: number,
  progress: (line: string) => void,
): Promise<{ events: number; figures: Record<string, number> }> {
  const { ledger, peers } = compared;
  const appenders = [ledger, ...peers.map(({ appender }) => appender)];
  const played: Played[] = [];
  try {
    for (const appender of appenders) await playRound(appender, 16, seconds / 4);
    // Rounds outermost: what disturbs the machine for a while then touches one round of each, not all of one.
    for (let number = 0; number < rounds; number += 1) {
      for (const writers of writerCounts) {
        // Another one begins each round, so that none always runs behind the same neighbour's write-back.
        for (const appender of rotated(appenders, number)) {
          const round = await playRound(appender, writers, seconds);
          played.push({ appender: appender.name, writers, round });
          const speed = Math.round(round.eventsPerSecond);
          progress(`round ${number + 1}, ${writers} writers: ${appender.name} ${speed} events/s`);
        }
      }
    }
  } finally {
    await compared.close();
  }
  const roundsOf = ({ name }: Appender, writers: number): Round[] =>
    played.filter((one) => one.appender === name && one.writers === writers).map(({ round }) => round);
  const figuresOf = (writers: number): Record<string, number> => ({
    ...speeds(appenders, (appender) => roundsOf(appender, writers), writers),
    ...ratios(ledger, peers, (appender) => roundsOf(appender, writers), writers),
  });
  return {
    events: played.reduce((sum, { round }) => sum + round.events, 0),
    figures: Object.fromEntries(writerCounts.flatMap((writers) => Object.entries(figuresOf(writers)))),
  };
}

async function playRound(appender: Appender, writers: number, seconds: number): Promise<Round> {
  const taken: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      const append = appender.newWriter();
      for (let before = performance.now(); before < end;) {
        await append();
        const after = performance.now();
        taken.push(after - before);
        before = after;
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1_000;
  taken.sort((a, b) => a - b);
  return {
    events: taken.length,
    eventsPerSecond: taken.length / elapsed,
    p50Ms: taken[Math.floor(taken.length * 0.5)] ?? NaN,
    p99Ms: taken[Math.floor(taken.length * 0.99)] ?? NaN,
  };
}

/** Medians over the rounds. */
function speeds(
  appenders: readonly Appender[],
  roundsOf: (appender: Appender) => readonly Round[],
  writers: number,
): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const appender of appenders) {
    for (const unit of ['eventsPerSecond', 'p50Ms', 'p99Ms'] as const) {
      const values = roundsOf(appender).map((round) => round[unit]);
      figures[`append.${appender.name}.writers${writers}.${unit}`] = rounded(median(values));
    }
  }
  return figures;
}

/** Medians of each round's ratio, for what slows the machine slows both. */
function ratios(
  ledger: Appender,
  peers: Appenders['peers'],
  roundsOf: (appender: Appender) => readonly Round[],
  writers: number,
): Record<string, number> {
  const own = roundsOf(ledger);
  return Object.fromEntries(
    peers.map(({ appender, ratio }) => {
      const others = roundsOf(appender);
      const each = own.map((round, n) => round.eventsPerSecond / (others[n]?.eventsPerSecond ?? NaN));
      return [`append.${ratio}.writers${writers}`, rounded(median(each))];
    }),
  );
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
