import type { HistoryEvent } from '../../events/envelope.js';
import { asPosition, pupilOf, type PupilId } from '../../events/identifiers.js';
import { Register } from '../../projections/register/register.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { DemonstrationSettings } from '../../src/demonstration/history.js';
import { demonstrationLog } from '../../src/demonstration/log-entries.js';

export const small: DemonstrationSettings = { seed: 7, pupils: 1_000, years: 6 };

/** Every event as the log would hold it. */
export function eventsOf(settings: DemonstrationSettings): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  for (const { stream, events: batch, recordedAt } of demonstrationLog({
    ...settings,
    withoutIdentity: true,
  })) {
    for (const { id, type, schemaVersion, data } of batch) {
      const position = asPosition(events.length + 1);
      // The generator ties type and data; the union's members are told apart again from here on.
      events.push({
        id,
        type,
        schemaVersion,
        data,
        stream,
        position,
        recordedAt: recordedAt.toISOString(),
      } as HistoryEvent);
    }
  }
  return events;
}

export interface Interpreted {
  readonly register: Register;
  readonly trajectories: readonly Trajectory[];
}

/** Every pupil's trajectory; merged records are one pupil's. */
export function interpreted(events: readonly HistoryEvent[]): Interpreted {
  const register = Register.from(events.filter(({ stream }) => !pupilOf(stream)));
  const survivors = new Map<PupilId, PupilId>();
  for (const { stream, type, data } of events) {
    const survivor = pupilOf(stream);
    if (type === 'RecordsMerged' && survivor) survivors.set(data.absorbed, survivor);
  }
  const histories = new Map<PupilId, HistoryEvent[]>();
  for (const event of events) {
    const record = pupilOf(event.stream);
    if (!record) continue;
    const pupil = survivors.get(record) ?? record;
    const history = histories.get(pupil);
    if (history) history.push(event);
    else histories.set(pupil, [event]);
  }
  return {
    register,
    trajectories: [...histories].map(([pupil, history]) => interpret(pupil, history, register)),
  };
}
