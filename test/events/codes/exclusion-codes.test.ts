import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { standingOf } from '../../../events/codes/code-list.js';
import { exclusionCategory, mappedExclusionCategory } from '../../../events/codes/exclusion-category.js';
import { exclusionReason, mostExclusionReasons } from '../../../events/codes/exclusion-reason.js';

const listedOn = (date: string): string[] =>
  [...exclusionReason.codes.keys()].filter(
    (code) => standingOf(exclusionReason, code, asPlainDate(date)) === 'listed',
  );

describe('the reasons for an exclusion', () => {
  test.each([
    ['2016-01-11', 12, 1],
    ['2020-08-31', 12, 1],
    ['2020-09-01', 16, 3],
    ['2026-08-31', 16, 3],
    ['2026-09-01', 29, 3],
  ])('on %s are %i, of which one exclusion may have %i', (date, listed, most) => {
    expect(listedOn(date)).toHaveLength(listed);
    expect(mostExclusionReasons(asPlainDate(date))).toBe(most);
  });

  test.each([
    ['OT', '2020-08-31', 'listed'],
    ['OT', '2020-09-01', 'outside-its-period'],
    ['OT', '2024-10-03', 'outside-its-period'],
    ['MT', '2020-08-31', 'outside-its-period'],
    ['MT', '2020-09-01', 'listed'],
    ['MT', '2027-01-11', 'listed'],
    ['VR', '2026-08-31', 'outside-its-period'],
    ['VR', '2026-09-01', 'listed'],
    ['PP', '2009-01-12', 'listed'],
    ['PP', '2027-01-11', 'listed'],
    ['IW', '2027-01-11', 'unlisted'],
  ])('%s is on %s %s', (code, date, standing) => {
    expect(standingOf(exclusionReason, code, asPlainDate(date))).toBe(standing);
  });

  test('a code of all three sets has neither a first nor a last day', () => {
    expect(exclusionReason.codes.get('DB')).toEqual({
      code: 'DB',
      label: 'Persistent or general disruptive behaviour',
    });
  });
});

describe('the category of an exclusion', () => {
  test.each([
    ['FIXD', 'SUSP'],
    ['SUSP', 'SUSP'],
    ['PERM', 'PERM'],
    ['LNCH', 'LNCH'],
    ['ABCD', 'ABCD'],
  ])('%s is recorded as %s', (reported, recorded) => {
    expect(mappedExclusionCategory(reported)).toBe(recorded);
  });

  test('FIXD is out of its period since September 2020; SUSP holds for the years before too', () => {
    expect(standingOf(exclusionCategory, 'FIXD', asPlainDate('2020-08-31'))).toBe('listed');
    expect(standingOf(exclusionCategory, 'FIXD', asPlainDate('2024-10-03'))).toBe('outside-its-period');
    expect(standingOf(exclusionCategory, 'SUSP', asPlainDate('2016-01-11'))).toBe('listed');
  });
});
