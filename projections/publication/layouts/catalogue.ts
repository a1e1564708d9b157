import { eesLayout } from './ees.js';
import type { Layout } from './layout.js';
import { sfr2017Layout } from './sfr2017.js';

/** The layouts that there are. A new one adds itself here. */
export const layouts: readonly Layout[] = [eesLayout, sfr2017Layout];
