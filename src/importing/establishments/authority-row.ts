/** A row of DfE's list of local authorities: `new_la_code, la_name, date_of_operation, …, old_la_code`. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { asAuthorityCode, authorityCodeShape, type AuthorityCode } from '../../../events/identifiers.js';
import type { EventData } from '../../../events/catalogue.js';
import type { CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import type { RowProblem } from '../refusal-file.js';

export const authorityColumns = ['new_la_code', 'la_name', 'old_la_code'] as const;

export interface AuthorityReport {
  readonly code: AuthorityCode;
  readonly description: EventData<'AuthorityDescribed'>;
}

/** Refuses a row that is not of one authority: DfE's list also has pairs, `E06000061 / E06000062`. */
export function readAuthority(row: CsvRow, publishedOn: PlainDate): AuthorityReport | RowProblem {
  const code = row.value('new_la_code') ?? '';
  if (!authorityCodeShape.test(code)) {
    return {
      field: 'new_la_code',
      problem: 'is not a nine-character authority code',
      code: 'authority-code',
    };
  }
  const started = row.value('date_of_operation') ?? '';
  const ended = row.value('date_of_termination') ?? '';
  const startedOn = reportedDate(started);
  const endedOn = reportedDate(ended);
  if (started !== '' && !startedOn) return impossibleDate('date_of_operation');
  if (ended !== '' && !endedOn) return impossibleDate('date_of_termination');
  const name = row.value('la_name') ?? '';
  const oldCode = row.value('old_la_code') ?? '';
  const region = row.value('parent_geography_code') ?? '';
  return {
    code: asAuthorityCode(code),
    description: {
      effectiveOn: publishedOn,
      standing: 'described',
      ...(name !== '' && { name }),
      ...(/^\d{3}$/.test(oldCode) && { oldCode }),
      ...(/^E1[23]\d{6}$/.test(region) && { region }),
      ...(startedOn && { startedOn }),
      ...(endedOn && { endedOn }),
    },
  };
}

export const impossibleDate = (field: string): RowProblem => ({
  field,
  problem: 'is not a date that exists',
  code: 'date-impossible',
});
