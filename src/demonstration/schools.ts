/** The schools of the made-up authority. URNs, numbers and names are invented; none is a real school's. */
import type { SchoolPhase, SchoolType } from '../../events/codes/school-type.js';
import { asAuthorityCode, asUrn, type AuthorityCode, type Urn } from '../../events/identifiers.js';
import { calendarOf } from './calendar.js';
import type { ExclusionPhase } from './levels.js';
import type { Random } from './random.js';

/** The authority whose ledger this is, and the one next door, of which it sees nothing but the names of schools. */
export const authority: AuthorityCode = asAuthorityCode('E06000999');
export const neighbour: AuthorityCode = asAuthorityCode('E06000998');
export const authorities = [
  { code: authority, name: 'Wexbridge', oldCode: '999' },
  { code: neighbour, name: 'Nether Wexley', oldCode: '998' },
] as const;

export type SchoolKind = 'primary' | 'secondary' | 'all-through' | 'special' | 'pupil-referral-unit' | 'utc';

export interface School {
  readonly urn: Urn;
  readonly laestab: string;
  readonly name: string;
  readonly kind: SchoolKind;
  /** Year groups taught, reception 0. */
  readonly lowest: number;
  readonly highest: number;
  readonly trust?: string;
  /** The academy that takes the school's place, from that day. */
  readonly successor?: { readonly school: School; readonly from: number };
  /** The last day of a school that closes for good. */
  readonly closesOn?: number;
}

export interface Schools {
  /** Without the academies that came of them. */
  readonly founding: readonly School[];
  readonly successors: readonly School[];
  /** Next door: described, never seen into. */
  readonly outside: readonly School[];
}

/** What the register of establishments says of each kind. */
export const described: Readonly<Record<SchoolKind, { type: SchoolType; phase: SchoolPhase }>> = {
  primary: { type: 'mainstream', phase: 'primary' },
  secondary: { type: 'mainstream', phase: 'secondary' },
  'all-through': { type: 'mainstream', phase: 'all-through' },
  special: { type: 'special', phase: 'not-applicable' },
  'pupil-referral-unit': { type: 'alternative-provision', phase: 'not-applicable' },
  utc: { type: 'studio-or-utc', phase: 'secondary' },
};

/** The published level that a school's pupils are excluded at; DfE's rates leave alternative provision out. */
export function exclusionPhase({ kind }: School): ExclusionPhase | undefined {
  if (kind === 'pupil-referral-unit') return undefined;
  return kind === 'primary' || kind === 'special' ? kind : 'secondary';
}

export const isMainstream = ({ kind }: School): boolean =>
  kind === 'primary' || kind === 'secondary' || kind === 'all-through';

/** The school that stands in this one's place on that day. */
export function standingOn(school: School, day: number): School {
  return school.successor && school.successor.from <= day ? school.successor.school : school;
}

/** Forty schools for 12,000 pupils, and in proportion; in a small authority at least one of each kind. */
export function makeSchools(pupils: number, firstYear: number, years: number, random: Random): Schools {
  const count = Math.max(12, Math.round(pupils / 300));
  const rare = Math.max(1, Math.round(count / 40));
  const secondaries = Math.max(3, Math.round((count * 6) / 40));
  const primaries = count - secondaries - 4 * rare;
  const maker = new SchoolMaker(random);
  // Half-way. In a single year no school closes or converts: what would come of it lies after the end.
  const turn = firstYear + (years > 1 ? Math.floor(years / 2) : 3);
  const turnOfYear = calendarOf(turn).begins;
  const midYear = calendarOf(turn).censusDay + 16;

  const founding: School[] = [];
  for (let at = 0; at < primaries; at++) {
    const becomes =
      at % 30 === 3 ? { successorFrom: midYear } : at % 30 === 4 ? { closesOn: turnOfYear - 1 } : {};
    founding.push(maker.make('primary', 0, 6, becomes));
  }
  for (let at = 0; at < secondaries; at++) {
    const becomes =
      at % 6 === 1 ? { successorFrom: turnOfYear } : at % 3 === 2 ? { trust: `TR${10 + (at % 5)}` } : {};
    founding.push(maker.make('secondary', 7, at % 2 === 0 ? 13 : 11, becomes));
  }
  for (let at = 0; at < rare; at++) {
    founding.push(maker.make('all-through', 0, 13, { trust: 'TR20' }));
    founding.push(maker.make('special', 0, 13, {}));
    founding.push(maker.make('pupil-referral-unit', 1, 11, {}));
    founding.push(maker.make('utc', 10, 13, { trust: 'TR30' }));
  }
  const successors = founding.flatMap(({ successor }) => (successor ? [successor.school] : []));
  const outside = [
    maker.outside('primary', 0, 6),
    maker.outside('secondary', 7, 11),
    maker.outside('secondary', 7, 13),
  ];
  return { founding, successors, outside };
}

