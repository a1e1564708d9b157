/** Year groups and ages: as at the event, and of who is on roll in January, as the years go by. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import { registerOf, urn } from '../../support/history.js';
import { pupilOf, Tallied } from './figures-of.js';

const sutton = asAuthorityCode('E09000029');
const school = urn(1);
const register = registerOf({ [school]: { authority: sutton, phase: 'all-through' } });
const onRoll = (effectiveOn: string, ncYear?: string) =>
  [
    'AddedToRoll',
    { effectiveOn, school, enrolmentStatus: 'C', ...(ncYear !== undefined && { ncYear }) },
  ] as const;
const born = (birthYear: number, birthMonth: number) =>
  ['PupilIdentified', { effectiveOn: '2014-09-01', sex: 'F', birthYear, birthMonth }] as const;
const suspended = (effectiveOn: string) =>
  ['Suspended', { effectiveOn, school, category: 'SUSP', lengthSessions: 2, reasons: ['DB'] }] as const;
const excluded = (effectiveOn: string) =>
  ['PermanentlyExcluded', { effectiveOn, school, reasons: ['DB'] }] as const;

it('Sutton 2014/15, age 7: 2,283 pupils, 1 permanent exclusion, 27 suspensions of 12 pupils, as DfE published', () => {
  const tallied = new Tallied(register);
  for (let at = 0; at < 2_283; at++) {
    const suspensions = at < 12 ? (at < 3 ? 3 : 2) : 0;
    tallied.add(
      pupilOf(
        [
          onRoll('2014-09-03'),
          // Seven on 31 August 2014: born from September 2006 to August 2007.
          at % 2 === 0 ? born(2006, 9) : born(2007, 8),
          ...['2014-10-06', '2014-11-10', '2015-02-02'].slice(0, suspensions).map(suspended),
          ...(at === 0 ? [excluded('2015-06-01')] : []),
        ],
        register,
      ),
    );
  }
  tallied.add(pupilOf([onRoll('2014-09-03'), born(2006, 8), suspended('2014-10-06')], register));
  const figures = tallied.by('age', sutton, 2014);
  expect(figures.of('7', 'permanent-exclusion-rate')).toMatchObject({
    numerator: 1,
    denominator: 2_283,
    value: '0.04',
  });
  expect(figures.of('7', 'suspension-rate')).toMatchObject({ numerator: 27, value: '1.18' });
  expect(figures.of('7', 'one-or-more-suspensions-rate-enrolments')).toMatchObject({
    numerator: 12,
    value: '0.53',
  });
  expect(figures.number('8', 'suspensions')).toBe(1);
});

it('year groups go up with each school year, events staying with the one that they found', () => {
  const tallied = new Tallied(register).add(
    pupilOf([onRoll('2014-09-03', '9'), suspended('2015-10-05'), suspended('2016-10-03')], register),
  );
  const groups = [2014, 2015, 2016, 2017].map((year) => tallied.by('year-group', sutton, year).known);
  expect(groups).toEqual([
    ['total', '9', 'years-7-to-11'],
    ['total', '10', 'years-7-to-11', 'key-stage-4'],
    ['total', '11', 'years-7-to-11', 'key-stage-4'],
    ['total', '12'],
  ]);
  expect(tallied.by('year-group', sutton, 2015).number('10', 'suspensions')).toBe(1);
  expect(tallied.by('year-group', sutton, 2016).number('11', 'suspensions')).toBe(1);
});

it('a pupil who repeats a year is counted in the year group that was reported', () => {
  const tallied = new Tallied(register).add(
    pupilOf(
      [
        onRoll('2014-09-03', '9'),
        [
          'CountedOnRoll',
          {
            effectiveOn: '2016-01-21',
            term: '2016-spring',
            school,
            enteredOn: '2014-09-03',
            enrolmentStatus: 'C',
            ncYear: '9',
          },
        ],
      ],
      register,
    ),
  );
  const groups = [2014, 2015, 2016].map((year) => tallied.by('year-group', sutton, year).known[1]);
  expect(groups).toEqual(['9', '9', '10']);
});

it('permanent exclusions rise from Year 6 to 7, are most in Year 10 and drop in Year 11; suspensions drop less steeply', () => {
  const tallied = new Tallied(register);
  // Of a hundred pupils of each year group: permanent exclusions and suspensions, in the order of requirements §3.4.
  const shapes = { 6: [1, 8], 7: [3, 12], 10: [10, 20], 11: [5, 16] } as const;
  for (const [yearGroup, [permanent, suspensions]] of Object.entries(shapes)) {
    for (let at = 0; at < 100; at++)
      tallied.add(
        pupilOf(
          [
            onRoll('2016-09-05', yearGroup),
            ...(at < suspensions ? [suspended('2016-10-03')] : []),
            ...(at < permanent ? [excluded('2017-02-06')] : []),
          ],
          register,
        ),
      );
  }
  const figures = tallied.by('year-group', sutton, 2016);
  const rate = (yearGroup: string, measure: string) => Number(figures.value(yearGroup, measure));
  const [permanent, suspensions] = ['permanent-exclusion-rate', 'suspension-rate'] as const;
  expect(rate('7', permanent)).toBeGreaterThan(rate('6', permanent));
  for (const other of ['6', '7', '11']) expect(rate('10', permanent)).toBeGreaterThan(rate(other, permanent));
  expect(rate('11', suspensions) / rate('10', suspensions)).toBeGreaterThan(
    rate('11', permanent) / rate('10', permanent),
  );
});
