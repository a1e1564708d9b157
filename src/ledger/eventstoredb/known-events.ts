import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import type { EventId, Revision, StreamName } from '../../../events/identifiers.js';
import { connectForCommits, end, type Connect } from '../postgres/connection.js';
import type { PreparedAppend } from '../postgres/prepared-append.js';
import type { StandingEvent } from '../postgres/recorded-before.js';
import { FreshSources, sourceOf } from './fresh-sources.js';
import { UnsequencedEvents } from './unsequenced-events.js';

/** What is known before an append is sent. */
export interface KnownBefore {
  /** Those of its ids that stand already. */
  readonly events: ReadonlyMap<EventId, StandingEvent>;
  /** Whether the sequenced copy has events of a stream that the append expects to have none. */
  readonly isBegun: boolean;
  /** Whether a restored server stopped sequencing: the copy then holds what the server may have lost. */
  readonly isStopped: boolean;
}

/**
 * Which event ids stand already: in the sequenced copy, or not there yet but acknowledged to this process. EventStoreDB
 * itself is not asked: it would cost a read for every append, and it knows the ids of one stream only.
 */
export class KnownEvents {
  private readonly unsequenced: UnsequencedEvents;
  private readonly fresh = new FreshSources();
  private readonly queue: Question[] = [];
  private isAsking = false;
  private underWay = 0;
  private onGathered: () => void = () => undefined;

  private client: Promise<pg.Client> | undefined;

  /** @param onOtherContent as UnsequencedEvents takes it */
  constructor(
    private readonly connect: Connect,
    onOtherContent: (event: StandingEvent) => void,
  ) {
    this.unsequenced = new UnsequencedEvents(onOtherContent);
  }

  /** Whether nothing can be known of the append, so that there is nothing to ask. */
  areNew({ expected, events }: PreparedAppend): boolean {
    return expected !== 'none' && this.fresh.areNew(events);
  }

  /**
   * @param underWay how many appends are, this one included: so many may ask soon
   * @throws PostgreSQL's error where it cannot be asked
   */
  async of(append: PreparedAppend, underWay: number): Promise<KnownBefore> {
    this.underWay = underWay;
    const ids = append.events.map(({ id }) => id);
    // Taken before the copy is looked at: what is sequenced meanwhile is forgotten here, and seen there by then.
    const remembered = this.unsequenced.of(append);
    const { events, begun, isStopped } = await this.ask(append, this.newSources(ids));
    const known: ReadonlyMap<EventId, StandingEvent> =
      remembered.length === 0 ? events : new Map([...events, ...byId(remembered)]);
    return { events: known, isBegun: begun.has(append.stream), isStopped };
  }

  /** Keeps in mind what was acknowledged, until it is seen in the copy. */
  remember(events: readonly StandingEvent[]): void {
    this.unsequenced.add(events);
    for (const { id } of events) this.fresh.add(id);
  }

