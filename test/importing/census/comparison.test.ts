import { compareTerms, Sightings } from '../../../src/importing/census/comparison.js';

function sightings(...rows: [pupil: string, school: string][]): Sightings {
  const seen = new Sightings();
  for (const [pupil, school] of rows) seen.add(pupil, school);
  return seen;
}

test('compares sets of schools: who changed, with which leaver record, who is new, who is gone', () => {
  const before = sightings(
    ['stays', 'A'],
    ['leaves A', 'A'],
    ['leaves elsewhere', 'A'],
    ['no record', 'A'],
    ['adds B', 'A'],
    ['gone', 'A'],
    ['both', 'A'],
    ['both', 'B'],
  );
  const now = sightings(
    ['stays', 'A'],
    ['leaves A', 'B'],
    ['leaves elsewhere', 'B'],
    ['no record', 'B'],
    ['adds B', 'A'],
    ['adds B', 'B'],
    ['new', 'A'],
    ['both', 'B'],
    ['both', 'A'],
  );
  const leavers = sightings(['leaves A', 'A'], ['leaves elsewhere', 'C'], ['gone', 'A'], ['stays', 'B']);
  expect(compareTerms(before, now, leavers)).toEqual({
    changedSchool: 4,
    changedSchoolWithLeaverRecordAtSchoolLeft: 1,
    changedSchoolWithLeaverRecordAnywhere: 2,
    newPupils: 1,
    gonePupils: 1,
  });
});

test('says whether a school lists a pupil again', () => {
  const seen = sightings(['p', 'A']);
  expect([seen.add('p', 'B'), seen.add('p', 'A'), seen.add('q', 'A')]).toEqual([false, true, false]);
});
