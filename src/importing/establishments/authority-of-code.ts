/** The authority that a school's row means, by its old or its new code. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import {
  asAuthorityCode,
  authorityCodeShape,
  authorityStream,
  type AuthorityCode,
} from '../../../events/identifiers.js';
import { Register } from '../../../projections/register/register.js';
import type { EventLog } from '../../ledger/event-log.js';
import type { HistoryWriter, WritableLog } from '../history-writer.js';
import { placeholderToRecord } from './descriptions.js';

export interface ResolvedAuthority {
  readonly code: AuthorityCode | undefined;
  /** Whether the register lacks it. */
  readonly isPlaceholder: boolean;
}

/** Resolves codes; makes a placeholder of each authority that the register lacks, once. */
export class AuthorityOfCode {
  private readonly resolved = new Map<string, ResolvedAuthority>();

  private constructor(
    private readonly register: Register,
    private readonly writer: HistoryWriter,
    private readonly publishedOn: PlainDate,
  ) {}

  static async open(
    log: Pick<EventLog, 'readAll'>,
    histories: Pick<WritableLog, 'historyOf'>,
    writer: HistoryWriter,
    publishedOn: PlainDate,
  ): Promise<AuthorityOfCode> {
    const streams = new Set<ReturnType<typeof authorityStream>>();
    for await (const { stream } of log.readAll({ prefix: 'authority-' })) streams.add(stream);
    return new AuthorityOfCode(Register.from(await histories.historyOf([...streams])), writer, publishedOn);
  }

  /** @param code three digits, nine characters, or empty where the row names none */
  async resolve(code: string): Promise<ResolvedAuthority> {
    const known = this.resolved.get(code);
    if (known) return known;
    const resolved = await this.lookUp(code);
    this.resolved.set(code, resolved);
    return resolved;
  }

  private async lookUp(code: string): Promise<ResolvedAuthority> {
    const held = this.register.authorityByAnyCode(code);
    if (held) return { code: held.code, isPlaceholder: held.standing === 'placeholder' };
    const own = placeholderCode(code);
    if (!own) return { code: undefined, isPlaceholder: true };
    const oldCode = /^\d{3}$/.test(code) ? { oldCode: code } : {};
    const data = { effectiveOn: this.publishedOn, standing: 'placeholder' as const, ...oldCode };
    const decide = (history: Parameters<typeof placeholderToRecord>[0]) => ({
      entries: placeholderToRecord(history, { type: 'AuthorityDescribed', data }).map((fact) => ({ fact })),
      result: true,
    });
    await this.writer.write([{ stream: authorityStream(own), decide }]);
    return { code: own, isPlaceholder: true };
  }
}

/** The ONS gives no code that begins with X: one that stands for an old code can be told from all others. */
function placeholderCode(code: string): AuthorityCode | undefined {
  if (authorityCodeShape.test(code)) return asAuthorityCode(code);
  return /^\d{3}$/.test(code) ? asAuthorityCode(`X00000${code}`) : undefined;
}
