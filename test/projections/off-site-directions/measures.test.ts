/** Measures T30, T31, T32 and T40 of the requirements: histories with the published shape give the published figure. */
import { asAuthorityCode, asPupilId, authorityStream } from '../../../events/identifiers.js';
import { managedMoveFigures } from '../../../projections/managed-moves/figures.js';
import { rowOfMove } from '../../../projections/managed-moves/projection.js';
import {
  notExcludedSince,
  placesTaken,
  returnsByStage,
  stockAndFlow,
} from '../../../projections/off-site-directions/figures.js';
import { rowsOfPlacements } from '../../../projections/off-site-directions/projection.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
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
  pupils.flatMap(({ trajectory }) => rowsOfPlacements(trajectory, register));
const many = (count: number, make: (at: number) => ReportedPupil) =>
  Array.from({ length: count }, (_, at) => make(at));
const end = (pupil: ReportedPupil, on: string, followedBy: string) =>
  pupil.report('AlternativeProvisionEnded', { effectiveOn: on, authority: manchester, followedBy });

it('T30: 408 places commissioned are taken by single and dual registered pupils; one more is over', () => {
  const on = day('2022-01-20');
  const commissioned = register.provision.commissionedBy(manchester, on).map(({ data }) => data);
  const full = rowsOf([...many(150, () => placed('10', 'single')), ...many(258, () => placed('9', 'dual'))]);
  expect(placesTaken(full, commissioned, on)).toEqual([
    { provider: { school: pru }, commissioned: 408, single: 150, dual: 258, over: 0 },
  ]);
  const over = [...full, ...rowsOf([placed()])];
  expect(placesTaken(over, commissioned, on)).toMatchObject([{ dual: 259, over: 1 }]);
  expect(stockAndFlow(over, day('2021-09-01'), on)).toEqual({ stock: 409, began: 409, ended: 0 });
  expect(placesTaken(over, commissioned, day('2021-11-14'))).toMatchObject([{ single: 0, dual: 0 }]);
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
  const rows = [...made, ...failed, ...open].flatMap(({ trajectory }) =>
    trajectory.managedMoves.map(rowOfMove),
  );
  expect(managedMoveFigures(rows, day('2021-12-27'))).toMatchObject({
    referred: 22,
    succeeded: 13,
    failed: 7,
    overdue: 0,
  });
  expect(managedMoveFigures(rows, day('2022-09-01'))).toEqual({
    referred: 22,
    placed: 22,
    succeeded: 13,
    failed: 7,
    withdrawn: 0,
    onTrial: 2,
    overdue: 2,
    successRate: 65,
    sustained: [
      { months: 6, due: 13, sustained: 12, notSustained: 1, notKnown: 0 },
      { months: 12, due: 0, sustained: 0, notSustained: 0, notKnown: 0 },
    ],
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
  const returns = returnsByStage(rowsOf(pupils), day('2022-07-22'));
  expect(returns.map(({ stage, entered, returned }) => [stage, entered, returned])).toEqual([
    ['primary', 100, 65],
    ['key-stage-3', 100, 64],
    ['year-10', 100, 53],
    ['year-11', 100, 10],
    ['not-known', 0, 0],
  ]);
  expect(returnsByStage(rowsOf(pupils), day('2022-03-10')).every(({ returned }) => returned === 0)).toBe(
    true,
  );
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
  expect(notExcludedSince(rowsOf(pupils), day('2022-07-22'))).toEqual({ entered: 100, notExcluded: 82 });
  expect(notExcludedSince(rowsOf(pupils), day('2022-02-06'))).toEqual({ entered: 100, notExcluded: 100 });
});
