/**
 * What rows of one stream add to its history, one after the other: a row may be about what a row before it tells. Pure;
 * by the deciders that decide on reports over REST.
 */
import { catalogue } from '../../../events/catalogue.js';
import type { DocumentReference, HistoryEvent } from '../../../events/envelope.js';
import { pupilOf, type EventId, type StreamName } from '../../../events/identifiers.js';
import { asHistoryEvent } from '../../ledger/history-event.js';
import { correctableEntry, correctEntry } from '../../recording/deciders/correct-entry.js';
import type { Decision as RowDecision, FactToRecord } from '../../recording/deciders/decision.js';
import { identifyPupil } from '../../recording/deciders/identify-pupil.js';
import { reportFact } from '../../recording/deciders/report-fact.js';
import { reportOfRegister } from '../../recording/deciders/report-of-register.js';
import { sameData } from '../../recording/deciders/same-data.js';
import { setTermDates } from '../../recording/deciders/set-term-dates.js';
import { withdrawEntry } from '../../recording/deciders/withdraw-entry.js';
import type { Decision, Entry, RowReference } from '../history-writer.js';
import { erasedPupil } from '../pupils/identifier.js';
import type { RowProblem } from '../refusal-file.js';
import { entryMeant, type EntryReference } from './entry-reference.js';
import type { FieldReference } from './read-movement.js';
import { orRefusal, refused, type Refused } from './refused.js';

/** A row with the stream that it belongs to, sealed where it is personal. */
export interface PlacedMovement {
  readonly stream: StreamName;
  /** Follows from file and row alone: the same file again means the same entries. */
  readonly id: EventId;
  readonly row: RowReference;
  readonly fact: FactToRecord;
  readonly references: readonly FieldReference[];
  readonly corrects?: EntryReference;
  readonly documents?: readonly DocumentReference[];
  /** Of a row that names its pupil by UPN. */
  readonly identity?: {
    readonly saysOnlyUpn: boolean;
    /** Who the pupil is, for a history that holds nothing yet. */
    readonly newcomer: () => FactToRecord;
  };
}

export interface Verdict<Row extends PlacedMovement> {
  readonly row: Row;
  /** `waits`: it names an entry that the history does not hold yet. */
  readonly is: 'recorded' | 'known' | 'waits' | RowProblem;
  /** The entry of another row or report by which it is known, where the row brings papers that may not stand beside it. */
  readonly knownBy?: HistoryEvent;
}

export function decideMovements<Row extends PlacedMovement>(
  history: readonly HistoryEvent[],
  rows: readonly Row[],
): Decision<Verdict<Row>[]> {
  const seen = [...history];
  const entries: Entry[] = [];
  const result = rows.map((row): Verdict<Row> => {
    const decision = decideMovement(seen, row);
    if (decision === 'waits') return { row, is: decision };
    if ('refused' in decision) return { row, is: decision.refused };
    if ('known' in decision) return known(seen, row, decision.known);
    const fact = decision.record;
    if (seen.length === 0 && row.identity && fact.type !== 'PupilIdentified')
      entries.push({ fact: row.identity.newcomer() });
    const { documents } = row;
    entries.push({ fact, row: row.row, id: row.id, ...(documents && { documents }) });
    seen.push(asSeen(row, fact));
    return { row, is: 'recorded' };
  });
  return { entries, result };
}

function known<Row extends PlacedMovement>(
  history: readonly HistoryEvent[],
  row: Row,
  entry: EventId,
): Verdict<Row> {
  const isToBeCompared = row.documents !== undefined && entry !== row.id;
  const knownBy = isToBeCompared ? history.find(({ id }) => id === entry) : undefined;
  return { row, is: 'known', ...(knownBy && { knownBy }) };
}

type Outcome = RowDecision | Refused | 'waits';

function decideMovement(history: readonly HistoryEvent[], row: PlacedMovement): Outcome {
  const isOfPupil = pupilOf(row.stream) !== undefined;
  if (history.some(({ type }) => type === 'PersonalDataKeyDestroyed'))
    return { refused: erasedPupil('subject') };
  if (isOfPupil && history.length === 0 && !row.identity) return { refused: unknownPupil };
  if (history.some(({ id }) => id === row.id)) return { known: row.id };
  const fact = withEntries(history, row);
  if (fact === 'waits' || 'refused' in fact) return fact;
  return orRefusal(() => (isOfPupil ? ofPupil(history, row, fact) : ofRegister(history, fact)));
}

export const unknownPupil: RowProblem = {
  field: 'subject',
  problem: 'is not a pupil of this ledger',
  code: 'unknown-pupil',
};

/** The fact with the ids of the entries that its row names. */
function withEntries(
  history: readonly HistoryEvent[],
  { fact, references }: PlacedMovement,
): FactToRecord | Refused | 'waits' {
  const named: Record<string, EventId> = {};
  for (const { field, entry } of references) {
    const meant = entryMeant(history, entry);
    if (meant === 'missing') return 'waits';
    if (meant === 'ambiguous') return ambiguous(field);
    named[field] = meant;
  }
  // The row was validated with an id in each of these fields.
  return { type: fact.type, data: Object.assign({}, fact.data, named) } as FactToRecord;
}

/**
 * What was told before in the same words is known, also where it was corrected or withdrawn since: extracts grow, and
 * bring their old rows again.
 */
function ofPupil(history: readonly HistoryEvent[], row: PlacedMovement, fact: FactToRecord): Outcome {
  if (row.corrects !== undefined) return correction(history, row, row.corrects, fact);
  const before = history.find(({ type, data }) => type === fact.type && sameData(data, fact.data));
  if (before) return { known: before.id };
  switch (fact.type) {
    case 'PupilIdentified':
      return identifyPupil(history, fact.data, row.identity?.saysOnlyUpn ?? false);
    case 'EntryWithdrawn':
      return history.some(({ id, type }) => id === fact.data.entry && type === 'RecordsMerged')
        ? refused('entry', 'is a merge, which no file takes back', 'correctable')
        : withdrawEntry(history, fact.data);
    default:
      return reportFact(history, fact);
  }
}

function correction(
  history: readonly HistoryEvent[],
  { stream }: PlacedMovement,
  corrects: EntryReference,
  fact: FactToRecord,
): Outcome {
  const meant = entryMeant(history, corrects);
  if (meant === 'missing') return 'waits';
  if (meant === 'ambiguous') return ambiguous('corrects');
  const before = history.find(
    (event) =>
      event.type === 'EntryCorrected' && event.data.entry === meant && sameData(event.data.data, fact.data),
  );
  if (before) return { known: before.id };
  const target = correctableEntry(history, stream, meant);
  return target.type === fact.type
    ? correctEntry(target, fact)
    : refused('corrects', 'is not an entry of the event of this row', 'entry-of-another-event');
}

const ofRegister = (history: readonly HistoryEvent[], fact: FactToRecord): RowDecision =>
  fact.type === 'TermDatesSet' ? setTermDates(history, fact.data) : reportOfRegister(history, fact);

const ambiguous = (field: string): Refused =>
  refused(field, 'fits several entries: a number says which', 'entry-ambiguous');

/** As the row's entry will be read once it is appended. */
const asSeen = ({ stream, id }: PlacedMovement, { type, data }: FactToRecord): HistoryEvent =>
  asHistoryEvent({
    id,
    type,
    data,
    stream,
    schemaVersion: catalogue[type].version,
    position: null,
    recordedAt: null,
  });
