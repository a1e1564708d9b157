/** What an export says of itself when it is done. */
import { none } from '../../projections/publication/policies/none.js';
import type { LeftOut } from '../../projections/publication/school-figures.js';
import type { AsKnown } from '../querying/documents/common.js';
import { staleInWords } from '../querying/report-documents.js';
import type { CheckedFiles } from './check-files.js';
import { checksInWords } from './checks-in-words.js';
import type { ExclusionsAsked, ExclusionsTables, YearPublished } from './exclusions-tables.js';
import type { WrittenTable } from './write-tables.js';

export interface ExportDocument {
  readonly kind: 'exclusions';
  readonly asKnown: AsKnown;
  readonly policy: { readonly name: string; readonly version: number; readonly says: string };
  readonly layout: { readonly name: string; readonly version: number };
  readonly years: readonly YearPublished[];
  readonly files: readonly WrittenTable[];
  /** Null where it was not asked to check them. */
  readonly checks: readonly CheckedFiles[] | null;
  readonly notes: readonly string[];
}

export function exportDocument(
  { policy, layout }: ExclusionsAsked,
  { asKnown, years, stalePupils }: ExclusionsTables,
  files: readonly WrittenTable[],
  checks: readonly CheckedFiles[] | null,
): ExportDocument {
  const { name, version, says } = policy;
  return {
    kind: 'exclusions',
    asKnown,
    policy: { name, version, says },
    layout: { name: layout.name, version: layout.version },
    years,
    files,
    checks,
    notes: [
      'By the location of the school; pupils with one or more suspensions once for each school that suspended them',
      ...years.flatMap(({ schoolYear, coverage }) => coverage.map((words) => `${schoolYear}: ${words}`)),
      ...years.flatMap(({ schoolYear, leftOut }) =>
        leftOut.map((each) => `Left out of ${schoolYear}: ${leftOutInWords(each)}`),
      ),
      ...(policy === none ? [] : [aloneInWords]),
      ...(files.length === 0 ? ['Nothing is recorded of these years: no file was written'] : []),
      ...staleInWords(stalePupils),
    ],
  };
}

const aloneInWords =
  'What is hidden stays hidden where no other table of these pupils is published: not under another policy, with other levels or authorities, or as known at another time';

const reasons: Readonly<Record<LeftOut['reason'], string>> = {
  'outside-tables':
    'outside the tables (alternative provision, nurseries, schools over 16, independent schools, colleges)',
  'type-not-known': 'whose type, phase or age range the register does not say',
  'authority-not-known': 'whose authority the register does not say',
  'authority-not-held': 'of authorities of which no January census is held',
};

const leftOutInWords = ({ reason, counts }: LeftOut): string =>
  `${counts.schools} schools ${reasons[reason]}, with ${counts.headcount} pupils, ${counts.permanentExclusions} permanent exclusions and ${counts.suspensions} suspensions`;

export const exportInWords = ({ asKnown, policy, years, files, checks, notes }: ExportDocument): string =>
  [
    ...files.map(({ data, meta, rows }) => `${data} (${rows} rows), ${meta}`),
    `Disclosure: ${policy.name}: ${policy.says}`,
    ...years.map(({ schoolYear, levels }) => `${schoolYear}: ${levels.join(', ')}`),
    ...notes,
    ...(checks ?? []).map(checksInWords),
    `As known at position ${asKnown.position}`,
  ].join('\n');
