/**
 * What can be said once the whole term is read: that each school's census was received, and which entries no row of
 * it lists.
 */
import type { HistoryEvent } from '../../../events/envelope.js';
import {
  pupilOf,
  pupilStream,
  schoolStream,
  type PupilId,
  type StreamName,
  type Urn,
} from '../../../events/identifiers.js';
import type { CensusTerm } from '../../../events/calendar/census-day.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { Register, type CensusHeld } from '../../../projections/register/register.js';
import { sameData } from '../../recording/deciders/same-data.js';
import type { Entry, HistoryWriter, WritableLog } from '../history-writer.js';
import { batchSize } from '../import-context.js';
import type { MergedRecords } from '../pupils/merged-records.js';
import type { PupilsAtSchools } from './pupils-at-schools.js';
import type { SchoolReturn } from './survey.js';
import { entriesNotCounted } from './unlisted.js';

export interface ClosingParts {
  readonly log: Pick<WritableLog, 'historyOf'>;
  readonly writer: HistoryWriter;
  readonly merged: MergedRecords;
  readonly pupilsAtSchools: PupilsAtSchools;
  readonly term: CensusTerm;
  readonly censusDay: PlainDate;
  readonly signal: AbortSignal;
  isListedByRefusal(pupil: PupilId, school: Urn): boolean;
  onProgress(done: number, total: number): void;
}

/** Records `CensusReceived`, then `NotCountedOnRoll`. A school without a row on roll has sent no census. */
export async function closeTerm(parts: ClosingParts, returns: ReadonlyMap<Urn, SchoolReturn>): Promise<void> {
  const received = [...returns].filter(([, { onRoll }]) => onRoll > 0);
  await parts.writer.write(
    received.map(([school, counts]) => ({
      stream: schoolStream(school),
      decide: (history) => ({ entries: receipt(history, parts, counts), result: true }),
    })),
  );
  await recordMissing(
    parts,
    received.map(([school]) => school),
  );
}

function receipt(
  history: readonly HistoryEvent[],
  { term, censusDay }: ClosingParts,
  counts: SchoolReturn,
): Entry[] {
  const data: CensusHeld = { effectiveOn: censusDay, term, ...counts };
  const held = censusesIn(history).find((census) => census.term === term);
  return held && sameData(held, data) ? [] : [{ fact: { type: 'CensusReceived', data } }];
}

async function recordMissing(parts: ClosingParts, schools: readonly Urn[]): Promise<void> {
  const { log, merged, writer, term, signal } = parts;
  const register = Register.from(await log.historyOf(schools.map(schoolStream)));
  const concerned = new Set(schools);
  const pupils = survivors(await parts.pupilsAtSchools.streamsAt(schools), merged);
  for (let at = 0; at < pupils.length && !signal.aborted; at += batchSize) {
    const tasks = pupils.slice(at, at + batchSize).map((pupil) => ({
      stream: pupilStream(pupil),
      merged: merged.streamsAbsorbedBy(pupil),
      decide: (history: readonly HistoryEvent[]) => {
        const isListed = (school: Urn, of: CensusTerm): boolean =>
          of === term && parts.isListedByRefusal(pupil, school);
        const missing = entriesNotCounted(history, register, concerned, isListed);
        return {
          entries: missing.map((data): Entry => ({ fact: { type: 'NotCountedOnRoll', data } })),
          result: true,
        };
      },
    }));
    await writer.write(tasks);
    parts.onProgress(Math.min(at + batchSize, pupils.length), pupils.length);
  }
}

function survivors(streams: readonly StreamName[], merged: MergedRecords): PupilId[] {
  const pupils = streams.flatMap((stream) => pupilOf(stream) ?? []);
  return [...new Set(pupils.map((pupil) => merged.survivingOf(pupil)))];
}

/** Of one school's history, the census of each term as last received. */
function censusesIn(history: readonly HistoryEvent[]): CensusHeld[] {
  const register = Register.from(history);
  return register.allSchools().flatMap(({ urn }) => register.censusesOf(urn));
}
