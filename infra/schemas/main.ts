/**
 * `npm run schemas`: writes the JSON Schema of every event's current version, the guides to the events, the lifecycles,
 * the duties, the measures, the methods and the movements files, and the templates of these.
 * A schema that is there already is never written over with another: others may validate by it, and events
 * of that version may be recorded. A version that was never released is made again by deleting its file.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, eventTypes } from '../../events/catalogue.js';
import { eventSchema, schemaFileName } from '../../events/validation/json-schema.js';
import { dutyGuide } from './duties.js';
import { eventGuide } from './guide.js';
import { methodGuide } from './methods.js';
import { lifecycleGuide } from './lifecycles.js';
import { measureGuide } from './measures.js';
import { movementFamilies, templateName } from '../../src/importing/movements/layout.js';
import { templateOf } from '../../src/importing/movements/template.js';
import { movementsGuide } from './movements.js';

const schemas = join(process.cwd(), 'events', 'schemas');
const guides = join(process.cwd(), 'docs', 'guides');
const templates = join(process.cwd(), 'docs', 'templates');
for (const folder of [schemas, guides, templates]) mkdirSync(folder, { recursive: true });

let written = 0;
for (const type of eventTypes) {
  const file = join(schemas, schemaFileName(type, catalogue[type].version));
  const text = `${JSON.stringify(eventSchema(type), null, 2)}\n`;
  if (!existsSync(file)) {
    writeFileSync(file, text);
    written++;
  } else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${type} has changed: give it the next version in events/catalogue.ts\n`);
    process.exitCode = 1;
  }
}
if (process.exitCode === undefined) {
  writeFileSync(join(guides, 'events.md'), eventGuide());
  writeFileSync(join(guides, 'lifecycles.md'), lifecycleGuide());
  writeFileSync(join(guides, 'movements-file.md'), movementsGuide());
  for (const family of movementFamilies)
    writeFileSync(join(templates, `${templateName(family)}.csv`), templateOf(family));
  writeFileSync(join(guides, 'duties.md'), dutyGuide());
  writeFileSync(join(guides, 'methods.md'), methodGuide());
  writeFileSync(join(guides, 'measures.md'), measureGuide());
  process.stderr.write(`${written} schemas written, ${eventTypes.length} events in the guide\n`);
}
