/** The rows of a file into the ledger, batch by batch: place, decide, append. */
import { pupilOf } from '../../../events/identifiers.js';
import { groupedBy } from '../../../projections/groups.js';
import { holdsAll } from '../../ledger/documents-of.js';
import { documentsOfKnown } from '../../recording/deciders/refusals.js';
import type { HistoryWriter, Task, WritableLog } from '../history-writer.js';
import { batchSize } from '../import-context.js';
import type { RefusalFile } from '../refusal-file.js';
import type { MergedRecords } from '../pupils/merged-records.js';
import type { RowTally } from '../tally.js';
import { decideMovements, type Verdict } from './decide-movements.js';
import type { MovementRow, Placed, Placing } from './place-movements.js';
import { refusalOf, refused, type RefusedRow } from './refused.js';

export interface RecordingParts {
  readonly placing: Placing;
  readonly merged: MergedRecords;
  readonly writer: HistoryWriter;
  readonly log: Pick<WritableLog, 'documentsOf'>;
  readonly tally: RowTally;
  readonly refusals: RefusalFile;
  readonly fileName: string;
  readonly signal: AbortSignal;
  /** Told after every batch. @param line the last one read */
  onProgress(line: number): void;
}

/**
 * Records the rows in their order. One that names an entry which only a later row tells is kept until the end; memory
 * grows with those alone.
 */
export async function recordMovements(
  parts: RecordingParts,
  rows: AsyncIterable<MovementRow | RefusedRow>,
): Promise<void> {
  const recorder = new MovementRecorder(parts);
  let batch: (MovementRow | RefusedRow)[] = [];
  let waiting: MovementRow[] = [];
  const flush = async (): Promise<void> => {
    waiting.push(...(await recorder.record(batch)));
    parts.onProgress(batch.at(-1)?.line ?? 0);
    batch = [];
  };
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchSize && !changesUpn(row)) continue;
    await flush();
    if (parts.signal.aborted) return;
  }
  await flush();
  while (waiting.length > 0 && !parts.signal.aborted) {
    const left = await recorder.record(waiting);
    if (left.length === waiting.length) await recorder.refuse(left.map(pointsNowhere));
    waiting = left.length < waiting.length ? left : [];
  }
}

/** Who a UPN means has to be settled before the rows after it are looked at. */
const changesUpn = (row: MovementRow | RefusedRow): boolean =>
  'movement' in row && row.movement.report.type === 'UpnChanged';

class MovementRecorder {
  constructor(private readonly parts: RecordingParts) {}

  /** @returns the rows that name an entry which is not there yet */
  async record(rows: readonly (MovementRow | RefusedRow)[]): Promise<MovementRow[]> {
    const { placing, merged, writer } = this.parts;
    await this.refuse(rows.filter((row): row is RefusedRow => 'refused' in row));
    const { placed, misplaced } = await placing.place(
      rows.filter((row): row is MovementRow => 'movement' in row),
    );
    await this.refuse(misplaced);
    const byStream = groupedBy(placed, ({ stream }) => stream);
    const tasks = [...byStream].map(([stream, own]): Task<Verdict<Placed>[]> => {
      const pupil = pupilOf(stream);
      return {
        stream,
        merged: pupil ? merged.streamsAbsorbedBy(pupil) : [],
        decide: (history) => decideMovements(history, own),
      };
    });
    return this.count((await writer.write(tasks)).flat());
  }

  async refuse(rows: readonly RefusedRow[]): Promise<void> {
    const { tally, refusals, fileName: file } = this.parts;
    for (const { refused } of rows) tally.refused(refused.code);
    await refusals.add(rows.map(({ line, refused }) => ({ file, line, ...refused })));
  }

  private async count(verdicts: readonly Verdict<Placed>[]): Promise<MovementRow[]> {
    const waiting: MovementRow[] = [];
    for (const verdict of verdicts) {
      const { row, is } = verdict;
      if (is === 'recorded') this.parts.tally.recorded(row.remarks);
      else if (is === 'known') await this.countKnown(verdict);
      else if (is === 'waits') waiting.push(row.from);
      else await this.refuse([{ line: row.row.line, refused: is }]);
    }
    return waiting;
  }

  /** Papers stand with the entry that they came with: a row that brings others is not known, and they are not dropped. */
  private async countKnown({ row, knownBy }: Verdict<Placed>): Promise<void> {
    const { documents: brought } = row;
    const isKnown =
      !knownBy || !brought || holdsAll(await this.parts.log.documentsOf(knownBy.stream, knownBy.id), brought);
    if (isKnown) this.parts.tally.known();
    else await this.refuse([{ line: row.row.line, refused: refusalOf(documentsOfKnown(knownBy.id)) }]);
  }
}

function pointsNowhere({ line, movement: { references, corrects } }: MovementRow): RefusedRow {
  const field = corrects === undefined ? (references[0]?.field ?? '') : 'corrects';
  const problem = 'names an entry that this history does not hold';
  return { line, ...refused(field, problem, 'entry-not-found') };
}
