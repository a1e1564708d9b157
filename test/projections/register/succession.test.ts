import { type Urn } from '../../../events/identifiers.js';
import { day, registerOf, succeeded, urn, type Told } from '../../support/history.js';
import { alder, birch, cedar } from '../trajectory/reading.js';

describe('a school that became another', () => {
  const converted = (links: Told[], schools: Partial<Record<Urn, object>> = {}) =>
    registerOf({ [alder]: {}, [birch]: {}, ...schools }, links);

  it('is followed near the day of its succession', () => {
    const { succession } = converted([succeeded(alder, birch, day('2024-09-01'))]);
    expect(succession.follows(alder, birch, day('2024-08-31'))).toHaveLength(1);
    expect(succession.follows(alder, birch, day('2022-08-31'))).toBeUndefined();
    expect(succession.follows(birch, alder, day('2024-08-31'))).toBeUndefined();
  });

  it('is followed both ways where the published link ties two schools', () => {
    const { succession } = converted([succeeded(alder, birch, day('2024-09-01'), 'tied')]);
    expect(succession.follows(birch, alder, day('2024-08-31'))).toHaveLength(1);
  });

  it('is followed by the day of closing where the link has no date', () => {
    const { succession } = converted([succeeded(alder, birch)], { [alder]: { closedOn: day('2024-08-31') } });
    expect(succession.follows(alder, birch, day('2024-08-31'))).toHaveLength(1);
  });

  it('is not followed where nothing dates the link', () => {
    expect(
      converted([succeeded(alder, birch)]).succession.follows(alder, birch, day('2024-08-31')),
    ).toBeUndefined();
  });

  it('ends every walk, also through a cycle, and lists it', () => {
    const on = day('2024-09-01');
    const { succession } = converted([
      succeeded(alder, birch, on),
      succeeded(birch, alder, on),
      succeeded(birch, cedar, on),
    ]);
    expect(succession.follows(alder, cedar, on)).toHaveLength(2);
    expect(succession.follows(alder, urn(77), on)).toBeUndefined();
    expect(succession.cycles()).toEqual([[alder, birch]]);
  });
});
