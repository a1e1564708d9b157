/** Measures T30, T31, T32 and T40 of the requirements: histories with the published shape give the published figure. */
import { asAuthorityCode, asPupilId, authorityStream } from '../../../events/identifiers.js';
import { stock } from '../../../projections/episodes/stock.js';
import { managedMoveFigures } from '../../../projections/managed-moves/figures.js';
import { placementFigures, placesTaken } from '../../../projections/off-site-directions/figures.js';
import { rowsOfPlacements } from '../../../projections/off-site-directions/projection.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { figuresOn, numbersOn } from '../../support/on-day.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, pru] = [urn(1), urn(2), urn(3)];
const manchester = asAuthorityCode('E08000003');
const ofManchester = { authority: manchester };
const register = registerOf(
  { [alder]: ofManchester, [birch]: ofManchester, [pru]: { ...ofManchester, type: 'alternative-provision' } },
  [
    fact(
      'PlacesCommissioned',
      { effectiveOn: day('2021-09-01'), provider: { school: pru }, places: 400 },
      authorityStream(manchester),
    ),
    fact(
      'PlacesCommissioned',
      { effectiveOn: day('2021-11-01'), provider: { school: pru }, places: 408 },
      authorityStream(manchester),
    ),
  ],
);

let number = 0;
function pupilOnRoll(ncYear = '9'): ReportedPupil {
  number += 1;
  const pupil = new ReportedPupil(
    register,
    asPupilId(`01900000-0000-7000-8000-${String(number).padStart(12, '0')}`),
  );
  pupil.report('AddedToRoll', { effectiveOn: '2021-09-02', school: alder, enrolmentStatus: 'C', ncYear });
  return pupil;
}
function placed(ncYear?: string, registration: 'single' | 'dual' = 'dual'): ReportedPupil {
  const pupil = pupilOnRoll(ncYear);
  pupil.report('AlternativeProvisionStarted', {
    effectiveOn: '2021-11-15',
    authority: manchester,
    school: alder,
    provider: { school: pru },
    reason: registration === 'single' ? 'after-permanent-exclusion' : 'preventative',
    pattern: 'full-time',
    registration,
  });
  return pupil;
}
const rowsOf = (pupils: readonly ReportedPupil[]) =>
  trajectoriesOf(pupils).flatMap((trajectory) => rowsOfPlacements(trajectory, register));
const trajectoriesOf = (pupils: readonly ReportedPupil[]) => pupils.map(({ trajectory }) => trajectory);
const many = (count: number, make: (at: number) => ReportedPupil) =>
  Array.from({ length: count }, (_, at) => make(at));
const end = (pupil: ReportedPupil, on: string, followedBy: string) =>
  pupil.report('AlternativeProvisionEnded', { effectiveOn: on, authority: manchester, followedBy });

it('T30: 408 places commissioned are taken by single and dual registered pupils; one more is over', () => {
  const on = day('2022-01-20');
  const commissioned = register.provision.commissionedBy(manchester, on).map(({ data }) => data);
  const full = [...many(150, () => placed('10', 'single')), ...many(258, () => placed('9', 'dual'))];
  expect(placesTaken(rowsOf(full), commissioned, on)).toEqual([
    { provider: { school: pru }, commissioned: 408, single: 150, dual: 258, over: 0 },
  ]);
  const over = [...full, placed()];
  expect(placesTaken(rowsOf(over), commissioned, on)).toMatchObject([{ dual: 259, over: 1 }]);
  expect(placesTaken(rowsOf(over), commissioned, day('2021-11-14'))).toMatchObject([{ single: 0, dual: 0 }]);
  expect(numbersOn(stock, trajectoriesOf(over), register, on)).toMatchObject({
    'alternative-provision-single-on-day': 150,
    'alternative-provision-dual-on-day': 259,
    'alternative-provision-dual-begun-to-date': 259,
    'alternative-provision-dual-ended-to-date': 0,
  });
});

