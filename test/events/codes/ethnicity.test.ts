import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { standingOf } from '../../../events/codes/code-list.js';
import { comparableEthnicity, ethnicity, mainEthnicity } from '../../../events/codes/ethnicity.js';

describe('ethnicity', () => {
  test('has 24 main codes and 82 extended ones', () => {
    const main = [...ethnicity.codes.keys()].filter((code) => mainEthnicity(code) === code);
    expect(main).toHaveLength(24);
    expect(ethnicity.codes.size).toBe(106);
  });

  test.each([
    ['WBRI', 'WBRI', 'WBRI'],
    ['WCOR', 'WBRI', 'WBRI'],
    ['WROO', 'WROM', 'WROM'],
    ['MACH', 'MOTH', 'MOTH'],
    ['OVIE', 'OOTH', 'OOTH'],
    ['BOTB', 'BOTH', 'BOTH'],
    ['ABRI', 'ABRI', 'AOTH'],
    ['AWEL', 'AWEL', 'AOTH'],
    ['BBRI', 'BBRI', 'BOTH'],
    ['BWEL', 'BWEL', 'BOTH'],
    ['REFU', 'REFU', 'REFU'],
    ['ZZZZ', undefined, undefined],
  ])('%s stands under %s, and under %s in comparisons over years', (code, main, comparable) => {
    expect(mainEthnicity(code)).toBe(main);
    expect(comparableEthnicity(code)).toBe(comparable);
  });

  test.each(['ABRI', 'AWEL', 'BBRI', 'BWEL'])('%s begins with the school year 2024/25', (code) => {
    expect(standingOf(ethnicity, code, asPlainDate('2024-08-31'))).toBe('outside-its-period');
    expect(standingOf(ethnicity, code, asPlainDate('2024-09-01'))).toBe('listed');
  });
});
