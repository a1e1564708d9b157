import type { HistoryEvent } from '../../../events/envelope.js';
import {
  lagFigures,
  lagsByFamily,
  reportingLag,
  type LagCount,
} from '../../../projections/reconciliation/reporting-lag.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import {
  added,
  counted,
  fact,
  day,
  pupilA,
  recorded,
  registerOf,
  removed,
  suspended,
  withdrawn,
  type Told,
} from '../../support/history.js';
import { alder, birch } from '../findings.js';

const register = registerOf({ [alder]: {}, [birch]: {} });

/** Facts with the days on which the ledger learned them. */
function lags(...facts: readonly (readonly [Told, recordedOn: string, at?: string])[]) {
  const events = recorded(facts.map(([told]) => told)).map((event, at): HistoryEvent => ({
    ...event,
    recordedAt: `${facts[at]?.[1]}T${facts[at]?.[2] ?? '09:00'}:00.000Z`,
  }));
  return reportingLag.tallies(interpret(pupilA, events, register), register)[0]?.map(({ key }) => key);
}

describe('reporting lag', () => {
  it('is the days from an event to its record, by school, family and year of the record', () => {
    expect(
      lags(
        [added(alder, '2024-09-03'), '2024-09-03'],
        [suspended(alder, '2024-12-20', 2), '2025-01-06'],
        [removed(alder, '2025-02-14'), '2025-02-12'],
      ),
    ).toEqual([
      [alder, 'admission register', '2024', '0'],
      [alder, 'exclusion', '2025', '17'],
      [alder, 'admission register', '2025', '0'],
    ]);
  });

  it('goes by the day in London, which is UTC’s next from eleven in the evening in summer', () => {
    expect(
      lags(
        [suspended(alder, '2025-07-01', 2), '2025-06-30', '23:30'],
        [suspended(alder, '2025-07-02', 2), '2025-07-03', '23:30'],
        [suspended(alder, '2025-12-31', 2), '2025-12-31', '23:30'],
      ),
    ).toEqual([
      [alder, 'exclusion', '2025', '0'],
      [alder, 'exclusion', '2025', '2'],
      [alder, 'exclusion', '2025', '0'],
    ]);
  });

  it('ends at 400 days, and leaves out censuses, circumstances and what was withdrawn', () => {
    const suspension = suspended(alder, '2024-12-20', 2);
    expect(
      lags(
        [added(alder, '2019-09-03'), '2024-09-03'],
        [counted(alder, '2019-09-03', 'autumn'), '2024-12-01'],
        [suspended(alder, '2024-11-04', 2, { term: '2025-spring' }), '2025-03-01'],
        [fact('EthnicityRecorded', { effectiveOn: day('2024-09-03'), ethnicity: 'WBRI' }), '2024-12-01'],
        [suspension, '2025-01-06'],
        [withdrawn(suspension), '2025-01-07'],
      ),
    ).toEqual([[alder, 'admission register', '2024', '400']]);
  });

  it('is told as the days within which half, and nine in ten, of the reports had come', () => {
    const count = (school: typeof alder, days: number, reports: number): LagCount => ({
      school,
      family: 'exclusion',
      days,
      reports,
    });
    expect(
      lagFigures([
        count(alder, 0, 5),
        count(alder, 3, 4),
        count(alder, 90, 1),
        count(birch, 1, 1),
        count(birch, 2, 1),
      ]),
    ).toEqual([
      { school: alder, family: 'exclusion', reports: 10, medianDays: 0, ninetiethPercentileDays: 3 },
      { school: birch, family: 'exclusion', reports: 2, medianDays: 1, ninetiethPercentileDays: 2 },
    ]);
    expect(lagFigures([])).toEqual([]);
    const ofSchools = [
      { family: 'exclusion', days: 0, reports: 6 },
      { family: 'exclusion', days: 3, reports: 4 },
      { family: 'managed move', days: 1, reports: 1 },
    ] as const;
    expect(lagsByFamily(ofSchools)).toEqual([
      { family: 'exclusion', reports: 10, medianDays: 0, ninetiethPercentileDays: 3 },
      { family: 'managed move', reports: 1, medianDays: 1, ninetiethPercentileDays: 1 },
    ]);
  });
});
