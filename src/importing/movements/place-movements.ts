/** Rows as told into facts of streams: who the pupil is, with which keys what is personal is sealed, which authority. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import {
  authorityStream,
  calendarStream,
  pupilStream,
  schoolOf,
  schoolStream,
  type AuthorityCode,
  type PupilId,
  type StreamName,
  type Urn,
} from '../../../events/identifiers.js';
import { codeFaults } from '../../../projections/trajectory/code-flags.js';
import { IdentifierErased, UpnHeldByAnother } from '../../identity/errors.js';
import type { KeysOrDestroyed, PupilKeys } from '../../identity/keys/key-store.js';
import { eventIdsOf } from '../../ledger/event-ids.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import type { UpnReport } from '../../recording/reports/bodies.js';
import { sealedFact, sealedUpn } from '../../recording/reports/seal-report.js';
import type { AuthorityOfCode } from '../establishments/authority-of-code.js';
import { ensureSchools } from '../establishments/placeholder-schools.js';
import type { HistoryWriter } from '../history-writer.js';
import { erasedPupil } from '../pupils/identifier.js';
import type { ImportedPupils, PupilOrErased } from '../pupils/imported-pupils.js';
import type { MergedRecords } from '../pupils/merged-records.js';
import type { RowProblem } from '../refusal-file.js';
import type { Remarks } from '../tally.js';
import { unknownPupil, type PlacedMovement } from './decide-movements.js';
import type { Movement, MovementReport } from './read-movement.js';
import type { RefusedRow } from './refused.js';

/** A row of a file, told apart from its other rows by its number. */
export interface MovementRow {
  readonly line: number;
  readonly number: number;
  readonly movement: Movement;
  /** What was noticed in it on the way. */
  readonly flags?: readonly string[];
}

export interface Placed extends PlacedMovement {
  readonly from: MovementRow;
  readonly remarks: Remarks;
}

export interface PlacingParts {
  readonly pupils: ImportedPupils;
  readonly merged: MergedRecords;
  readonly authorities: AuthorityOfCode;
  readonly writer: HistoryWriter;
  /** What event ids are derived from, beside stream and row. */
  readonly source: string;
  readonly fileSha256: string;
  /** From when what the register lacks stands there as a placeholder. */
  readonly publishedOn: PlainDate;
}

export class Placing {
  private readonly ensured = new Set<Urn>();
  private readonly idOf: ReturnType<typeof eventIdsOf>;

  constructor(private readonly parts: PlacingParts) {
    this.idOf = eventIdsOf(parts.source);
  }

  /** Makes the pupils of UPNs that nobody holds, and placeholders of reporting schools that the register lacks. */
  async place(
    rows: readonly MovementRow[],
  ): Promise<{ readonly placed: Placed[]; readonly misplaced: RefusedRow[] }> {
    const pupils = await this.pupilsOf(rows);
    const [placed, misplaced]: [Placed[], RefusedRow[]] = [[], []];
    for (const from of rows) {
      const found = await this.placedOf(from, pupils);
      if ('problem' in found) misplaced.push({ line: from.line, refused: found });
      else placed.push(found);
    }
    await this.ensureSchoolsOf(placed);
    return { placed, misplaced };
  }

  private async placedOf(from: MovementRow, pupils: PupilsOfRows): Promise<Placed | RowProblem> {
    const { subject, report } = from.movement;
    if ('authority' in subject) return this.ofAuthority(from, subject.authority);
    if ('school' in subject) return this.placed(from, schoolStream(subject.school), factOf(report, {}));
    const holder = 'upn' in subject ? pupils.byUpn.get(subject.upn) : subject.pupil;
    const pupil = holder === 'erased' ? undefined : holder && this.parts.merged.survivingOf(holder);
    const keys = pupil && pupils.keys.get(pupil);
    return !pupil || keys === 'destroyed' ? erasedPupil('subject') : this.ofPupil(from, pupil, keys);
  }

  private async ofAuthority(from: MovementRow, code: string): Promise<Placed | RowProblem> {
    const { report } = from.movement;
    const { code: authority, isPlaceholder } = await this.parts.authorities.resolve(code);
    if (authority === undefined)
      throw new TypeError('a code that is shaped like one stands for an authority');
    const stream =
      report.type === 'TermDatesSet'
        ? calendarStream(authority, report.plain.schoolYear)
        : authorityStream(authority);
    return this.placed(
      from,
      stream,
      factOf(report, { authority }),
      isPlaceholder ? ['authority-unknown'] : [],
    );
  }

