/**
 * Sound data of any event, made from its published schema. What is made here and refused by a validator is a schema that
 * promises more than the ledger takes.
 */
import fc from 'fast-check';
import type { EventType } from '../../events/catalogue.js';
import { makeUpn } from '../../events/upn.js';
import { eventSchema } from '../../events/validation/json-schema.js';

export type Data = Record<string, unknown>;

/** The keywords that the schemas use. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly 'x-not-before'?: string;
  readonly 'x-check-letter'?: boolean;
}

/** Data that every rule of the event's schema allows. */
export function soundData(type: EventType): fc.Arbitrary<Data> {
  const schema: Schema = eventSchema(type);
  return objectOf(schema, schema.$defs ?? {});
}

/** Any value that the schema allows; what it refers to stands in it. */
export const soundValue = (schema: Schema): fc.Arbitrary<unknown> => valueOf(schema, {});

function objectOf(schema: Schema, definitions: Readonly<Record<string, Schema>>): fc.Arbitrary<Data> {
  const properties = Object.entries(schema.properties ?? {});
  const values = Object.fromEntries(properties.map(([name, one]) => [name, valueOf(one, definitions)]));
  return fc
    .record(values, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true })
    .map((data: Data) => {
      for (const [name, { 'x-not-before': other }] of properties) {
        const [date, first] = [data[name], data[other ?? '']];
        if (typeof date === 'string' && typeof first === 'string' && date < first) data[name] = first;
      }
      return data;
    });
}

function valueOf(schema: Schema, definitions: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  const referred = definitions[schema.$ref?.replace('#/$defs/', '') ?? ''];
  if (referred) return objectOf(referred, definitions);
  if (schema['x-check-letter']) return upn;
  if (schema.properties) return objectOf(schema, definitions);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'date') return day;
  if (schema.maxLength !== undefined) return lineOfText(schema.maxLength);
  if (schema.pattern !== undefined) return matching(schema.pattern);
  if (schema.format === 'uuid') return fc.uuid();
  const least = schema.minItems ?? 0;
  switch (schema.type) {
    case 'string':
      return fc.string({ maxLength: 40 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 0 });
    case 'boolean':
      return fc.boolean();
    case 'object':
      return fc.constant({ effectiveOn: '2024-09-02' });
    case 'array':
      return schema.items?.$ref === undefined && schema.items?.type !== 'object'
        ? fc.uniqueArray(valueOf(schema.items ?? {}, definitions), {
            minLength: least,
            maxLength: schema.maxItems ?? 3,
          })
        : fc.array(valueOf(schema.items, definitions), { minLength: least, maxLength: 4 });
    default:
      throw new Error(`no data for ${JSON.stringify(schema)}`);
  }
}

const upn = fc
  .tuple(
    fc.integer({ min: 100, max: 999 }),
    fc.integer({ min: 1000, max: 9999 }),
    fc.integer({ min: 100, max: 999 }),
  )
  .map(([authority, establishment, serial]) =>
    makeUpn(`${authority}`, `${establishment}`, '15', `${serial}`),
  );

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const lineOfText = (most: number): fc.Arbitrary<string> =>
  matching(`^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]{1,${most}}$`, 'u');

/** Made once for each pattern: making one takes milliseconds, and the routes have hundreds of fields in a dozen patterns. */
function matching(pattern: string, flags = ''): fc.Arbitrary<string> {
  const key = `${flags} ${pattern}`;
  let texts = patterns.get(key);
  if (!texts) patterns.set(key, (texts = fc.stringMatching(new RegExp(pattern, flags))));
  return texts;
}

const patterns = new Map<string, fc.Arbitrary<string>>();
