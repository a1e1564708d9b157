import { upcast, type Upcasters } from '../../events/upcasting.js';

/** A made-up past of an event: in version 1 it had no address list, in version 2 one address. */
const past: Upcasters = {
  RecordsMerged: {
    1: (data) => ({ ...Object(data), address: null }),
    2: (data) => {
      const { address, ...rest } = Object(data);
      return { ...rest, addresses: address === null ? [] : [address] };
    },
  },
};

describe('upcasting', () => {
  it('takes an old shape through every version to the current one', () => {
    const current = upcast('RecordsMerged', 1, { absorbed: 'x' }, past);
    expect(current).toEqual({ schemaVersion: 3, data: { absorbed: 'x', addresses: [] } });
  });

  it('begins at the version in which the event was recorded', () => {
    const current = upcast('RecordsMerged', 2, { absorbed: 'x', address: 'y' }, past);
    expect(current).toEqual({ schemaVersion: 3, data: { absorbed: 'x', addresses: ['y'] } });
  });

  it('leaves a current shape and other types as they are', () => {
    const data = { absorbed: 'x', addresses: [] };
    expect(upcast('RecordsMerged', 3, data, past)).toEqual({ schemaVersion: 3, data });
    expect(upcast('Suspended', 1, data, past)).toEqual({ schemaVersion: 1, data });
  });
});
