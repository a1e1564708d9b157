/**
 * The screening checks, in the order in which a reader mends a file. They are DfE's published rules for open data in our
 * own words (analysts' guide; eesyscreener). Codes of levels below authorities are not looked up.
 */
import type { Check } from './check.js';
import { columnChecks } from './columns.js';
import { filterChecks } from './filters.js';
import { generalChecks } from './general.js';
import { geographyChecks } from './geography.js';
import { indicatorChecks } from './indicators.js';
import { nameChecks } from './names.js';
import { timeChecks } from './time.js';

export const checks: readonly Check[] = [
  ...nameChecks,
  ...columnChecks,
  ...timeChecks,
  ...geographyChecks,
  ...filterChecks,
  ...indicatorChecks,
  ...generalChecks,
];
