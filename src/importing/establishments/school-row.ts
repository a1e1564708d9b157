/** A row of DfE's school spine: `URN, LA, …, SCHNAME, …, OPENDATE, CLOSEDATE, MINORGROUP, NFTYPE, …, AGEL, AGEH`. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData } from '../../../events/catalogue.js';
import { asUrn, urnShape, type AuthorityCode, type Urn } from '../../../events/identifiers.js';
import type { CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';
import { impossibleDate } from './authority-row.js';
import { schoolPhase, schoolType } from './school-kind.js';

export const schoolColumns = ['URN', 'LA', 'SCHNAME'] as const;

export interface SchoolReport {
  readonly urn: Urn;
  /** The authority as the row names it: an old code of three digits or a new one of nine characters; empty where blank. */
  readonly authority: string;
  readonly description: Omit<EventData<'SchoolDescribed'>, 'authority'>;
  readonly openedOn: PlainDate | undefined;
  readonly closedOn: PlainDate | undefined;
}

export function readSchool(row: CsvRow, publishedOn: PlainDate): SchoolReport | RowProblem {
  const text = (column: string): string => row.value(column) ?? '';
  const urn = text('urn');
  if (!urnShape.test(urn)) return { field: 'URN', problem: 'is not a URN of six digits', code: 'urn' };
  const openedOn = reportedDate(text('opendate'));
  const closedOn = reportedDate(text('closedate'));
  if (text('opendate') !== '' && !openedOn) return impossibleDate('OPENDATE');
  if (text('closedate') !== '' && !closedOn) return impossibleDate('CLOSEDATE');
  const lowestAge = ageIn(text('agel'));
  // No school's highest age is 0: the spine writes it where it knows none.
  const highestAge = text('ageh') === '0' ? undefined : ageIn(text('ageh'));
  const name = text('schname').slice(0, 200);
  const laestab = text('laestab');
  return {
    urn: asUrn(urn),
    authority: text('la'),
    openedOn,
    closedOn,
    description: {
      effectiveOn: publishedOn,
      standing: 'described',
      ...(name !== '' && { name }),
      ...(/^\d{7}$/.test(laestab) && { laestab }),
      type: schoolType(text('minorgroup'), text('nftype')),
      phase: schoolPhase({
        primary: text('isprimary') === '1',
        secondary: text('issecondary') === '1',
        post16: text('ispost16') === '1',
        lowestAge,
        highestAge,
      }),
      ...(lowestAge !== undefined && { lowestAge }),
      ...(highestAge !== undefined && { highestAge }),
    },
  };
}

/** The school's description with the authority that its code resolved to. */
export function describedIn(
  report: SchoolReport,
  authority: AuthorityCode | undefined,
): EventData<'SchoolDescribed'> {
  return { ...report.description, ...(authority && { authority }) };
}

const ageIn = (text: string): number | undefined => (/^\d{1,2}$/.test(text) ? Number(text) : undefined);
