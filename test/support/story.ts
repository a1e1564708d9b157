/** One pupil's story, told over REST and read back as the trajectory. */
import type { TrajectoryDocument } from '../../src/querying/documents/trajectory.js';
import { randomUUID } from 'node:crypto';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { EventData } from '../../events/catalogue.js';
import type { SchoolType } from '../../events/codes/school-type.js';
import { asEventId, schoolStream, type Urn } from '../../events/identifiers.js';
import { EVENT_LOG, type EventLog } from '../../src/ledger/event-log.js';
import { ProjectionRunner } from '../../src/projecting/projection-runner.js';
import { startApplication, type TestApplication } from './application.js';
import { sameFromMovementsFile } from './movements-file.js';
import { barking, describeRegister, RecordingClient, type Headers, type Reply } from './recording-client.js';
import { sampleMetadata } from './sample-events.js';
import { longEnoughMs } from './until.js';

export class Story {
  private constructor(
    private readonly ledger: TestApplication,
    readonly client: RecordingClient,
    readonly pupil: string,
  ) {}

  static async begin(): Promise<Story> {
    const ledger = await startApplication();
    await describeRegister(ledger);
    const client = new RecordingClient(ledger.address);
    return new Story(ledger, client, await client.newPupil());
  }

  /** The story of another pupil in the same ledger, which the first story closes. */
  async another(): Promise<Story> {
    return new Story(this.ledger, this.client, await this.client.newPupil());
  }

  get address(): string {
    return this.ledger.address;
  }

  /** Waits until the read models have everything that was told. */
  async project(): Promise<void> {
    await this.ledger.app
      .get(ProjectionRunner, { strict: false })
      .catchUp({ signal: AbortSignal.timeout(longEnoughMs) });
  }

  close(): Promise<void> {
    return this.ledger.close();
  }

  /** What the import of establishments says of a school, beside its name. */
  async describe(
    school: Urn,
    name: string,
    type: SchoolType,
    more: Partial<EventData<'SchoolDescribed'>> = {},
  ): Promise<void> {
    const data = {
      effectiveOn: asPlainDate('2010-09-02'),
      standing: 'described',
      authority: barking,
      name,
      type,
      ...more,
    } as const;
    const event = { id: asEventId(randomUUID()), schemaVersion: 1, metadata: sampleMetadata };
    const log = this.ledger.app.get<EventLog>(EVENT_LOG, { strict: false });
    await log.append(schoolStream(school), 'any', [{ ...event, type: 'SchoolDescribed', data }]);
  }

  /** A report that is recorded; its entry. */
  async told(path: string, effectiveOn: string, body: object = {}): Promise<string> {
    return String((await this.reported(path, effectiveOn, body)).body['entry']);
  }

  async reported(path: string, effectiveOn: string, body: object = {}, headers?: Headers): Promise<Reply> {
    const reply = await this.client.report(this.pupil, path, { effectiveOn, ...body }, headers);
    expect({ path, status: reply.status, body: reply.body }).toMatchObject({ path, status: 201 });
    return reply;
  }

  /** A report about an authority or a school. @param path after `/api/` */
  async set(path: string, effectiveOn: string, body: object = {}): Promise<string> {
    const reply = await this.client.post(`/api/${path}`, { effectiveOn, ...body });
    expect({ path, status: reply.status, body: reply.body }).toMatchObject({ path, status: 201 });
    return String(reply.body['entry']);
  }

  /** The names of the flags that stand, once each. */
  async flags(): Promise<string[]> {
    return [...new Set((await this.trajectory()).flags.map(({ flag }) => flag))];
  }

  /** What was told gives the same trajectory where it comes from a movements file. */
  sameFromMovementsFile(): Promise<void> {
    return sameFromMovementsFile(this.ledger);
  }

  /** @param query such as `?as-at=2025-01-20` */
  async trajectory(query = ''): Promise<TrajectoryDocument> {
    const response = await fetch(`${this.ledger.address}/api/pupils/${this.pupil}/trajectory${query}`);
    expect(response.status).toBe(200);
    return (await response.json()) as TrajectoryDocument;
  }
}
