import { Command, CommandRunner, Option } from 'nest-commander';
import { copyIdentity, type IdentityCopied } from '../ledger/copying/copy-identity.js';
import { copyLog, type LogCopied } from '../ledger/copying/copy-log.js';
import { eventStoreDbSide } from '../ledger/copying/eventstoredb-side.js';
import type { LogSide } from '../ledger/copying/log-side.js';
import { postgresSide } from '../ledger/copying/postgres-side.js';
import { namespaceShape } from '../platform/configuration.js';
import { openMigrated } from '../platform/database/open-database.js';
import { eventStoreUrlShape, isPostgresUrl } from '../platform/variables.js';
import { exitCodes, WrongUse } from './exit-codes.js';
import { createOutput } from './output.js';
import { stopOnSignals } from './stop-on-signals.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly fromNamespace: string;
  readonly toNamespace: string;
  readonly fromDatabase?: string;
  readonly toDatabase?: string;
  readonly json?: boolean;
}

/** One side as it was asked for. */
interface Asked {
  readonly url: string;
  readonly namespace: string;
  /** The PostgreSQL that goes with an EventStoreDB: its pupil index and keys. */
  readonly database: string | undefined;
}

@Command({
  name: 'copy',
  description:
    'carries a log over, from PostgreSQL to EventStoreDB, back, or to another of its kind: in order, with ids, times, ' +
    'metadata and revisions. Stop the application first. Pupil index and keys go with it where both sides have a ' +
    'database; the record of looks stays behind',
})
export class CopyCommand extends CommandRunner {
  async run(_: string[], options: Options): Promise<void> {
    const from = asked('from', options.from, options.fromNamespace, options.fromDatabase);
    const to = asked('to', options.to, options.toNamespace, options.toDatabase);
    const output = createOutput(options);
    const started = performance.now();
    const stop = stopOnSignals(() => Promise.resolve());
    const sides: LogSide[] = [];
    try {
      const source = await sideOf(from, sides);
      const target = await sideOf(to, sides);
      const bar = output.progress('Copying, events', (await source.size()) ?? 0);
      const log = await copyLog(source, target, {
        signal: stop.signal,
        onProgress: (events) => bar.set(events),
      }).finally(() => bar.end());
      const identity = await identityOf(from, to, log);
      const seconds = (performance.now() - started) / 1000;
      const document = { from: source.name, to: target.name, ...log, identity, seconds };
      if (log.digests.from !== log.digests.to) process.exitCode = exitCodes.difference;
      output.result(document, () => inWords(document));
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      process.exitCode = exitCodes.difference;
      output.note('Stopped; the same command goes on with it.');
    } finally {
      await Promise.all(sides.map((side) => side.close()));
      stop.dispose();
    }
  }

  @Option({
    flags: '--from <url>',
    description:
      'the log to copy: postgres://… for one that PostgreSQL keeps, esdb://… for one in EventStoreDB',
    required: true,
  })
  parseFrom(url: string): string {
    return url;
  }

  @Option({
    flags: '--to <url>',
    description: 'where to: empty, or holding the beginning of it',
    required: true,
  })
  parseTo(url: string): string {
    return url;
  }

  @Option({
    flags: '--from-namespace <name>',
    description: 'with --from esdb://…: what its streams begin with',
    defaultValue: 'ledger',
  })
  parseFromNamespace(name: string): string {
    return name;
  }

  @Option({
    flags: '--to-namespace <name>',
    description: 'with --to esdb://…: what its streams are to begin with',
    defaultValue: 'ledger',
  })
  parseToNamespace(name: string): string {
    return name;
  }

  @Option({
    flags: '--from-database <url>',
    description: 'with --from esdb://…: the PostgreSQL that goes with it, for pupil index and keys',
  })
  parseFromDatabase(url: string): string {
    return url;
  }

  @Option({
    flags: '--to-database <url>',
    description: 'with --to esdb://…: the PostgreSQL that is to go with it, for pupil index and keys',
  })
  parseToDatabase(url: string): string {
    return url;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

/** @throws WrongUse, which repeats no URL: it may hold a password */
function asked(side: 'from' | 'to', url: string, namespace: string, database: string | undefined): Asked {
  if (isPostgresUrl(url)) {
    if (database !== undefined) throw new WrongUse(`--${side}-database goes with --${side} esdb://… only`);
    return { url, namespace, database: url };
  }
  if (!eventStoreUrlShape.test(url))
    throw new WrongUse(
      `--${side} is neither postgres://user:password@host:port/database nor esdb://host:2113`,
    );
  if (!namespaceShape.test(namespace))
    throw new WrongUse(`--${side}-namespace has up to 40 small letters and digits, a letter first`);
  if (database !== undefined && !isPostgresUrl(database))
    throw new WrongUse(`--${side}-database is not postgres://user:password@host:port/database`);
  return { url, namespace, database };
}

/** @param opened what is to be closed, this side with it */
async function sideOf({ url, namespace }: Asked, opened: LogSide[]): Promise<LogSide> {
  const side = isPostgresUrl(url) ? await postgresSide(url) : eventStoreDbSide({ url, namespace });
  opened.push(side);
  return side;
}

/** Null where one of the sides has no database, or the logs differ. */
async function identityOf(from: Asked, to: Asked, { digests }: LogCopied): Promise<IdentityCopied | null> {
  if (from.database === undefined || to.database === undefined || digests.from !== digests.to) return null;
  for (const url of [from.database, to.database]) await (await openMigrated(url, 2)).close();
  return copyIdentity(from.database, to.database);
}

interface Copied extends LogCopied {
  readonly from: string;
  readonly to: string;
  readonly identity: IdentityCopied | null;
  readonly seconds: number;
}

function inWords({ from, to, events, copied, digests, identity, seconds }: Copied): string {
  const isSame = digests.from === digests.to;
  return [
    `${copied} of ${events} events copied in ${seconds.toFixed(1)} s; the others were there.`,
    `  ${digests.from}  ${from}`,
    `  ${digests.to}  ${to}`,
    isSame ? 'Both logs are the same.' : 'The logs differ: somebody wrote to one of them meanwhile.',
    identity
      ? `Pupil index and keys: ${identity.rows.pupil_identifier} identifiers, ${identity.rows.pupil_key} keys. The master key has to be the same there.`
      : 'Pupil index and keys were not copied: without them (schema `identity`) names and UPNs stay closed. See --help.',
  ].join('\n');
}
