/**
 * `ledger import census`: one term's COLLECT tables. Everything is decided on the newest history of each pupil, so an
 * import that was stopped is simply run again: what is known is passed over.
 */
import { censusDay, previousTerm, type CensusTerm } from '../../../events/calendar/census-day.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { StreamName, Urn } from '../../../events/identifiers.js';
import { WrongUse } from '../../cli/exit-codes.js';
import type { KeyStore } from '../../identity/keys/key-store.js';
import type { IdentifierKind, PupilIndex } from '../../identity/pupil-index.js';
import { ensureSchools } from '../establishments/placeholder-schools.js';
import {
  endOf,
  logOf,
  sequencedSoFar,
  writerTo,
  type ImportContext,
  type ImportEnd,
} from '../import-context.js';
import { ledgersPupils, RehearsedPupils } from '../pupils/imported-pupils.js';
import { MergedRecords } from '../pupils/merged-records.js';
import { RehearsalLog } from '../rehearsal-log.js';
import { RowTally, type RowCounts } from '../tally.js';
import { termFiles, type TermFiles } from './census-files.js';
import { closeTerm } from './close-term.js';
import { compareTerms, type TermComparison } from './comparison.js';
import type { PupilsAtSchools } from './pupils-at-schools.js';
import { RowRecorder } from './record-rows.js';
import { readSchoolMapping } from './school-mapping.js';
import { sightingsIn, surveyTerm, type Survey } from './survey.js';
import type { CensusTable } from './tables.js';

export interface CensusRequest {
  readonly folder: string;
  readonly term: CensusTerm;
  /** A CSV with the columns `NativeId` and `URN`. */
  readonly schoolsPath: string;
  readonly identifierKind: IdentifierKind;
}

export interface CensusContext extends ImportContext {
  readonly index: PupilIndex;
  readonly keys: KeyStore;
  readonly pupilsAtSchools: PupilsAtSchools;
}

export interface CensusReport extends ImportEnd {
  readonly kind: 'census';
  readonly term: CensusTerm;
  readonly files: readonly {
    readonly file: string;
    readonly table: CensusTable;
    readonly rows: number;
    readonly sha256: string;
  }[];
  /** Other files of the term in the folder. */
  readonly ignoredFiles: readonly string[];
  readonly rows: RowCounts;
  readonly census: CensusFigures;
}

/** From the files alone, before any row is refused: the same files give the same figures. */
export type CensusFigures = {
  readonly onRoll: number;
  readonly leaverRecords: number;
  readonly exclusionRecords: number;
  /** The term compared with; null where the folder does not hold its roll. */
  readonly comparedWith: CensusTerm | null;
} & { readonly [Figure in keyof TermComparison]: number | null };

/** @throws WrongUse where the term has no census, the folder no roll of it, or the mapping is none */
export async function importCensus(context: CensusContext, request: CensusRequest): Promise<CensusReport> {
  const { term, identifierKind } = request;
  const day = censusDay(term);
  if (day === undefined) throw new WrongUse(`--term: no census was held in ${term}`);
  const schools = await readSchoolMapping(request.schoolsPath);
  const files = await termFiles(request.folder, term).catch(() => {
    throw new WrongUse('<folder> cannot be read');
  });
  const roll = files.tables.get('pupilonroll');
  if (!roll) throw new WrongUse(`<folder> holds no ${term.replace('-', '_')}_pupilonroll.csv`);
  const survey = await surveyTerm(files, schools);

  const log = logOf(context);
  const writer = writerTo(log, 'census', `census ${term}`);
  const { index, keys, signal, refusals } = context;
  const pupils = context.dryRun
    ? new RehearsedPupils(index, keys, identifierKind)
    : ledgersPupils(index, keys, identifierKind);
  const merged = await MergedRecords.read(context.log, context.sequenced);
  await ensureSchools(writer, [...survey.returns.keys()].sort(), day);

  const tally = new RowTally();
  const total = [...survey.rows.values()].reduce((sum, rows) => sum + rows, 0);
  const bar = context.progress(`census ${term}`, total);
  const onProgress = (): void => bar.set(tally.done);
  const rowContext = {
    term,
    censusDay: day,
    schools,
    identifierKind,
    identifierFor: survey.identifierFor.bind(survey),
  };
  const recorder = new RowRecorder({
    pupils,
    merged,
    writer,
    survey,
    context: rowContext,
    tally,
    refusals,
    signal,
    onProgress,
  });
  for (const [table, file] of files.tables) if (!signal.aborted) await recorder.record(table, file);
  bar.end();

  // What a file that could not be read whole does not list may stand in what is missing of it.
  if (survey.isWhole && !signal.aborted)
    await close(context, { log, writer, merged, recorder, survey, term, day });
  return {
    kind: 'census',
    term,
    files: [...files.tables].map(([table, file]) => ({
      file: file.name,
      table,
      rows: survey.rows.get(table) ?? 0,
      sha256: file.sha256,
    })),
    ignoredFiles: files.ignored,
    rows: tally.counts(),
    census: await figuresOf(request, files, survey),
    ...(await endOf(context, writer)),
  };
}

