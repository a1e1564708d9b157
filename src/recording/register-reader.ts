/**
 * The part of the register that flags are raised by: the schools that a history names, and the terms that say to which
 * school year an exclusion counts. Moves read more of it (how schools followed one another); no flag does.
 */
import { Inject, Injectable } from '@nestjs/common';
import { catalogue, type Family } from '../../events/catalogue.js';
import type { HistoryEvent } from '../../events/envelope.js';
import {
  authorityStream,
  calendarStream,
  schoolStream,
  type AuthorityCode,
  type StreamName,
  type Urn,
} from '../../events/identifiers.js';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { yearOf } from '../../events/calendar/plain-date.js';
import { Register, type Authority } from '../../projections/register/register.js';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import { SEQUENCED_LOG, type SequencedLog } from '../ledger/sequenced-log.js';
import { asHistoryEvent } from '../ledger/history-event.js';

@Injectable()
export class RegisterReader {
  constructor(
    @Inject(SEQUENCED_LOG) private readonly sequenced: SequencedLog,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** Two queries, however large the register is; one for a history in which nothing is counted in school days. */
  async around(history: readonly HistoryEvent[]): Promise<Register> {
    const schools = await this.schools(urnsIn(history));
    const judged = history.filter(({ type }) => !withoutClocks.has(catalogue[type].family));
    if (judged.length === 0) return schools;
    const authorities = new Set([
      ...schools.allSchools().flatMap(({ authority }) => authority ?? []),
      ...judged.flatMap(({ data }) => ('authority' in data ? (data.authority ?? []) : [])),
    ]);
    const years = yearsOf(judged);
    const streams = [...authorities].flatMap((authority) => [
      authorityStream(authority),
      ...years.map((year) => calendarStream(authority, year)),
    ]);
    return schools.with(await this.sequenced.historyOf(streams));
  }

  async holdsSchool(urn: Urn): Promise<boolean> {
    if ((await this.schools([urn])).school(urn) !== undefined) return true;
    // Described a moment ago, it stands in its stream before it is sequenced.
    const own: HistoryEvent[] = [];
    for await (const event of this.log.readStream(schoolStream(urn))) own.push(asHistoryEvent(event));
    return Register.from(own).school(urn) !== undefined;
  }

  /** The authority of a nine-character code, or the live one of an old code of three digits. */
  async authority(code: AuthorityCode | string): Promise<Authority | undefined> {
    return (await this.authorities(code)).authorityByAnyCode(code);
  }

  private async schools(urns: readonly Urn[]): Promise<Register> {
    return urns.length === 0
      ? Register.empty
      : Register.from(await this.sequenced.historyOf(urns.map(schoolStream)));
  }

  /** Old codes are not unique and stand in no index: all authorities are read, of which there are a few hundred. */
  private async authorities(code: AuthorityCode | string): Promise<Register> {
    const streams: StreamName[] = [];
    if (isNineCharacters(code)) streams.push(authorityStream(code));
    else for await (const { stream } of this.log.readAll({ prefix: 'authority-' })) streams.push(stream);
    return Register.from(await this.sequenced.historyOf([...new Set(streams)]));
  }
}

const isNineCharacters = (code: string): code is AuthorityCode => code.length === 9;

/** Every school that any entry names, as reporting, as destination or as origin, as first told and as corrected. */
function urnsIn(history: readonly HistoryEvent[]): Urn[] {
  const urns = new Set<Urn>();
  for (const { type, data } of history) {
    const named: object = type === 'EntryCorrected' ? data.data : data;
    collectUrns(named, urns);
  }
  return [...urns];
}

interface NamingSchools {
  readonly school?: Urn;
  readonly destination?: { readonly school?: Urn };
  readonly origin?: { readonly school?: Urn };
  readonly provider?: { readonly school?: Urn };
  readonly receivingSchool?: Urn;
}

function collectUrns(naming: NamingSchools, urns: Set<Urn>): void {
  const { school, destination, origin, provider, receivingSchool } = naming;
  const named = [school, destination?.school, origin?.school, provider?.school, receivingSchool];
  for (const urn of named) if (urn !== undefined) urns.add(urn);
}

/** What authorities set, and in which days, is read for all families but these. A correction may be of any. */
const withoutClocks: ReadonlySet<Family> = new Set([
  'admission register',
  'circumstances',
  'identity',
  'attendance and support',
  'challenge',
  'notification',
]);

/** Terms decide to which school year a day counts: its own calendar year's and the one's before. */
function yearsOf(history: readonly HistoryEvent[]): string[] {
  const years = new Set<number>();
  for (const { data } of history)
    for (const year of [yearOf(data.effectiveOn) - 1, yearOf(data.effectiveOn)]) years.add(year);
  return [...years].map(schoolYearFrom);
}
