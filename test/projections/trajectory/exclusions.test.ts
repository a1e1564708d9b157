import { added, day, fact, registerOf, removed, suspended } from '../../support/history.js';
import { alder, birch, read, flags } from './reading.js';

describe('the 45 days of suspension in a school year', () => {
  const fortyFour = suspended(alder, '2024-09-10', 88);
  const onRoll = [added(alder, '2020-09-03'), added(birch, '2024-11-04'), removed(alder, '2024-11-01')];

  it('are not exceeded by 45.0', () => {
    expect(flags([...onRoll, fortyFour, suspended(birch, '2024-12-02', 2)])).not.toContain(
      'suspended-beyond-45-days',
    );
  });

  it('are exceeded by 45.5, also at a second school', () => {
    expect(flags([...onRoll, fortyFour, suspended(birch, '2024-12-02', 3)])).toContain(
      'suspended-beyond-45-days',
    );
  });

  it('start anew on 1 September where no terms are set, and say that this is a default', () => {
    const trajectory = read([
      ...onRoll,
      suspended(alder, '2024-08-31', 88),
      suspended(birch, '2024-12-02', 3),
    ]);
    expect(trajectory.flags.map(({ flag }) => flag)).not.toContain('suspended-beyond-45-days');
    expect(
      trajectory.exclusions.map((each) => [each.schoolYear, each.sessionsInYear, each.schoolYearByDefault]),
    ).toEqual([
      ['2023/24', 88, true],
      ['2024/25', 3, true],
    ]);
  });

  it("start anew on the first day of the school's own first term after July", () => {
    const terms = fact(
      'TermDatesSet',
      {
        effectiveOn: day('2024-01-01'),
        authority: 'E09000007' as never,
        schoolYear: '2024/25',
        terms: [{ startsOn: day('2024-08-27'), endsOn: day('2024-12-20') }],
      },
      'calendar-E09000007-2024-25' as never,
    );
    const own = registerOf({ [alder]: {}, [birch]: {} }, [terms]);
    const facts = [...onRoll, suspended(alder, '2024-08-26', 88), suspended(alder, '2024-08-27', 3)];
    expect(read(facts, own).exclusions.map((each) => [each.schoolYear, each.sessionsInYear])).toEqual([
      ['2023/24', 88],
      ['2024/25', 3],
    ]);
  });

  it('count a suspension that two sources report once', () => {
    expect(
      read([...onRoll, fortyFour, suspended(alder, '2024-09-10', 88, { term: '2024-autumn', ordinal: 1 })])
        .exclusions,
    ).toHaveLength(1);
  });

  it('count of one that direct reports tell differently the longer, and say so', () => {
    const facts = [...onRoll, suspended(alder, '2024-09-10', 2), suspended(alder, '2024-09-10', 10)];
    expect(read(facts).exclusions).toMatchObject([{ lengthSessions: 10, reportsDiffer: true }]);
    expect(flags(facts)).toContain('exclusion-reports-differ');
  });

  it('count of a cancelled suspension what was missed before', () => {
    const suspension = suspended(alder, '2024-09-09', 20);
    const cancelled = fact('ExclusionCancelled', {
      effectiveOn: day('2024-09-11'),
      school: alder,
      exclusion: suspension.id,
    });
    expect(read([...onRoll, suspension, cancelled]).exclusions).toMatchObject([
      { cancelledOn: '2024-09-11', sessionsInYear: 4 },
    ]);
  });
});
