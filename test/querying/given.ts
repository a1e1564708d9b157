/** A ledger that serves, filled with facts, and its questions asked over HTTP. */
import type { NewEvent } from '../../events/envelope.js';
import {
  asAuthorityCode,
  authorityStream,
  pupilStream,
  schoolStream,
  type Position,
  type PupilId,
  type StreamName,
  type Urn,
} from '../../events/identifiers.js';
import { EVENT_LOG, type EventLog } from '../../src/ledger/event-log.js';
import { deriveEventId } from '../../src/ledger/event-ids.js';
import { ProjectionRunner } from '../../src/projecting/projection-runner.js';
import { startApplication, type TestApplication } from '../support/application.js';
import { Commands } from '../support/commands.js';
import type { Finished } from '../support/ledger-process.js';
import { day, fact, type Told } from '../support/history.js';
import { sampleMetadata } from '../support/sample-events.js';
import { longEnoughMs } from '../support/until.js';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: T;
}

export interface Refusal {
  readonly code: string;
}

export interface TestLedger {
  readonly application: TestApplication;
  /** Runs the built command on this ledger. */
  readonly command: (...args: readonly string[]) => Promise<Finished>;
  /** @typeParam T the document that is expected */
  readonly get: <T = Refusal>(path: string, headers?: Record<string, string>) => Promise<Answer<T>>;
  /** Records the facts, in this order. @returns the position of the last */
  readonly tell: (...facts: readonly Told[]) => Promise<Position>;
  /** The same, and waits until the read models have them. */
  readonly project: (...facts: readonly Told[]) => Promise<Position>;
}

export async function startLedger(): Promise<TestLedger> {
  const application = await startApplication();
  const commands = new Commands();
  const log = application.app.get<EventLog>(EVENT_LOG, { strict: false });
  const runner = application.app.get(ProjectionRunner, { strict: false });
  const tell = async (...facts: readonly Told[]): Promise<Position> => {
    let position: Position | undefined;
    for (const [stream, events] of consecutive(facts)) {
      const { positions } = await log.append(stream, 'any', events);
      position = positions?.at(-1);
    }
    if (position === undefined) throw new Error('nothing was told');
    return position;
  };
  return {
    application: { ...application, close: async () => (await commands.close(), application.close()) },
    tell,
    command: (...args) => commands.run(args, environmentOf(application)),
    get: async <T>(path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(application.address + path, { headers });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as T };
    },
    project: async (...facts) => {
      const position = await tell(...facts);
      await runner.catchUp({ to: position, signal: AbortSignal.timeout(longEnoughMs) });
      return position;
    },
  };
}

const environmentOf = ({ database, configuration }: TestApplication) => ({
  DATABASE_URL: database.connectionString,
  LEDGER_MASTER_KEY: configuration.masterKeys.current.toString('base64'),
  LOG_LEVEL: 'error',
});

/** The fact told of another pupil. */
export const of = (pupil: PupilId, told: Told): Told => {
  const stream = pupilStream(pupil);
  return { ...told, stream, id: deriveEventId(stream, told.id, 0) };
};

export const camden = asAuthorityCode('E09000007');

export const authority = (code = camden, name = 'Camden', oldCode = '202'): Told =>
  fact(
    'AuthorityDescribed',
    { effectiveOn: day('2000-01-01'), standing: 'described', name, oldCode },
    authorityStream(code),
  );

export const school = (urn: Urn, name: string, of = camden): Told =>
  fact(
    'SchoolDescribed',
    {
      effectiveOn: day('2000-09-01'),
      standing: 'described',
      name,
      authority: of,
      type: 'mainstream',
      phase: 'secondary',
      lowestAge: 11,
      highestAge: 16,
    },
    schoolStream(urn),
  );

/** Facts of one stream that follow each other are one append. */
function consecutive(facts: readonly Told[]): [StreamName, NewEvent[]][] {
  const appends: [StreamName, NewEvent[]][] = [];
  for (const { stream, id, type, data } of facts) {
    const event = { id, type, schemaVersion: 1, data, metadata: sampleMetadata } as NewEvent;
    const last = appends.at(-1);
    if (last?.[0] === stream && last[1].length < 500) last[1].push(event);
    else appends.push([stream, [event]]);
  }
  return appends;
}
