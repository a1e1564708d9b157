/**
 * The JSON Schema (2020-12) of an event's data, from the metadata that validates it. What the schema cannot
 * say stands beside it as an annotation: `x-code-list`, the list whose codes are meant, and `x-not-before`,
 * the date of the same object that may not be later.
 */
import { catalogue, type EventType } from '../catalogue.js';
import type { FieldRule } from './fields.js';
import { fieldsOf, type DataClass } from './metadata.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of the data of that event in its current version. */
export function eventSchema(type: EventType): JsonSchema {
  const { dataClass, version } = catalogue[type];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:pupil-movement-ledger:event:${type}:${version}`,
    title: type,
    ...classSchema(dataClass),
  };
}

/** The schema of what a class made of the fields of fields.ts holds. */
export function classSchema(dataClass: DataClass): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const root = objectSchema(dataClass, definitions);
  return { ...root, ...(definitions.size > 0 && { $defs: Object.fromEntries(definitions) }) };
}

/** The name of the file that keeps a version's schema. */
export const schemaFileName = (type: string, version: number): string => `${type}.v${version}.json`;

/** Classes that the fields hold go into `definitions` under their name. */
function objectSchema(dataClass: DataClass, definitions: Map<string, JsonSchema>): JsonSchema {
  const fields = fieldsOf(dataClass);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, rules }) => [name, fieldSchema(rules, definitions)])),
    required: fields.filter((field) => !field.optional).map((field) => field.name),
    additionalProperties: false,
  };
}

function fieldSchema(rules: readonly FieldRule[], definitions: Map<string, JsonSchema>): JsonSchema {
  return rules.reduce<JsonSchema>((schema, rule) => {
    const own = { ...schema, ...rule.schema };
    if (!rule.nested) return own;
    const reference = referTo(rule.nested.of(), definitions);
    return rule.nested.list ? { ...own, items: reference } : { ...own, ...reference };
  }, {});
}

function referTo(dataClass: DataClass, definitions: Map<string, JsonSchema>): JsonSchema {
  if (!definitions.has(dataClass.name)) definitions.set(dataClass.name, objectSchema(dataClass, definitions));
  return { $ref: `#/$defs/${dataClass.name}` };
}
