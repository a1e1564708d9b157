/**
 * Data of any event, made from its published schema: sound, nearly sound and wild. What is made sound here
 * and refused by a validator is a schema that promises more than the ledger takes.
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

/** Sound data after one to four changes, at its top or in an object or list inside it. */
export const nearlySoundData = (type: EventType): fc.Arbitrary<Data> => nearlySound(soundData(type));

/** Any value that the schema allows; what it refers to stands in it. */
export const soundValue = (schema: Schema): fc.Arbitrary<unknown> => valueOf(schema, {});

export function nearlySound(sound: fc.Arbitrary<Data>): fc.Arbitrary<Data> {
  const change = fc.record({
    at: fc.nat(),
    inside: fc.boolean(),
    value: wildValue,
    unknown: fc.option(fc.string()),
  });
  return fc.tuple(sound, fc.array(change, { minLength: 1, maxLength: 4 })).map(([sound, changes]) => {
    const data = copyOf(sound);
    for (const { at, inside, value, unknown } of changes) {
      const objects = inside ? objectsIn(data) : [data];
      const object = objects[at % objects.length] ?? data;
      const names = Object.keys(object);
      const name = unknown ?? names[at % Math.max(1, names.length)] ?? 'effectiveOn';
      if (value === removed) Reflect.deleteProperty(object, name);
      else
        Object.defineProperty(object, name, {
          value: copyOf(value),
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return data;
  });
}

const removed = Symbol('removed');

/** What a sender may put in a field's place. `removed` takes the field away. */
const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    removed,
    undefined,
    null,
    NaN,
    Infinity,
    -0,
    1.5,
    0,
    7,
    true,
    '',
    '\0',
    'a\0b',
    ' ',
  ),
  fc.constantFrom<unknown>(
    '2024-02-30',
    '2023-02-29',
    '1899-12-31',
    '2200-01-01',
    '2024-1-1',
    '2024-01-01T00:00',
  ),
  fc.constantFrom<unknown>(
    [],
    {},
    [null],
    [{}],
    [[]],
    [[{}]],
    ['A', 'A'],
    '\ud800',
    '😀'.repeat(150),
    '1\n',
    123456,
  ),
  fc.integer({ min: 200, max: 100_000 }).map((length) => 'x'.repeat(length)),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.jsonValue(),
);

/** A change must not reach into what fast-check keeps for shrinking, nor make a circle. */
function copyOf<T>(value: T): T;
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]));
}

function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(objectsIn)];
}

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