interface TermRead {
  readonly log: ReturnType<typeof logOf>;
  readonly writer: ReturnType<typeof writerTo>;
  readonly merged: MergedRecords;
  readonly recorder: RowRecorder;
  readonly survey: Survey;
  readonly term: CensusTerm;
  readonly day: PlainDate;
}

async function close(
  context: CensusContext,
  { log, writer, merged, recorder, survey, term, day }: TermRead,
): Promise<void> {
  const { signal } = context;
  // Who may be missing is looked for over the whole log.
  if (!(await sequencedSoFar(context))) return;
  const bar = context.progress('not listed', 1);
  const pupilsAtSchools =
    log instanceof RehearsalLog ? withRehearsed(context.pupilsAtSchools, log) : context.pupilsAtSchools;
  const isListedByRefusal = recorder.isListedByRefusal.bind(recorder);
  const onProgress = (done: number, total: number): void => bar.set(done, total);
  await closeTerm(
    { log, writer, merged, pupilsAtSchools, term, censusDay: day, signal, isListedByRefusal, onProgress },
    survey.returns,
  );
  bar.end();
}

const withRehearsed = (held: PupilsAtSchools, log: RehearsalLog): PupilsAtSchools => ({
  streamsAt: async (schools: readonly Urn[]) =>
    [...new Set<StreamName>([...(await held.streamsAt(schools)), ...log.streams()])].sort(),
});

async function figuresOf(
  { folder, term }: CensusRequest,
  { tables }: TermFiles,
  survey: Survey,
): Promise<CensusFigures> {
  const before = termBefore(term);
  const rollBefore = (await termFiles(folder, before)).tables.get('pupilonroll');
  const comparison = rollBefore && compareTerms(await sightingsIn(rollBefore), survey.onRoll, survey.leavers);
  const rows = (table: CensusTable): number => (tables.has(table) ? (survey.rows.get(table) ?? 0) : 0);
  return {
    onRoll: rows('pupilonroll'),
    leaverRecords: rows('pupilnolongeronroll'),
    exclusionRecords: rows('termlyexclusionsonroll') + rows('termlyexclusionsoffroll'),
    comparedWith: comparison ? before : null,
    changedSchool: comparison?.changedSchool ?? null,
    changedSchoolWithLeaverRecordAtSchoolLeft: comparison?.changedSchoolWithLeaverRecordAtSchoolLeft ?? null,
    changedSchoolWithLeaverRecordAnywhere: comparison?.changedSchoolWithLeaverRecordAnywhere ?? null,
    newPupils: comparison?.newPupils ?? null,
    gonePupils: comparison?.gonePupils ?? null,
  };
}

/** The last term before with a census: that of summer 2020 was not held. */
function termBefore(term: CensusTerm): CensusTerm {
  const before = previousTerm(term);
  return censusDay(before) === undefined ? termBefore(before) : before;
}
