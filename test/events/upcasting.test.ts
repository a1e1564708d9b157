import { UnknownEventShape, upcast, type CurrentShape, type Upcasters } from '../../events/upcasting.js';

const fields = (data: unknown): Record<string, unknown> => (typeof data === 'object' ? { ...data } : {});

/** A made-up past of an event: version 1 had no address, version 2 one, version 3 has a list. */
const past: Upcasters = {
  RecordsMerged: {
    1: (data) => ({ ...fields(data), address: null }),
    2: (data) => {
      const { address, ...rest } = fields(data);
      return { ...rest, addresses: address === null ? [] : [address] };
    },
  },
};
const versions = new Map([['RecordsMerged', 3]]);

const read = (version: number, data: object): CurrentShape<'RecordsMerged'> =>
  upcast('RecordsMerged', version, data, past, versions);

describe('upcasting', () => {
  it('takes an old shape through every version to the current one', () => {
    expect(read(1, { absorbed: 'x' })).toEqual({ schemaVersion: 3, data: { absorbed: 'x', addresses: [] } });
  });

  it('begins at the version in which the event was recorded', () => {
    const data = { absorbed: 'x', address: 'y' };
    expect(read(2, data)).toEqual({ schemaVersion: 3, data: { absorbed: 'x', addresses: ['y'] } });
  });

  it('leaves what it is given as it is, and a current shape untouched', () => {
    const old = Object.freeze({ absorbed: 'x', address: 'y' });
    read(2, old);
    expect(old).toEqual({ absorbed: 'x', address: 'y' });
    const current = { absorbed: 'x', addresses: [] };
    expect(read(3, current).data).toBe(current);
  });

  it('reads term dates of version 1, which tell of terms alone', () => {
    const data = { schoolYear: '2024/25', terms: [] };
    expect(upcast('TermDatesSet', 1, data)).toEqual({ schemaVersion: 2, data });
  });

  it('refuses a version newer than this release knows, and one from which no way leads on', () => {
    expect(() => read(4, {})).toThrow(UnknownEventShape);
    expect(() => read(0, {})).toThrow(UnknownEventShape);
  });

  it('refuses a type that is not in the catalogue', () => {
    expect(() => upcast('Suspended', 1, {}, past, versions)).toThrow(UnknownEventShape);
  });
});
