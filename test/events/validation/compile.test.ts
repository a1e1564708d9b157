import fc from 'fast-check';
import { catalogue, eventTypes, type EventType } from '../../../events/catalogue.js';
import { compileValidator } from '../../../events/validation/compile.js';
import { validateData } from '../../../events/validation/validate.js';
import { classValidatorErrors, isObjectMember } from '../../support/class-validator.js';
import { soundData } from '../../support/event-data.js';
import { nearlySoundData } from '../../support/nearly-sound-data.js';
import { IsString } from 'class-validator';

/** Field and rule of each error, those aside that only the compiled validator sees. */
const found = (type: EventType, data: object): string[] =>
  validateData(type, data)
    .filter(({ field, rule }) => rule !== 'unknown-field' || !isObjectMember(field.split('.').at(-1) ?? ''))
    .map(({ field, rule }) => `${field}: ${rule}`)
    .sort();

const rules = (type: EventType, data: unknown): string[] =>
  validateData(type, data).map(({ field, rule }) => `${field}: ${rule}`);

describe('The compiled validator', () => {
  describe.each(eventTypes)('of %s', (type) => {
    it('takes whatever the published schema and the order of dates allow', () => {
      fc.assert(
        fc.property(soundData(type), (data) => {
          expect(rules(type, data)).toEqual([]);
        }),
        { numRuns: 50 },
      );
    });

    it('finds in nearly sound and wild data what class-validator finds, and nothing else', () => {
      fc.assert(
        fc.property(nearlySoundData(type), (data) => {
          expect(found(type, data)).toEqual(classValidatorErrors(catalogue[type].dataClass, data));
        }),
        { numRuns: 150 },
      );
    });
  });

  it('names the path of a field inside an object and inside a list', () => {
    const terms = [{ startsOn: '2024-09-02', endsOn: '2024-12-20' }, { startsOn: '2025-01-06' }];
    expect(
      validateData('TermDatesSet', {
        effectiveOn: '2024-09-01',
        authority: 'E09000007',
        schoolYear: '2024/25',
        terms,
      }),
    ).toEqual([
      {
        field: 'terms[1].endsOn',
        rule: 'date',
        problem: 'is missing',
        allowed: 'a calendar date that exists, YYYY-MM-DD',
      },
    ]);
    expect(rules('CountedOnRoll', { ...counted, characteristics: { birthMonth: 13, hair: 'red' } })).toEqual([
      'characteristics.hair: unknown-field',
      'characteristics.birthMonth: whole-number',
    ]);
  });

  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', '__defineGetter__'])(
    'refuses a field named %s, at the top and inside, where class-transformer is silent or throws',
    (name) => {
      const stranger: unknown = JSON.parse(`{"${name}": {"constructor": 1}}`);
      const merged = JSON.parse(
        `{"effectiveOn": "2024-09-02", "${name}": 1, "absorbed": "00000000-0000-7000-8000-000000000001",
          "addresses": [{"effectiveOn": "2024-09-02", "${name}": 1}]}`,
      ) as unknown;
      expect(rules('CountedOnRoll', { ...counted, characteristics: stranger })).toEqual([
        `characteristics.${name}: unknown-field`,
      ]);
      expect(rules('RecordsMerged', merged)).toEqual([
        `${name}: unknown-field`,
        `addresses[0].${name}: unknown-field`,
      ]);
    },
  );

  it.each([[null], [undefined], ['text'], [1], [[]], [[{}]]])(
    'refuses %j in the place of the data',
    (data) => {
      expect(rules('PupilDied', data)).toEqual([': object']);
    },
  );

  it('never repeats a value, nor a name of a field that may be a value', () => {
    const upn = 'A123456789012';
    const errors = validateData('CountedOnRoll', {
      [upn]: upn,
      school: upn,
      term: upn,
      person: { box: upn },
    });
    expect(errors.length).toBeGreaterThan(5);
    expect(JSON.stringify(errors)).not.toContain(upn);
  });

  it('answers data of a hundred thousand unknown fields, and of any depth, shortly', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`field ${at}`, at]));
    expect(validateData('PupilDied', many).length).toBeLessThan(30);
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(rules('PupilDied', { effectiveOn: deep, more: deep })).toEqual([
      'more: unknown-field',
      'effectiveOn: date',
    ]);
  });

  it('will not compile a class with a rule that it cannot read', () => {
    class Foreign {
      @IsString() name!: string;
    }
    expect(() => compileValidator(Foreign)).toThrow(/Foreign\.name has a decorator/);
  });
});

describe('Dates in the same report', () => {
  const removed = { school: '100000', regime: 'SI2024/208' };
  const suspended = { school: '100000', category: 'SUSP', reasons: [], effectiveOn: '2024-10-07' };

  it('refuse a leaver who left before entering', () => {
    const leaver = { ...counted, enteredOn: '2024-09-02' };
    expect(rules('CountedAsLeaver', { ...leaver, leftOn: '2024-09-01' })).toEqual(['leftOn: not-before']);
    expect(rules('CountedAsLeaver', { ...leaver, leftOn: '2024-09-02' })).toEqual([]);
  });

  it('refuse a deletion before the entry that it ends, where the report says that', () => {
    expect(
      rules('RemovedFromRoll', { ...removed, effectiveOn: '2024-09-01', enteredOn: '2024-09-02' }),
    ).toEqual(['effectiveOn: not-before']);
    expect(rules('RemovedFromRoll', { ...removed, effectiveOn: '2024-09-01' })).toEqual([]);
  });

  it('refuse a suspension and a term that end before they begin', () => {
    expect(rules('Suspended', { ...suspended, endsOn: '2024-10-06' })).toEqual(['endsOn: not-before']);
    expect(rules('Suspended', { ...suspended, endsOn: '2024-10-07' })).toEqual([]);
    const year = { effectiveOn: '2024-09-01', authority: 'E09000007', schoolYear: '2024/25' };
    expect(
      rules('TermDatesSet', { ...year, terms: [{ startsOn: '2024-12-20', endsOn: '2024-09-02' }] }),
    ).toEqual(['terms[0].endsOn: not-before']);
  });

  it('are refused once: a date that does not exist is no date in the wrong order', () => {
    expect(rules('Suspended', { ...suspended, endsOn: '2024-02-30' })).toEqual(['endsOn: date']);
    expect(rules('Suspended', { ...suspended, effectiveOn: '2024-11-31', endsOn: '2024-10-07' })).toEqual([
      'effectiveOn: date',
    ]);
  });
});

const counted = { effectiveOn: '2024-10-03', school: '100000', term: '2024-autumn', enteredOn: '2024-09-02' };
