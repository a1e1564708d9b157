/** The templates of movements files: a header a family, with nothing under it. */
import type { Family } from '../../../events/catalogue.js';
import { stringify } from 'csv-stringify/sync';
import { eventsOf, headerOf, movementFamilies, templateName } from './layout.js';

export const templateOf = (family: Family): string => stringify([headerOf(eventsOf(family))]);

/** @param name as the command line takes it, such as `managed-move` */
export const familyNamed = (name: string): Family | undefined =>
  movementFamilies.find((family) => templateName(family) === name);
