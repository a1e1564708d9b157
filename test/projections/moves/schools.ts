/** Schools of every kind that methods tell apart, and pupils who move between two of them or leave one. */
import type { Urn } from '../../../events/identifiers.js';
import type { School } from '../../../projections/register/register.js';
import { added, registerOf, removed, urn } from '../../support/history.js';

export const [alder, birch, rowan, college, studio, middle, upper] = [1, 2, 3, 4, 5, 6, 7].map(urn) as [
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
  Urn,
];
export const schools: Record<Urn, Partial<School>> = {
  [alder]: {},
  [birch]: {},
  [rowan]: { type: 'special', highestAge: 19 },
  [college]: { type: 'independent' },
  [studio]: { type: 'studio-or-utc', lowestAge: 14, highestAge: 19 },
  [middle]: { phase: 'middle', lowestAge: 9, highestAge: 13 },
  [upper]: { lowestAge: 13, highestAge: 18 },
};
export const register = registerOf(schools);

export const inYear = (ncYear: string, school = alder) => added(school, '2023-09-04', 'C', ncYear);
/** Leaves between the October and the January census, and is on the next roll at the latter. */
export const mover = (to = birch, joinedOn = '2024-12-02') => [
  inYear('8'),
  removed(alder, '2024-11-29'),
  added(to, joinedOn),
];
export const leaver = (more: Parameters<typeof removed>[2] = {}, ncYear = '8') => [
  inYear(ncYear),
  removed(alder, '2024-11-29', more),
];
export const unexplained = 'counted: unexplained: no-family-reason';