  /** To be called where an append was not acknowledged: perhaps another has appended the same. */
  doubt(append: PreparedAppend): void {
    for (const { id } of append.events) this.fresh.forget(sourceOf(id));
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client !== undefined) void end(client);
  }

  /** Those of the ids' sources that are to be looked for in the copy: met for the first time, or after a while. */
  private newSources(ids: readonly EventId[]): string[] {
    const sources: string[] = [];
    for (const source of new Set(ids.map(sourceOf))) {
      if (this.fresh.has(source) || this.unsequenced.hasOf(source)) continue;
      this.fresh.begin(source);
      sources.push(source);
    }
    return sources;
  }

  private ask(append: PreparedAppend, sources: readonly string[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ append, sources, resolve, reject });
      if (!this.isAsking) void this.drain();
      else if (this.isGathered()) this.onGathered();
    });
  }

  /** One query at a time, for all that came while the last one was under way, and until half of them are there. */
  private async drain(): Promise<void> {
    this.isAsking = true;
    do {
      await this.gather();
      const questions = this.queue.splice(0, appendsPerQuery);
      try {
        const answer = await this.answer(questions);
        for (const question of questions) question.resolve(answer);
      } catch (error) {
        for (const question of questions) {
          this.doubt(question.append);
          question.reject(error);
        }
      }
    } while (this.queue.length > 0);
    this.isAsking = false;
  }

  /**
   * Whoever is alone asks at once. With others under way a moment is waited for them: with 256 writers a query then
   * takes in 30 to 70 appends, and 15 to 23 without.
   */
  private async gather(): Promise<void> {
    await nextTurn();
    if (this.isGathered()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatheringMs);
      this.onGathered = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.onGathered = () => undefined;
  }

  private isGathered(): boolean {
    return 2 * this.queue.length >= this.underWay;
  }

  private async answer(questions: readonly Question[]): Promise<Answer> {
    const appends = questions.map(({ append }) => append);
    const ids = appends.flatMap(({ events }) => events.map(({ id }) => id));
    const unsequenced = this.unsequenced.toLookFor();
    const streams = appends.filter(({ expected }) => expected === 'none').map(({ stream }) => stream);
    const sources = questions.flatMap((question) => question.sources);
    const { rows } = await this.query([[...ids, ...unsequenced], streams, sources]);
    const events = new Map<EventId, StandingEvent>();
    const begun = new Set<StreamName>();
    const held = new Set<string>();
    let isStopped = false;
    for (const row of rows) {
      if (row.kind === 'stream') begun.add(row.stream);
      else if (row.kind === 'source') held.add(row.data);
      else if (row.kind === 'stopped') isStopped = true;
      else {
        const { id, stream, revision, type, schema_version: schemaVersion, data } = row;
        events.set(id, { id, stream, revision, type, schemaVersion, data });
      }
    }
    this.unsequenced.forget(unsequenced, events);
    for (const source of sources) {
      if (held.has(source)) this.fresh.forget(source);
      else this.fresh.confirm(source);
    }
    return { events, begun, isStopped };
  }

  /** On a connection of its own, as commits have one: whose plans never scan the table, which was small once. */
  private async query(values: unknown[]): Promise<pg.QueryResult<Row>> {
    const connecting = (this.client ??= connectForCommits(this.connect));
    try {
      const client = await connecting;
      return await client.query<Row>({ name: 'ledger_known_events', text: knownSql, values });
    } catch (error) {
      this.client = undefined;
      void connecting.then(end, () => undefined);
      throw error;
    }
  }
}

interface Question {
  readonly append: PreparedAppend;
  readonly sources: readonly string[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Answer {
  readonly events: ReadonlyMap<EventId, StandingEvent>;
  readonly begun: ReadonlySet<StreamName>;
  readonly isStopped: boolean;
}

type Row =
  | { kind: 'stream'; stream: StreamName }
  /** `data`: the source's part of the ids. */
  | { kind: 'source'; data: string }
  | { kind: 'stopped' }
  | {
      kind: 'event';
      id: EventId;
      stream: StreamName;
      revision: Revision;
      type: string;
      schema_version: number;
      data: string;
    };

const gatheringMs = 1;
/** So that one query stays short: the largest appends have 5,000 events. */
const appendsPerQuery = 500;

/** The ids that stand; the streams that have events; the sources that something stands of; whether sequencing is stopped. */
const knownSql = `
  select 'event' as kind, id, stream, revision, type, schema_version, data::text
    from ledger.events where id = any ($1::uuid[])
  union all
  select 'stream', null, stream, null, null, null, null
    from ledger.events where stream = any ($2::text[]) and revision = 0
  union all
  select 'stopped', null, null, null, null, null, null from ledger.sequencer where stopped_since is not null
  union all
  select 'source', null, null, null, null, null, source
    from unnest($3::text[]) as source
   cross join lateral (
     select id from ledger.events where id >= (source || '-0000-0000-000000000000')::uuid order by id limit 1
   ) as first
   where first.id <= (source || '-ffff-ffff-ffffffffffff')::uuid`;

const byId = (events: readonly StandingEvent[]): [EventId, StandingEvent][] =>
  events.map((event) => [event.id, event]);
