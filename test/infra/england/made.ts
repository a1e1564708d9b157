/** Rows of made schools and areas, for tests of what is made of such files. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import type {
  CountCell,
  PublishedArea,
  PublishedCounts,
  PublishedSchool,
} from '../../../infra/bench/england/published-files.js';

export const authority = asAuthorityCode('E06009901');
export const [primary, secondary, special] = [
  'State-funded primary',
  'State-funded secondary',
  'Special',
] as const;

type Cells = readonly [permanent: CountCell, suspensions: CountCell, pupils: CountCell];

const countsOf = ([permanentExclusions, suspensions, pupilsSuspended]: Cells): PublishedCounts => ({
  headcount: 100,
  permanentExclusions,
  suspensions,
  pupilsSuspended,
});

export const school = (laestab: string, schoolType: string, ...cells: Cells): PublishedSchool => ({
  period: '201516',
  laestab,
  authority,
  schoolType,
  academyType: 'Total',
  ...countsOf(cells),
});

export const area = (schoolType: string, ...cells: Cells): PublishedArea => ({
  period: '201516',
  authority,
  oldCode: '991',
  name: 'Northmarsh',
  region: 'E12000006',
  schoolType,
  schools: '1',
  texts: {
    headcount: '100',
    perm_excl: String(cells[0]),
    perm_excl_rate: '0',
    fixed_excl: String(cells[1]),
    fixed_excl_rate: '4.7',
    one_plus_fixed: String(cells[2]),
    one_plus_fixed_rate: cells[2] === 'x' ? 'x' : '1.25',
  },
  ...countsOf(cells),
});
