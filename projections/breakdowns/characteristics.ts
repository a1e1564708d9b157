/** Every characteristic that figures can be broken down by, and the columns of their categories. */
import type { Characteristic } from './characteristic.js';
import { afterCare, careEver, careStatus, lookedAfter } from './characteristics/care.js';
import { ever6, freeMeals, persistentlyDisadvantaged } from './characteristics/free-meals.js';
import { overlap } from './characteristics/overlap.js';
import { ofEthnicity, ofLanguage, ofServiceChild, ofSex, ofYoungCarer } from './characteristics/pupil.js';
import { primaryNeed, provision } from './characteristics/special-needs.js';

export const characteristics: readonly Characteristic[] = [
  ofSex,
  provision,
  primaryNeed,
  freeMeals,
  ever6,
  persistentlyDisadvantaged,
  ofEthnicity,
  ofLanguage,
  careStatus,
  careEver,
  lookedAfter,
  afterCare,
  ofYoungCarer,
  ofServiceChild,
  overlap,
];

/** The column of a category. */
export const columnOf = (characteristic: string, code: string): string =>
  `${characteristic}_${code}`.replaceAll('-', '_').toLowerCase();

export const categoryColumns: readonly string[] = characteristics.flatMap(({ name, categories }) =>
  categories.map(({ code }) => columnOf(name, code)),
);

/** By characteristic, in their order: the column of each code. */
export const columnsByCode: readonly ReadonlyMap<string, string>[] = characteristics.map(
  ({ name, categories }) => new Map(categories.map(({ code }) => [code, columnOf(name, code)])),
);
