/** The rows of a term's tables into the ledger, batch by batch: identify, seal, decide, append. */
import type { HistoryEvent } from '../../../events/envelope.js';
import { pupilStream, type PupilId, type Urn } from '../../../events/identifiers.js';
import { groupedBy } from '../../../projections/groups.js';
import { seal } from '../../identity/sealing.js';
import type { CsvFile } from '../csv/csv-file.js';
import { isFault, readRows } from '../csv/read-rows.js';
import { firstOfEach } from '../establishments/first-of-each.js';
import type { Entry, HistoryWriter, Task } from '../history-writer.js';
import { batchSize } from '../import-context.js';
import { erasedPupil } from '../pupils/identifier.js';
import type { ImportedPupils } from '../pupils/imported-pupils.js';
import type { MergedRecords } from '../pupils/merged-records.js';
import type { RefusalFile } from '../refusal-file.js';
import type { Remarks, RowTally } from '../tally.js';
import {
  readCensusRow,
  type CensusFact,
  type RefusedRow,
  type ReportedRow,
  type RowContext,
} from './census-row.js';
import type { ExclusionFact } from './exclusion-row.js';
import { exclusionKey, HeldObservations, observationKey } from './observations.js';
import type { Survey } from './survey.js';
import { requiredColumns, type CensusTable } from './tables.js';

export interface RowRecorderParts {
  readonly pupils: ImportedPupils;
  readonly merged: MergedRecords;
  readonly writer: HistoryWriter;
  readonly survey: Survey;
  readonly context: RowContext;
  readonly tally: RowTally;
  readonly refusals: RefusalFile;
  readonly signal: AbortSignal;
  /** Told after every batch. */
  onProgress(): void;
}

export class RowRecorder {
  /** `<pupil> <school>` of refused rows whose pupil the ledger knows: they list the pupil all the same. */
  private readonly listedByRefusal = new Set<string>();
  /** Of each exclusion key, how many rows of one file had it: an exclusion's number. */
  private readonly ordinals = new Map<string, Partial<Record<CensusTable, number>>>();

  constructor(private readonly parts: RowRecorderParts) {}

  isListedByRefusal(pupil: PupilId, school: Urn): boolean {
    return this.listedByRefusal.has(`${pupil} ${school}`);
  }

  async record(table: CensusTable, file: CsvFile): Promise<void> {
    const { survey, context, signal } = this.parts;
    let batch = new Batch();
    for await (const row of readRows(file, requiredColumns[table])) {
      if (isFault(row)) {
        const { line, field, problem, code } = row;
        batch.refused.push({ line, refused: { field, problem, code } });
      } else {
        const read = readCensusRow(table, row, context);
        if ('refused' in read) batch.refused.push({ ...read, line: row.line });
        else
          batch.reported.push(
            this.numbered(table, { ...read, line: row.line, isSuperseded: survey.isSuperseded(table, row) }),
          );
      }
      if (batch.size < batchSize) continue;
      await this.recordBatch(file, batch);
      if (signal.aborted) return;
      batch = new Batch();
    }
    await this.recordBatch(file, batch);
  }

  private async recordBatch(file: CsvFile, { reported, refused }: Batch): Promise<void> {
    await this.refuse(file, refused);
    await this.noteListings(refused);
    const identified = await this.identified(file, reported);
    // Rows about one observation go one after the other: the later has to find the earlier held.
    for (const round of firstOfEach(identified, ({ pupil, fact }) => `${pupil} ${observationKey(fact)}`)) {
      await this.recordRound(file, round);
    }
    this.parts.onProgress();
  }

  /** With pupil and sealed personal data. Rows of erased pupils are refused here. */
  private async identified(file: CsvFile, rows: readonly NumberedRow[]): Promise<IdentifiedRow[]> {
    const { pupils, merged } = this.parts;
    if (rows.length === 0) return [];
    const found = await pupils.findOrCreate([...new Set(rows.map(({ identifier }) => identifier))]);
    const known = [
      ...new Set(
        [...found.values()].flatMap((pupil) => (pupil === 'erased' ? [] : merged.survivingOf(pupil))),
      ),
    ];
    const keys = await pupils.keysOf(known);
    const [identified, gone]: [IdentifiedRow[], NumberedRow[]] = [[], []];
    for (const row of rows) {
      const holder = found.get(row.identifier);
      const pupil = holder === undefined || holder === 'erased' ? undefined : merged.survivingOf(holder);
      const own = pupil && keys.get(pupil);
      if (!pupil || !own || own === 'destroyed') gone.push(row);
      else identified.push({ ...row, pupil, fact: withPerson(row, own) });
    }
    await this.refuse(
      file,
      gone.map(({ line }) => ({ line, refused: erased })),
    );
    return identified;
  }