  /** @param keys absent where nothing of the pupil was ever sealed */
  private async ofPupil(
    from: MovementRow,
    pupil: PupilId,
    keys: PupilKeys | undefined,
  ): Promise<Placed | RowProblem> {
    const { subject, report } = from.movement;
    const fact = factOf(report, { keys });
    if (keys && report.type === 'UpnChanged') {
      const refused = await this.changeUpn(pupil, report.plain);
      if (refused) return refused;
    }
    const placed = this.placed(from, pupilStream(pupil), fact);
    if (!keys || !('upn' in subject) || 'problem' in placed) return placed;
    const { upn } = subject;
    const { effectiveOn } = placed.fact.data;
    return {
      ...placed,
      identity: {
        saysOnlyUpn: report.type === 'PupilIdentified' && Object.keys(report.plain).every(isSaidOfAll),
        newcomer: () => sealedFact({ type: 'PupilIdentified', plain: { effectiveOn, upn } }, keys),
      },
    };
  }

  private placed(
    from: MovementRow,
    stream: StreamName,
    fact: FactToRecord | undefined,
    flags: readonly string[] = [],
  ): Placed | RowProblem {
    if (!fact) return unknownPupil;
    const { fileSha256 } = this.parts;
    const { line, number, movement, flags: noticed = [] } = from;
    const { references, corrects, documents } = movement;
    return {
      from,
      stream,
      id: this.idOf(stream, number),
      row: { fileSha256, line },
      fact,
      references,
      ...(corrects !== undefined && { corrects }),
      ...(documents && { documents }),
      remarks: { mapped: [], flags: [...noticed, ...flags, ...codeFaults(fact).map(({ flag }) => flag)] },
    };
  }

  /** As over REST the index comes before the log: its unique keys decide who of two has a UPN. */
  private async changeUpn(pupil: PupilId, { upn, effectiveOn }: UpnReport): Promise<RowProblem | undefined> {
    try {
      await this.parts.pupils.changeUpn(pupil, upn, effectiveOn);
      return undefined;
    } catch (error) {
      if (error instanceof UpnHeldByAnother)
        return { field: 'upn', problem: 'is held by another pupil', code: error.code };
      if (error instanceof IdentifierErased) return erasedPupil('upn');
      throw error;
    }
  }

  private async pupilsOf(rows: readonly MovementRow[]): Promise<PupilsOfRows> {
    const { pupils, merged } = this.parts;
    const subjects = rows.map(({ movement }) => movement.subject);
    const upns = new Set(subjects.flatMap((subject) => ('upn' in subject ? subject.upn : [])));
    const named = new Set(subjects.flatMap((subject) => ('pupil' in subject ? subject.pupil : [])));
    const byUpn = upns.size > 0 ? await pupils.findOrCreate([...upns]) : new Map<string, PupilOrErased>();
    const survivors = [...byUpn.values()].flatMap((pupil) =>
      pupil === 'erased' ? [] : merged.survivingOf(pupil),
    );
    const keys = await pupils.keysOf([...new Set(survivors)]);
    // A pupil id may be of nobody: no key is made for it.
    const others = await pupils.existingKeysOf([...named].map((pupil) => merged.survivingOf(pupil)));
    return { byUpn, keys: new Map([...others, ...keys]) };
  }

  private async ensureSchoolsOf(placed: readonly Placed[]): Promise<void> {
    const { writer, publishedOn } = this.parts;
    const named = placed.flatMap(({ stream, fact }) => schoolOf(stream) ?? reportingSchool(fact) ?? []);
    const missing = [...new Set(named)].filter((urn) => !this.ensured.has(urn)).sort();
    await ensureSchools(writer, missing, publishedOn);
    for (const urn of missing) this.ensured.add(urn);
  }
}

interface PupilsOfRows {
  readonly byUpn: ReadonlyMap<string, PupilOrErased>;
  readonly keys: ReadonlyMap<PupilId, KeysOrDestroyed>;
}

/** Undefined for what is to be sealed where there are no keys. */
function factOf(
  report: MovementReport,
  { keys, authority }: { readonly keys?: PupilKeys | undefined; readonly authority?: AuthorityCode },
): FactToRecord | undefined {
  switch (report.type) {
    case 'AddressChanged':
    case 'PupilIdentified':
      return keys && sealedFact(report, keys);
    case 'UpnChanged':
      return keys && { type: report.type, data: sealedUpn(report.plain, keys) };
    case 'TermDatesSet':
      return authority && { type: report.type, data: Object.assign({ authority }, report.plain) };
    default:
      return report.fact;
  }
}

const isSaidOfAll = (field: string): boolean => field === 'upn' || field === 'effectiveOn';

const reportingSchool = ({ data }: FactToRecord): Urn | undefined =>
  'school' in data ? data.school : undefined;
