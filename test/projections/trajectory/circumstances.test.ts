import { asAuthorityCode, calendarStream } from '../../../events/identifiers.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { added, counted, day, fact, registerOf, removed } from '../../support/history.js';
import { alder, birch, cedar, read } from './reading.js';

describe('circumstances', () => {
  it('take the observation of the latest census day, and a report before a census row of one day', () => {
    const facts = [
      counted(alder, '2022-09-05', 'spring', { characteristics: { senProvision: 'K' } }),
      counted(alder, '2022-09-05', 'autumn', { characteristics: { senProvision: 'N', ethnicity: 'WBRI' } }),
      fact('SenProvisionChanged', { effectiveOn: day('2025-01-16'), senProvision: 'E' }),
    ];
    const { circumstances } = read(facts);
    expect(circumstances.senProvision.map(({ from, value }) => [from, value])).toEqual([
      ['2024-10-03', 'N'],
      ['2025-01-16', 'E'],
    ]);
    expect(circumstances.ethnicity.map(({ value }) => value)).toEqual(['WBRI']);
  });

  it('prefer of one day the roll row, then the later entry', () => {
    const facts = [
      counted(alder, '2022-09-05', 'autumn', { characteristics: { senProvision: 'N' } }),
      counted(birch, '2023-09-05', 'autumn', { characteristics: { senProvision: 'K' } }),
      fact('CountedAsLeaver', {
        effectiveOn: day('2024-10-03'),
        term: '2024-autumn',
        school: cedar,
        enteredOn: day('2024-01-08'),
        leftOn: day('2024-06-01'),
        characteristics: { senProvision: 'E' },
      }),
    ];
    expect(read(facts).circumstances.senProvision.map(({ value }) => value)).toEqual(['K']);
  });
});

describe('the year group', () => {
  it("is that of the school's own year, and of the coming one for an entry in August", () => {
    const [move] = read([added(alder, '2024-08-30', 'C', '7'), removed(alder, '2024-12-20')]).moves;
    expect(move).toMatchObject({ yearGroup: 7 });
  });

  it("is that of the coming year for an entry of 1 September, before the school's own first day of term", () => {
    const camden = asAuthorityCode('E09000007');
    const terms = fact(
      'TermDatesSet',
      {
        effectiveOn: day('2024-09-04'),
        authority: camden,
        school: alder,
        schoolYear: '2024/25',
        terms: [{ startsOn: day('2024-09-04'), endsOn: day('2024-12-20') }],
      },
      calendarStream(camden, '2024/25'),
    );
    const facts = [added(alder, '2024-09-01', 'C', '7'), removed(alder, '2024-12-20')];
    expect(read(facts, registerOf({ [alder]: {} }, [terms])).moves).toMatchObject([
      { schoolYear: '2024/25', yearGroup: 7 },
    ]);
  });
});

describe('as at a day', () => {
  const facts = [added(alder, '2023-09-04'), removed(alder, '2024-12-20'), added(birch, '2025-01-06')];

  it('shows what had begun by then, and nothing that came after', () => {
    const then = asAt(read(facts), day('2024-12-01'));
    expect(then.spells).toMatchObject([{ school: alder, leftOn: null, end: null }]);
    expect(then.moves).toEqual([]);
  });

  it('shows a leaver of whom the next school was not there yet', () => {
    expect(asAt(read(facts), day('2024-12-31')).moves).toMatchObject([
      { from: alder, to: null, whereabouts: 'not-known' },
    ]);
  });
});
