import { financialYearOf, weeksLeftInFinancialYear } from '../../../events/calendar/financial-year.js';
import { day } from '../../support/history.js';

describe('a financial year', () => {
  it('runs from 1 April to 31 March', () => {
    expect(financialYearOf(day('2025-03-31'))).toEqual({
      name: '2024-25',
      startsOn: '2024-04-01',
      endsOn: '2025-03-31',
    });
    expect(financialYearOf(day('2025-04-01')).name).toBe('2025-26');
    expect(financialYearOf(day('1999-12-31')).name).toBe('1999-00');
  });

  it('has 52 whole weeks from its first day, and none in its last six days', () => {
    expect(
      ['2024-04-01', '2024-04-02', '2025-03-25', '2025-03-26'].map(day).map(weeksLeftInFinancialYear),
    ).toEqual([52, 52, 1, 0]);
  });
});
