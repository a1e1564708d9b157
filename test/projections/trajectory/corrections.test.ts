import { pupilStream } from '../../../events/identifiers.js';
import { added, corrected, day, fact, pupilA, pupilB, removed, withdrawn } from '../../support/history.js';
import { alder, birch, cedar, read, spells, flags } from './reading.js';

describe('corrections', () => {
  const entry = added(alder, '2024-09-04');

  it('let the entry read as corrected', () => {
    expect(
      spells([entry, corrected(entry, { effectiveOn: '2024-09-11', school: alder, enrolmentStatus: 'C' })]),
    ).toEqual([[alder, '2024-09-11', null, null]]);
  });

  it('go by the last one', () => {
    const to = (on: string) => corrected(entry, { effectiveOn: on, school: alder, enrolmentStatus: 'C' });
    expect(spells([entry, to('2024-09-11'), to('2024-09-18')])).toEqual([[alder, '2024-09-18', null, null]]);
  });

  it('take a withdrawn entry out of the history', () => {
    expect(spells([entry, added(birch, '2024-09-05'), withdrawn(entry)])).toEqual([
      [birch, '2024-09-05', null, null],
    ]);
  });

  it('that were withdrawn themselves have no effect', () => {
    const correction = corrected(entry, { effectiveOn: '2024-09-11', school: alder, enrolmentStatus: 'C' });
    expect(spells([entry, correction, withdrawn(correction)])).toEqual([[alder, '2024-09-04', null, null]]);
  });

  it('cannot take a withdrawal back: only a new entry can', () => {
    const withdrawal = withdrawn(entry);
    expect(spells([entry, withdrawal, withdrawn(withdrawal)])).toEqual([]);
    expect(flags([entry, withdrawal, withdrawn(withdrawal)])).toContain('correction-of-nothing');
  });

  it('of an entry that is not in this history are flagged', () => {
    expect(flags([entry, withdrawn(added(cedar, '2020-01-01'))])).toContain('correction-of-nothing');
  });
});

describe('merged records', () => {
  const streamB = pupilStream(pupilB);
  const elsewhere = fact(
    'AddedToRoll',
    { effectiveOn: day('2025-01-06'), school: birch, enrolmentStatus: 'C' },
    streamB,
  );
  const address = (token: string, on: string) => ({
    effectiveOn: day(on),
    place: { form: 'text' as const, normaliser: 'uk-1', token: token.repeat(43) },
  });

  it('are one history', () => {
    const trajectory = read([
      added(alder, '2023-09-04'),
      removed(alder, '2024-12-20'),
      elsewhere,
      fact('RecordsMerged', { effectiveOn: day('2025-02-01'), absorbed: pupilB, addresses: [] }),
    ]);
    expect(trajectory.records).toEqual([pupilA, pupilB]);
    expect(trajectory.moves).toMatchObject([{ from: alder, to: birch }]);
  });

  it("take the absorbed record's addresses as made again under the surviving key", () => {
    const merged = fact('RecordsMerged', {
      effectiveOn: day('2025-02-01'),
      absorbed: pupilB,
      addresses: [address('b', '2024-01-01')],
    });
    const own = fact('AddressChanged', address('a', '2023-01-01'));
    const absorbed = fact('AddressChanged', address('c', '2024-01-01'), streamB);
    const { home } = read([own, absorbed, merged]).circumstances;
    expect(home.map(({ value }) => value.place?.token[0])).toEqual(['a', 'b']);
  });
});
