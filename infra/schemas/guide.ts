/** The guide to the events, written from the catalogue: docs/guides/events.md. */
import { catalogue, eventTypes, type EventType, type Family } from '../../events/catalogue.js';
import { schemaFileName } from '../../events/validation/json-schema.js';
import { fieldsOf, type DataClass, type Field } from '../../events/validation/metadata.js';

const introduction = `# The events

Written by \`npm run schemas\` from the catalogue (\`events/catalogue.ts\`) and the classes that it lists; a test
says when it is out of date. What each event means stands at its class in \`events/\`.

Every event's data is validated before it is recorded, in bulk and at the edge by the same compiled validator
(\`events/validation/\`). A field that is not listed here is refused. A code is refused only when it is not
*shaped* like one of its list: an unlisted code, or one outside its period, is recorded and flagged. An
optional field is absent or sound; \`null\` is not absence.

To change an event's shape: give it the next version in the catalogue, add the step from the old version to
\`events/upcasting.ts\`, and run \`npm run schemas\`. The old version's schema stays in \`events/schemas/\`.
`;

/** The whole guide, as Markdown. */
export function eventGuide(): string {
  const families = [...new Set(eventTypes.map((type) => catalogue[type].family))];
  const objects = new Set<DataClass>();
  const sections = families.map((family) => familySection(family, objects));
  const events = new Set<DataClass>(eventTypes.map((type) => catalogue[type].dataClass));
  const others = [...objects].filter((object) => !events.has(object));
  const parts = others.map((part) => `### ${part.name}\n\n${fieldTable(fieldsOf(part), new Set())}`);
  return [introduction, ...sections, '## Objects inside events\n', parts.join('\n')].join('\n');
}

function familySection(family: Family, objects: Set<DataClass>): string {
  const types = eventTypes.filter((type) => catalogue[type].family === family);
  const title = family.charAt(0).toUpperCase() + family.slice(1);
  return `## ${title}\n\n${types.map((type) => eventSection(type, objects)).join('\n')}`;
}

function eventSection(type: EventType, objects: Set<DataClass>): string {
  const { version, streams, dataClass } = catalogue[type];
  const schema = schemaFileName(type, version);
  return [
    `### ${type}\n`,
    `Version ${version}, in streams of kind ${streams.join(', ')}. [Schema](../../events/schemas/${schema})\n`,
    fieldTable(fieldsOf(dataClass), objects),
  ].join('\n');
}

/** Adds the classes that the fields hold to `objects`, those inside them too. */
function fieldTable(fields: readonly Field[], objects: Set<DataClass>): string {
  const rows = fields.map((field) => {
    collect(field, objects);
    return `| \`${field.name}\` | ${field.optional ? '' : 'yes'} | ${rule(field)} |`;
  });
  return ['| field | required | rule |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function rule(field: Field): string {
  const words = field.rules.map(({ allowed, nested }) => {
    if (!nested) return allowed;
    const name = nested.of().name;
    return `${allowed}: [${name}](#${name.toLowerCase()})`;
  });
  return words.join('; ').replaceAll('|', '\\|');
}

function collect(field: Field, objects: Set<DataClass>): void {
  for (const { nested } of field.rules) {
    if (!nested || objects.has(nested.of())) continue;
    objects.add(nested.of());
    for (const inner of fieldsOf(nested.of())) collect(inner, objects);
  }
}
