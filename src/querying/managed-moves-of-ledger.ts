/** Managed moves of a school year between two bounds, over all authorities of the ledger, as the read models hold it. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { authorityRates } from '../../projections/authority-rates/projection.js';
import { managedMoveCountNames } from '../../projections/managed-moves/counts.js';
import { censusedAuthorities } from '../../projections/measures/over-places.js';
import { authorityNotKnown } from '../../projections/measures/school-authority.js';
import { managedMoveBounds } from '../../projections/moves/managed-move-bounds.js';
import { movesUnderEveryMethod } from '../../projections/moves/methods-projection.js';
import { epi2024 } from '../../projections/moves/profiles/epi-2024.js';
import type { Register } from '../../projections/register/register.js';
import type { View } from '../projecting/read-models.js';
import type { ManagedMovesOfLedgerTold } from './documents/methods.js';

interface OfAuthority {
  readonly authority: string;
  readonly schoolYear: SchoolYear;
}

/**
 * Over the authorities that the ledger speaks for: those of which it holds that January's census, for pupils who moved into
 * an authority are no figure of it; where it holds none of any, those of which it holds anything by then.
 *
 * @param year the one asked for; null for all in which anything is unexplained or recorded as managed
 */
export async function managedMovesOfLedger(
  view: View,
  register: Register,
  year: SchoolYear | null,
): Promise<ManagedMovesOfLedgerTold[]> {
  const counted = new Map((await unexplainedOf(view)).map((each) => [nameOf(each), each]));
  const holding = new Map((await holdersOf(view)).map((each) => [nameOf(each), each]));
  const known = await authoritiesOf(view);
  const years =
    year === null
      ? [...new Set([...counted.values(), ...holding.values()].map((each) => each.schoolYear))]
      : [year];
  return years.sort().map((schoolYear) => {
    const censused: ReadonlySet<string> = censusedAuthorities(register, schoolYear);
    const bounds = managedMoveBounds(
      known
        .filter(({ authority, schoolYear: first }) =>
          censused.size > 0 ? censused.has(authority) : first <= schoolYear,
        )
        .map(({ authority }) => {
          const name = nameOf({ authority, schoolYear });
          const { recorded = 0, unexplained = 0, unexplainedAtMost = 0 } = counted.get(name) ?? {};
          return { holds: recorded > 0 || holding.has(name), recorded, unexplained, unexplainedAtMost };
        }),
    );
    return {
      schoolYear,
      atLeast: bounds.lower,
      atMost: bounds.upper,
      authoritiesThatHold: bounds.authoritiesThatHold,
      authorities: bounds.authorities,
      unexplainedWhereHeld: bounds.unexplainedWhereHeld,
      shareWhereHeld: bounds.shareWhereHeld === null ? null : Number(bounds.shareWhereHeld),
      coverage: [
        `The lower bound is of the ${bounds.authoritiesThatHold} of ${bounds.authorities} authorities here that recorded any managed move in the year`,
        'The upper bound is every unexplained move of all of them: managed moves lie inside it, and not all of it need be managed',
      ],
    };
  });
}

const nameOf = ({ authority, schoolYear }: OfAuthority): string => `${authority} ${schoolYear}`;

type Unexplained = OfAuthority & {
  readonly recorded: number;
  readonly unexplained: number;
  readonly unexplainedAtMost: number;
};

const unexplainedOf = (view: View): Promise<Unexplained[]> =>
  view
    .from(movesUnderEveryMethod, 'authority_method_count')
    .where({ span: 'year', method: epi2024.name, class: epi2024.counts })
    .select<Unexplained[]>({
      authority: 'authority',
      schoolYear: 'school_year',
      recorded: 'managed_moves',
      unexplained: 'moves',
      unexplainedAtMost: 'upper_moves',
    });

/** Who recorded any step of a managed move, by school year. */
const holdersOf = (view: View): Promise<OfAuthority[]> =>
  view
    .from(authorityRates, 'authority_family_count')
    .whereIn('name', [...managedMoveCountNames])
    .where('times', '>', 0)
    .distinct<OfAuthority[]>({ authority: 'authority', schoolYear: 'school_year' });

/** Every authority of which anything is counted, with the first school year. */
const authoritiesOf = (view: View): Promise<OfAuthority[]> =>
  view
    .from(authorityRates, 'authority_year_count')
    .whereNot('authority', authorityNotKnown)
    .groupBy('authority')
    .select<OfAuthority[]>('authority', view.db.raw('min(school_year) as "schoolYear"'));