interface Becoming {
  readonly successorFrom?: number;
  readonly closesOn?: number;
  readonly trust?: string;
}

const firstUrn = 900_001;
/** Establishment numbers begin so, by kind, as DfE's do. */
const establishments: Readonly<Record<SchoolKind, number>> = {
  primary: 2001,
  secondary: 4001,
  'all-through': 6901,
  special: 7001,
  'pupil-referral-unit': 1101,
  utc: 4901,
};

const places = (
  'Alderbrook Barrowmere Cinderhill Dunmarsh Elmstead Farrowby Gorsefield Hazelgate Ironbridge Juniper Kestrel Larkrise ' +
  'Millbrook Northgate Oakhanger Pennyfield Quarrydown Rushmere Saltersford Thornlea Underwood Vinegar Westering Yarrow'
).split(' ');
const kinds: Readonly<Record<SchoolKind, readonly string[]>> = {
  primary: [
    'Primary School',
    'Community Primary School',
    'Church Lane Primary School',
    'Park Primary School',
  ],
  secondary: ['School', 'High School', 'Community College', 'Grange School'],
  'all-through': ['All-through Academy'],
  special: ['School (special)'],
  'pupil-referral-unit': ['Pupil Referral Unit'],
  utc: ['University Technical College'],
};

class SchoolMaker {
  private made = 0;
  private readonly perKind = new Map<SchoolKind, number>();
  private readonly order: readonly string[];

  constructor(random: Random) {
    const names = [...places];
    this.order = places.map(() => names.splice(random.below(names.length), 1)[0] ?? '');
  }

  make(
    kind: SchoolKind,
    lowest: number,
    highest: number,
    { successorFrom, closesOn, trust }: Becoming,
  ): School {
    const at = this.perKind.get(kind) ?? 0;
    this.perKind.set(kind, at + 1);
    const name = this.nameOf(kind, at);
    const school = {
      urn: this.nextUrn(),
      laestab: `${authorities[0].oldCode}${establishments[kind] + at}`,
      name,
      kind,
      lowest,
      highest,
    };
    if (successorFrom !== undefined) {
      const academy: School = { ...school, urn: this.nextUrn(), name: `${name} Academy`, trust: 'TR40' };
      return { ...school, successor: { school: academy, from: successorFrom } };
    }
    return { ...school, ...(closesOn !== undefined && { closesOn }), ...(trust !== undefined && { trust }) };
  }

  outside(kind: SchoolKind, lowest: number, highest: number): School {
    const urn = this.nextUrn();
    const laestab = `${authorities[1].oldCode}${establishments[kind] + this.made}`;
    return {
      urn,
      laestab,
      name: `${authorities[1].name} ${this.nameOf(kind, this.made)}`,
      kind,
      lowest,
      highest,
    };
  }

  private nextUrn(): Urn {
    return asUrn(String(firstUrn + this.made++));
  }

  /** Beyond what the lists can tell apart, a number follows. */
  private nameOf(kind: SchoolKind, at: number): string {
    const endings = kinds[kind];
    const place = this.order[(at * 7 + kind.length) % this.order.length] ?? '';
    const ending = endings[Math.floor(at / this.order.length) % endings.length] ?? '';
    const round = Math.floor(at / (this.order.length * endings.length));
    return `${place} ${ending}${round === 0 ? '' : ` ${round + 1}`}`;
  }
}
