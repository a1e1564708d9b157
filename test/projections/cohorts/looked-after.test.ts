import { asAuthorityCode } from '../../../events/identifiers.js';
import { schoolYearOf } from '../../../events/calendar/school-year.js';
import { lookedAfterFigures } from '../../../projections/cohorts/looked-after.js';
import { cohorts } from '../../../projections/cohorts/projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { added, day, fact, pupilA, recorded, registerOf, urn, type Told } from '../../support/history.js';

const alder = urn(1);
const [camden, barking, barnet] = ['E09000007', 'E09000002', 'E09000003'].map(asAuthorityCode) as [
  ReturnType<typeof asAuthorityCode>,
  ReturnType<typeof asAuthorityCode>,
  ReturnType<typeof asAuthorityCode>,
];
const register = registerOf({ [alder]: { authority: camden } });
const onRoll = added(alder, '2015-09-03', 'C', '7');
const care = (on: string, status: string, responsibleAuthority?: string): Told =>
  fact('SocialCareStatusChanged', {
    effectiveOn: day(on),
    status,
    ...(responsibleAuthority && { responsibleAuthority: asAuthorityCode(responsibleAuthority) }),
  });

/** Children looked after by an authority on a day, and those of them who had been in need. */
function countedIn(authority: string, on: string, facts: readonly Told[]): number[] {
  const [rows = []] = cohorts.rows(interpret(pupilA, recorded(facts), register), register);
  const names = cohorts.rowTables[0]?.columns.map(({ name }) => name) ?? [];
  const stored = rows
    .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])))
    .filter((row) => row['authority'] === authority)
    .map((row) => ({ ...row, earlier: JSON.parse(String(row['earlier'])) as unknown }));
  const figures = lookedAfterFigures.figures(stored, {
    day: day(on),
    yearStartsOn: schoolYearOf(day(on)).startsOn,
    year: null,
    schoolYearOf: (each) => schoolYearOf(each).schoolYear,
    register,
  });
  return ['looked-after', 'looked-after-earlier-in-need'].map(
    (name) => figures.find(({ measure }) => measure === name)?.numerator ?? -1,
  );
}

describe('children looked after', () => {
  const passedOn = [
    onRoll,
    care('2014-01-06', 'CIN', barking),
    care('2016-02-01', 'CLA', barking),
    care('2018-02-05', 'CLA', barnet),
    care('2020-01-06', 'NONE'),
  ];

  it('count in the authority that was responsible on the day, and in both in the year of the change', () => {
    const on = (authority: string) =>
      ['2016-01-29', '2017-03-01', '2018-03-01', '2019-03-01', '2020-03-02', '2021-03-01'].map(
        (each) => countedIn(authority, each, passedOn)[0],
      );
    expect(on(barking)).toEqual([0, 1, 1, 0, 0, 0]);
    expect(on(barnet)).toEqual([0, 0, 1, 1, 1, 0]);
    expect(on(camden)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('have been looked after since the first of the two took them in', () => {
    expect(countedIn(barnet, '2018-03-01', passedOn)).toEqual([1, 1]);
  });

  it('are of the authority that is named late, or in their placement, from the beginning', () => {
    const namedLate = [onRoll, care('2016-02-01', 'CLA'), care('2017-02-01', 'CLA', barnet)];
    expect(countedIn(barnet, '2016-03-01', namedLate)[0]).toBe(1);
    const placed = fact('CarePlacementChanged', {
      effectiveOn: day('2016-02-15'),
      placement: 'foster-care',
      responsibleAuthority: barking,
    });
    expect(countedIn(barking, '2016-03-01', [onRoll, care('2016-02-01', 'CLA'), placed])[0]).toBe(1);
    expect(countedIn(camden, '2016-03-01', [onRoll, care('2016-02-01', 'CLA')])[0]).toBe(1);
  });
});
