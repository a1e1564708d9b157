/** Short lists are sorted by their own hand, and come out as the language sorts them. */
import fc from 'fast-check';
import { byText, lastIn, sorted } from '../../projections/order.js';

const day = fc.constantFrom('2024-09-02', '2024-10-03', '2025-01-16');
const someDated = fc.array(day, { maxLength: 60 }).map((days) => days.map((on, place) => ({ on, place })));
const byDay = (a: { on: string }, b: { on: string }): number => byText(a.on, b.on);

it('a list of any length is sorted as the language sorts it, what is equal in the order in which it came', () => {
  fc.assert(fc.property(someDated, (list) => expect(sorted([...list], byDay)).toEqual(list.toSorted(byDay))));
});

it('the last in an order is the last of the sorted list, of equals too', () => {
  fc.assert(fc.property(someDated, (list) => expect(lastIn(list, byDay)).toBe(list.toSorted(byDay).at(-1))));
});