  private async recordRound(file: CsvFile, rows: readonly IdentifiedRow[]): Promise<void> {
    const { merged, writer, tally } = this.parts;
    const tasks = [...groupedBy(rows, ({ pupil }) => pupil)].map(([pupil, own]): Task<RowsDecided> => ({
      stream: pupilStream(pupil),
      merged: merged.streamsAbsorbedBy(pupil),
      decide: (history) => decideRows(history, own, file.sha256),
    }));
    for (const { isErased, recorded, known } of await writer.write(tasks)) {
      await this.refuse(
        file,
        isErased.map(({ line }) => ({ line, refused: erased })),
      );
      for (const { remarks, isSuperseded } of recorded)
        tally.recorded(isSuperseded ? repeated(remarks) : remarks);
      known.forEach(() => tally.known());
    }
  }

  private async noteListings(rows: readonly LineRefused[]): Promise<void> {
    const listings = rows.flatMap(({ lists }) => lists ?? []);
    if (listings.length === 0) return;
    const { pupils, merged } = this.parts;
    const found = await pupils.find([...new Set(listings.map(({ identifier }) => identifier))]);
    for (const { identifier, school } of listings) {
      const holder = found.get(identifier);
      if (holder && holder !== 'erased') this.listedByRefusal.add(`${merged.survivingOf(holder)} ${school}`);
    }
  }

  private async refuse(file: CsvFile, rows: readonly LineRefused[]): Promise<void> {
    for (const { refused } of rows) this.parts.tally.refused(refused.code);
    await this.parts.refusals.add(rows.map(({ line, refused }) => ({ file: file.name, line, ...refused })));
  }

  /**
   * An exclusion's number among the rows of one file that share pupil, school, category and day. A pupil may stand on
   * roll and among the leavers of one school: what both tables list is one exclusion, as the first table has it.
   */
  private numbered(table: CensusTable, row: NumberedRow): NumberedRow {
    const { fact } = row;
    if (fact.type !== 'Suspended' && fact.type !== 'PermanentlyExcluded') return row;
    const key = `${row.identifier} ${exclusionKey(fact)}`;
    const counts = this.ordinals.get(key) ?? {};
    this.ordinals.set(key, counts);
    const ordinal = (counts[table] ?? 0) + 1;
    counts[table] = ordinal;
    const isSuperseded =
      table === 'termlyexclusionsoffroll' && (counts.termlyexclusionsonroll ?? 0) >= ordinal;
    return { ...row, isSuperseded, fact: withOrdinal(fact, ordinal) };
  }
}

interface LineRefused extends RefusedRow {
  readonly line: number;
}

class Batch {
  readonly reported: NumberedRow[] = [];
  readonly refused: LineRefused[] = [];

  get size(): number {
    return this.reported.length + this.refused.length;
  }
}

interface NumberedRow extends ReportedRow {
  readonly line: number;
  /** Whether another row of the term about the same stands instead. */
  readonly isSuperseded: boolean;
}

interface IdentifiedRow extends NumberedRow {
  readonly pupil: PupilId;
}

const erased = erasedPupil('upn');

interface RowsDecided {
  readonly isErased: readonly IdentifiedRow[];
  readonly recorded: readonly IdentifiedRow[];
  readonly known: readonly IdentifiedRow[];
}

function decideRows(history: readonly HistoryEvent[], rows: readonly IdentifiedRow[], fileSha256: string) {
  const held = new HeldObservations(history);
  if (held.isErased) return { entries: [], result: { isErased: rows, recorded: [], known: [] } };
  const entries: Entry[] = [];
  const [recorded, known]: [IdentifiedRow[], IdentifiedRow[]] = [[], []];
  for (const row of rows) {
    const fact = held.judge(row.fact, row.isSuperseded);
    if (fact) entries.push({ fact, row: { fileSha256, line: row.line } });
    (fact ? recorded : known).push(row);
  }
  return { entries, result: { isErased: [], recorded, known } };
}

function withPerson({ fact, person }: ReportedRow, keys: Parameters<typeof seal>[0]): CensusFact {
  if (!person || (fact.type !== 'CountedOnRoll' && fact.type !== 'CountedAsLeaver')) return fact;
  const sealed = { person: seal(keys, 'person', person) };
  return fact.type === 'CountedOnRoll'
    ? { type: fact.type, data: { ...fact.data, ...sealed } }
    : { type: fact.type, data: { ...fact.data, ...sealed } };
}

function withOrdinal(fact: ExclusionFact, ordinal: number): CensusFact {
  return fact.type === 'Suspended'
    ? { type: fact.type, data: { ...fact.data, ordinal } }
    : { type: fact.type, data: { ...fact.data, ordinal } };
}

const repeated = ({ mapped, flags }: Remarks): Remarks => ({ mapped, flags: [...flags, 'row-repeated'] });
