/**
 * A pupil's history made by reports: each is validated and decided as over REST, and what is recorded is read at once.
 * For rules and figures over many pupils, where a server for each would be too slow.
 */
import type { EventType } from '../../events/catalogue.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { asPosition, pupilStream, type EventId, type PupilId } from '../../events/identifiers.js';
import type { Register } from '../../projections/register/register.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import { deriveEventId } from '../../src/ledger/event-ids.js';
import { reportFact } from '../../src/recording/deciders/report-fact.js';
import { readReport } from '../../src/recording/reports/read-report.js';
import type { ReportedType } from '../../src/recording/reports/reported-facts.js';
import { pupilA } from './history.js';

export class ReportedPupil {
  private readonly events: HistoryEvent[] = [];

  constructor(
    private readonly register: Register,
    readonly pupil: PupilId = pupilA,
  ) {}

  /** @returns the entry that stands for it */
  report(type: Exclude<ReportedType, 'AddressChanged' | 'PupilIdentified'>, body: object): EventId {
    const report = readReport(type, body);
    if (!('fact' in report)) throw new RangeError('reports of personal data are sealed first');
    const decision = reportFact(this.events, report.fact);
    if ('known' in decision) return decision.known;
    return this.append(decision.record.type, decision.record.data);
  }

  /** What reports cannot say in clear: who the pupil is. */
  born(birthYear: number, birthMonth: number): void {
    this.append('PupilIdentified', { effectiveOn: '2020-09-01', birthYear, birthMonth });
  }

  /** In another order of arrival. */
  inReverse(): ReportedPupil {
    const other = new ReportedPupil(this.register, this.pupil);
    other.events.push(
      ...[...this.events].reverse().map((event, at) => ({ ...event, position: asPosition(at + 1) })),
    );
    return other;
  }

  get trajectory(): Trajectory {
    return interpret(this.pupil, this.events, this.register);
  }

  get flags(): string[] {
    return this.trajectory.flags.map(({ flag }) => flag);
  }

  private append(type: EventType, data: object): EventId {
    const stream = pupilStream(this.pupil);
    const at = this.events.length;
    const id = deriveEventId(stream, 'reported', at);
    this.events.push({
      id,
      type,
      schemaVersion: 1,
      stream,
      position: asPosition(at + 1),
      recordedAt: new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString(),
      data,
    } as HistoryEvent);
    return id;
  }
}
