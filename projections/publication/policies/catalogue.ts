import { fewerThanFive } from './fewer-than-five.js';
import { nearestTen } from './nearest-ten.js';
import { none } from './none.js';
import type { DisclosurePolicy } from './policy.js';
import { sfr2017 } from './sfr2017.js';

/** The disclosure policies that there are. A new one adds itself here. */
export const policies: readonly DisclosurePolicy[] = [none, sfr2017, fewerThanFive, nearestTen];
