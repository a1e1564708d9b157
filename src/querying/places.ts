/** Which school or authority a question is about, found in the register that the answer is made from. */
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { addTo } from '../../projections/groups.js';
import type { Authority, Register, School } from '../../projections/register/register.js';
import { Problem } from '../platform/errors/problem.js';
import { unknownAuthority } from '../recording/deciders/refusals.js';

/** One of the two at least. */
export interface PlaceAsked {
  /** Nine characters, or the old three digits. */
  readonly authority: string | null;
  readonly school: Urn | null;
}

export interface Place {
  readonly authority: Authority | null;
  /** Null where the whole authority is meant. */
  readonly school: School | null;
  /** The school, or all that are described as the authority's. */
  readonly schools: readonly School[];
}

/** @throws Problem 404 for an authority or a school that the register lacks; 422 for a school of another authority */
export function placeIn(register: Register, asked: PlaceAsked): Place {
  const authority = asked.authority === null ? null : register.authorityByAnyCode(asked.authority);
  if (authority === undefined) throw unknownAuthority();
  if (asked.school === null) {
    if (authority === null) throw new RangeError('a report is about a school or an authority');
    return { authority, school: null, schools: schoolsOf(register, authority.code) };
  }
  const school = register.school(asked.school);
  if (school === undefined) throw unknownSchool();
  if (authority !== null && school.authority !== authority.code) throw schoolElsewhere(school.authority);
  return { authority, school, schools: [school] };
}

const byAuthority = new WeakMap<Register, Map<AuthorityCode, School[]>>();

/** A register never changes, so its schools are sorted out once. */
function schoolsOf(register: Register, authority: AuthorityCode): readonly School[] {
  let sorted = byAuthority.get(register);
  if (!sorted) {
    sorted = new Map();
    for (const school of register.allSchools())
      if (school.authority !== undefined) addTo(sorted, school.authority, school);
    byAuthority.set(register, sorted);
  }
  return sorted.get(authority) ?? [];
}

const unknownSchool = (): Problem =>
  new Problem({
    status: 404,
    code: 'unknown-school',
    title: 'The ledger holds no such school',
    detail: 'A URN of six digits: ledger import schools brings in the register of establishments.',
  });

const schoolElsewhere = (authority: AuthorityCode | undefined): Problem =>
  new Problem({
    status: 422,
    code: 'school-of-another-authority',
    title: 'The school is not described as one of that authority',
    detail:
      'Ask for the authority that it is in now; earlier moves and counts of the school are among its own.',
    members: { authority: authority ?? null },
  });
