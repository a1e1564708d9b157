/**
 * The part of the register that flags are raised by: the schools that a history names, and the terms that say to which
 * school year an exclusion counts. Moves read more of it (how schools followed one another); no flag does.
 */
import { Inject, Injectable } from '@nestjs/common';
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
import { yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
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

  /** Two queries, however large the register is. */
  async around(history: readonly HistoryEvent[]): Promise<Register> {
    const schools = await this.schools(urnsIn(history));
    const years = yearsOfExclusions(history);
    const authorities = new Set(schools.allSchools().flatMap(({ authority }) => authority ?? []));
    const calendars = [...authorities].flatMap((authority) =>
      years.map((year) => calendarStream(authority, year)),
    );
    return calendars.length === 0 ? schools : schools.with(await this.sequenced.historyOf(calendars));
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
}

function collectUrns({ school, destination, origin }: NamingSchools, urns: Set<Urn>): void {
  for (const urn of [school, destination?.school, origin?.school]) if (urn !== undefined) urns.add(urn);
}

/** Terms decide to which school year an exclusion counts: its own calendar year's and the one's before. */
function yearsOfExclusions(history: readonly HistoryEvent[]): string[] {
  const years = new Set<number>();
  for (const event of history) {
    const day = dayOfExclusion(event);
    if (day !== undefined) for (const year of [yearOf(day) - 1, yearOf(day)]) years.add(year);
  }
  return [...years].map(schoolYearFrom);
}

function dayOfExclusion(event: HistoryEvent): PlainDate | undefined {
  const counts =
    event.type === 'Suspended' || event.type === 'PermanentlyExcluded' || event.type === 'EntryCorrected';
  return counts ? event.data.effectiveOn : undefined;
}