it('T31: thirteen trials that end on the host’s roll at week twelve, and the success rate among those decided', () => {
  const trial = () => {
    const pupil = pupilOnRoll();
    const tell = (type: Parameters<ReportedPupil['report']>[0], effectiveOn: string, more: object = {}) =>
      pupil.report(type, { effectiveOn, school: alder, ...more });
    tell('ManagedMoveReferred', '2021-09-13', { reason: 'fresh-start', interventions: ['mentoring'] });
    tell('AddedToRoll', '2021-10-04', { school: birch, enrolmentStatus: 'S' });
    tell('ManagedMoveTrialStarted', '2021-10-04', { receivingSchool: birch });
    return { pupil, tell };
  };
  const made = many(13, () => {
    const { pupil, tell } = trial();
    tell('ManagedMoveSucceeded', '2021-12-27', { receivingSchool: birch });
    tell('RemovedFromRoll', '2021-12-27', { regime: 'SI2006/1751', ground: 'b' });
    tell('EnrolmentStatusChanged', '2021-12-27', { school: birch, enrolmentStatus: 'C' });
    return pupil;
  });
  const failed = many(7, () => {
    const { pupil, tell } = trial();
    tell('ManagedMoveFailed', '2021-11-19', { reason: 'behaviour' });
    return pupil;
  });
  const open = many(2, () => trial().pupil);
  // One of the thirteen leaves within the half year: the decision was not the end.
  made[0]?.report('RemovedFromRoll', {
    effectiveOn: '2022-05-06',
    school: birch,
    regime: 'SI2006/1751',
    ground: 'b',
  });
  const all = trajectoriesOf([...made, ...failed, ...open]);
  expect(numbersOn(managedMoveFigures, all, register, day('2021-12-27'))).toMatchObject({
    'managed-moves-referred-by-day': 22,
    'managed-moves-succeeded-by-day': 13,
    'managed-moves-failed-by-day': 7,
    'managed-moves-on-trial': 2,
    'managed-moves-overdue': 0,
  });
  const later = figuresOn(managedMoveFigures, all, register, day('2022-09-01'));
  expect(later).toMatchObject({
    'managed-moves-placed-by-day': { value: '22' },
    'managed-moves-withdrawn-by-day': { value: '0' },
    'managed-moves-overdue': { value: '2' },
    'managed-move-success-rate-by-day': { value: '65.00', numerator: 13, denominator: 20 },
    'managed-moves-sustained-6-months-share': { value: '92.31', numerator: 12, denominator: 13 },
    'managed-moves-not-sustained-6-months': { value: '1' },
    'managed-moves-not-known-6-months': { value: '0' },
    'managed-moves-sustained-12-months-share': { value: null, numerator: 0, denominator: 0 },
  });
});

it('T32: returns to mainstream of 65, 64, 53 and 10 in a hundred, by the stage at entry', () => {
  const published = [
    ['5', 65],
    ['8', 64],
    ['10', 53],
    ['11', 10],
  ] as const;
  const pupils = published.flatMap(([ncYear, returned]) =>
    many(100, (at) => {
      const pupil = placed(ncYear);
      if (at < returned) end(pupil, '2022-03-11', 'returned-to-school');
      return pupil;
    }),
  );
  const returnsOn = (on: string) => figuresOn(placementFigures, trajectoriesOf(pupils), register, day(on));
  expect(returnsOn('2022-07-22')).toMatchObject({
    'placement-return-share-primary': { value: '65.00', numerator: 65, denominator: 100 },
    'placement-return-share-key-stage-3': { value: '64.00' },
    'placement-return-share-year-10': { value: '53.00' },
    'placement-return-share-year-11': { value: '10.00' },
    'placement-return-share-not-known': { value: null, denominator: 0 },
  });
  expect(returnsOn('2022-03-10')).toMatchObject({ 'placements-returned-primary': { value: '0' } });
});

it('T32: on another mainstream roll is back too', () => {
  const pupil = placed('9', 'single');
  pupil.report('RemovedFromRoll', {
    effectiveOn: '2021-11-12',
    school: alder,
    regime: 'SI2006/1751',
    ground: 'm',
  });
  pupil.report('AddedToRoll', { effectiveOn: '2022-04-25', school: birch, enrolmentStatus: 'C' });
  expect(rowsOf([pupil])).toMatchObject([{ returnedOn: '2022-04-25' }]);
});

it('T40: of a hundred pupils placed, 82 were not permanently excluded since', () => {
  const pupils = many(100, (at) => {
    const pupil = placed();
    if (at < 18)
      pupil.report('PermanentlyExcluded', { effectiveOn: '2022-02-07', school: alder, reasons: ['DB'] });
    return pupil;
  });
  const on = (date: string) =>
    figuresOn(placementFigures, trajectoriesOf(pupils), register, day(date))[
      'placements-not-excluded-since-share'
    ];
  expect(on('2022-07-22')).toEqual({ value: '82.00', numerator: 82, denominator: 100 });
  expect(on('2022-02-06')).toEqual({ value: '100.00', numerator: 100, denominator: 100 });
});
