/** A school's or authority's system that reports to the ledger over HTTP, and a register for it to name schools of. */
import { randomUUID } from 'node:crypto';
import { makeUpn } from '../../events/upn.js';
import {
  asAuthorityCode,
  asEventId,
  asUrn,
  authorityStream,
  schoolStream,
  type StreamName,
} from '../../events/identifiers.js';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { FactToRecord } from '../../src/recording/deciders/decision.js';
import { EVENT_LOG, type EventLog } from '../../src/ledger/event-log.js';
import { sampleMetadata } from './sample-events.js';
import type { TestApplication } from './application.js';

export const oakfield = asUrn('100001');
export const birchwood = asUrn('100002');
export const barking = asAuthorityCode('E09000002');

/** Puts the two schools and their authority into the register. */
export async function describeRegister({ app }: TestApplication): Promise<void> {
  const log = app.get<EventLog>(EVENT_LOG, { strict: false });
  const effectiveOn = asPlainDate('2010-09-01');
  const school = { effectiveOn, standing: 'described', authority: barking } as const;
  const append = (stream: StreamName, fact: FactToRecord) =>
    log.append(stream, 'none', [
      { ...fact, id: asEventId(randomUUID()), schemaVersion: 1, metadata: sampleMetadata },
    ]);
  await append(schoolStream(oakfield), {
    type: 'SchoolDescribed',
    data: { ...school, name: 'Oakfield School' },
  });
  await append(schoolStream(birchwood), {
    type: 'SchoolDescribed',
    data: { ...school, name: 'Birchwood School' },
  });
  await append(authorityStream(barking), {
    type: 'AuthorityDescribed',
    data: { effectiveOn, standing: 'described', name: 'Barking and Dagenham', oldCode: '301' },
  });
}

export interface Reply {
  readonly status: number;
  readonly etag: string | null;
  readonly contentType: string;
  readonly retryAfter: string | null;
  readonly body: Record<string, unknown>;
}

export type Headers = Record<string, string>;

export class RecordingClient {
  private serial = 0;

  constructor(readonly address: string) {}

  /** @param body sent as JSON; a string as it is */
  async post(path: string, body: unknown, headers: Headers = {}): Promise<Reply> {
    const response = await fetch(`${this.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      contentType: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }

  /** A report about a pupil. */
  report(pupil: string, path: string, body: unknown, headers?: Headers): Promise<Reply> {
    return this.post(`/api/pupils/${pupil}/${path}`, body, headers);
  }

  /** A pupil whom nobody reported before. */
  async newPupil(headers?: Headers): Promise<string> {
    const person = { effectiveOn: '2020-09-01', upn: this.newUpn() };
    const { body } = await this.post('/api/pupils', person, headers);
    return String(body['pupil']);
  }

  newUpn(): string {
    this.serial += 1;
    return makeUpn('301', '4001', '15', String(this.serial).padStart(3, '0'));
  }
}

/** The rules that a problem names, as `field: rule`. */
export function brokenRules({ body }: Reply): string[] {
  const errors = body['errors'];
  if (!Array.isArray(errors)) return [];
  return (errors as { field: string; rule: string }[]).map(({ field, rule }) => `${field}: ${rule}`);
}

/** The names of the flags that a recorded fact raised. */
export function flagsOf({ body }: Reply): string[] {
  const flags = body['flags'];
  return Array.isArray(flags) ? (flags as { flag: string }[]).map(({ flag }) => flag) : [];
}
