import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { standingOf } from '../../../events/codes/code-list.js';
import {
  groundsOf,
  meaningOfGround,
  regimeOn,
  registerRegimes,
  type RegisterRegime,
} from '../../../events/codes/deletion-ground.js';

describe('the grounds of deletion from the admission register', () => {
  test.each([
    ['1998-05-01', 'SI2006/1751'],
    ['2024-08-18', 'SI2006/1751'],
    ['2024-08-19', 'SI2024/208'],
    ['2026-01-05', 'SI2024/208'],
  ])('on %s the register is kept under %s', (date, regime) => {
    expect(regimeOn(asPlainDate(date))).toBe(regime);
  });

  test.each(registerRegimes)('%s has fifteen grounds, each with a meaning', (regime) => {
    const { codes } = groundsOf(regime);
    expect(codes.size).toBe(15);
    for (const code of codes.keys()) expect(meaningOfGround(regime, code)).toBeDefined();
  });

  test.each<[string, RegisterRegime, string, string]>([
    ['home education', 'SI2006/1751', 'd', 'home-education'],
    ['home education', 'SI2024/208', 'F', 'home-education'],
    ['a changed attendance order', 'SI2006/1751', 'a', 'authority-directed'],
    ['a changed attendance order', 'SI2024/208', 'D', 'authority-directed'],
    ['another school', 'SI2006/1751', 'b', 'transfer'],
    ['another school', 'SI2024/208', 'A', 'transfer'],
    ['the end of a second registration', 'SI2006/1751', 'c', 'dual-roll-end'],
    ['the end of a second registration', 'SI2024/208', 'C', 'dual-roll-end'],
    ['a move away', 'SI2006/1751', 'e', 'moved-away'],
    ['a move away', 'SI2024/208', 'G', 'moved-away'],
    ['twenty days of absence', 'SI2006/1751', 'h', 'missing-education-risk'],
    ['twenty days of absence', 'SI2024/208', 'I', 'missing-education-risk'],
    ['custody', 'SI2006/1751', 'i', 'custody'],
    ['custody', 'SI2024/208', 'J', 'custody'],
    ['death', 'SI2006/1751', 'j', 'died'],
    ['death', 'SI2024/208', 'K', 'died'],
    ['the end of nursery', 'SI2006/1751', 'n', 'transition'],
    ['the end of nursery', 'SI2024/208', 'B', 'transition'],
    ['the end of compulsory school age', 'SI2006/1751', 'k', 'over-compulsory-age'],
    ['the end of compulsory school age', 'SI2024/208', 'L', 'over-compulsory-age'],
    ['leaving an independent school', 'SI2006/1751', 'l', 'independent'],
    ['leaving an independent school', 'SI2024/208', 'N', 'independent'],
    ['permanent exclusion', 'SI2006/1751', 'm', 'permanent-exclusion'],
    ['permanent exclusion', 'SI2024/208', 'O', 'permanent-exclusion'],
  ])('%s stands in %s under %s', (_, regime, ground, meaning) => {
    expect(meaningOfGround(regime, ground)).toBe(meaning);
  });

  test('a ground told in the letters of the other regime means nothing under this one, and is kept and flagged', () => {
    expect(meaningOfGround('SI2024/208', 'd')).toBeUndefined();
    expect(meaningOfGround('SI2006/1751', 'D')).toBeUndefined();
    expect('d').toMatch(groundsOf('SI2024/208').shape);
    expect(standingOf(groundsOf('SI2024/208'), 'd', asPlainDate('2025-01-06'))).toBe('unlisted');
  });

  test('a ground of the old regulations is out of its period on the first day of the new ones', () => {
    expect(standingOf(groundsOf('SI2006/1751'), 'd', asPlainDate('2024-08-18'))).toBe('listed');
    expect(standingOf(groundsOf('SI2006/1751'), 'd', asPlainDate('2024-08-19'))).toBe('outside-its-period');
    expect(standingOf(groundsOf('SI2024/208'), 'F', asPlainDate('2024-08-18'))).toBe('outside-its-period');
    expect(standingOf(groundsOf('SI2024/208'), 'F', asPlainDate('2024-08-19'))).toBe('listed');
  });
});
