import { readdirSync, readFileSync } from 'node:fs';
import { catalogue, eventTypes, isEventType } from '../../events/catalogue.js';
import { upcasters } from '../../events/upcasting.js';
import { eventSchema, schemaFileName } from '../../events/validation/json-schema.js';
import { fieldsOf, type DataClass } from '../../events/validation/metadata.js';
import { eventGuide } from '../../infra/schemas/guide.js';

const schemas = 'events/schemas';
const read = (type: string, version: number): unknown =>
  JSON.parse(readFileSync(`${schemas}/${schemaFileName(type, version)}`, 'utf8'));

/** The class and every class that its fields hold. */
function withInner(dataClass: DataClass): DataClass[] {
  const inner = fieldsOf(dataClass).flatMap(({ rules }) => rules.flatMap(({ nested }) => nested?.of() ?? []));
  return [dataClass, ...inner.flatMap(withInner)];
}

describe('The catalogue', () => {
  it('gives every event the name of its class, in words of its own', () => {
    for (const type of eventTypes) {
      expect(catalogue[type].dataClass.name).toBe(type);
      expect(type).toMatch(/^([A-Z][a-z]+)+$/);
    }
    expect(new Set(eventTypes.map((type) => catalogue[type].dataClass)).size).toBe(eventTypes.length);
  });

  it('names every event in the past tense', () => {
    const verb = /(ed|Set|Held|Withdrawn|Made|Given|Sent)(OnRoll|ToRoll|FromRoll|AsLeaver)?$/;
    expect(eventTypes.filter((type) => !verb.test(type))).toEqual([]);
  });

  it('knows its own types only, and no member of every object', () => {
    expect(['AddedToRoll', 'toString', '__proto__', 'constructor', ''].filter(isEventType)).toEqual([
      'AddedToRoll',
    ]);
  });

  it.each(eventTypes)(
    'has %s say when it happened, and gives each of its fields one rule of its own',
    (type) => {
      expect(fieldsOf(catalogue[type].dataClass)[0]).toMatchObject({ name: 'effectiveOn', optional: false });
      for (const { name, rules } of withInner(catalogue[type].dataClass).flatMap(fieldsOf)) {
        const own = rules.filter(({ rule }) => rule !== 'not-before');
        expect([name, own.length]).toEqual([name, 1]);
      }
    },
  );
});

describe('The published schemas', () => {
  it.each(eventTypes)(
    'hold %s as its class is: another shape is another version (npm run schemas)',
    (type) => {
      expect(eventSchema(type)).toEqual(read(type, catalogue[type].version));
    },
  );

  it('are of current versions, or of old ones from which a step leads on', () => {
    const current = eventTypes.map((type) => schemaFileName(type, catalogue[type].version));
    const old = eventTypes.flatMap((type) =>
      Object.keys(upcasters[type] ?? {}).map((version) => schemaFileName(type, Number(version))),
    );
    expect(readdirSync(schemas).sort()).toEqual([...current, ...old].sort());
  });

  it('keep a way from every version that there ever was to the current one', () => {
    for (const type of eventTypes) {
      const older = Array.from({ length: catalogue[type].version - 1 }, (_, at) => at + 1);
      expect(Object.keys(upcasters[type] ?? {}).map(Number)).toEqual(older);
    }
  });

  it('have patterns for whole values only', () => {
    for (const type of eventTypes) {
      const patterns = [...JSON.stringify(eventSchema(type)).matchAll(/"pattern":"(.*?)"[,}]/g)];
      for (const [, pattern] of patterns) expect(pattern).toMatch(/^\^.*\$$/);
    }
  });

  it('refer to nothing outside themselves', () => {
    for (const type of eventTypes) {
      const schema = eventSchema(type);
      const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([A-Za-z]+)"/g)];
      for (const [, name] of references) expect(schema).toHaveProperty(['$defs', name]);
    }
  });
});

describe('The guide to the events', () => {
  it('is what the catalogue says (npm run schemas)', () => {
    expect(readFileSync('docs/guides/events.md', 'utf8')).toBe(eventGuide());
  });
});
