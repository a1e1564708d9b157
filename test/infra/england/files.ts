import { join } from 'node:path';
import { checkoutFolder } from '../../../src/platform/checkout.js';

/** A file of test/fixtures/exclusions. */
export const fixture = (name: string): string => join(checkoutFolder, 'test', 'fixtures', 'exclusions', name);
