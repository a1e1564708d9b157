/**
 * Data of any event that is nearly sound, and wild. A file of its own: an arbitrary of any Unicode text takes fast-check a
 * second to make, which tests that are told sound data alone need not wait for.
 */
import fc from 'fast-check';
import type { EventType } from '../../events/catalogue.js';
import { soundData, type Data } from './event-data.js';

/** Sound data after one to four changes, at its top or in an object or list inside it. */
export const nearlySoundData = (type: EventType): fc.Arbitrary<Data> => nearlySound(soundData(type));

/** The same of any sound data. */
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
