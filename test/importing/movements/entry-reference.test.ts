import { entryMeant, readReference } from '../../../src/importing/movements/entry-reference.js';
import { asEvents, entryId, told, type Told } from '../../support/given.js';

const suspended = (effectiveOn: string) =>
  told('Suspended', { effectiveOn, school: '100001', category: 'SUSP', reasons: [] });
const corrected = (entry: number, effectiveOn: string) =>
  told('EntryCorrected', {
    effectiveOn,
    entry: entryId(entry),
    data: { ...suspended(effectiveOn).data },
  });
const withdrawn = (entry: number) =>
  told('EntryWithdrawn', { effectiveOn: '2024-12-02', entry: entryId(entry) });

const meant = (words: string, ...facts: readonly Told[]) => {
  const reference = readReference(words);
  if (reference === undefined) throw new Error('the words name no entry');
  return entryMeant(asEvents(...facts), reference);
};

test.each([
  ['an id', '01900000-0000-8000-8000-000000000001'],
  ['an event with its day', 'PermanentlyExcluded 2025-01-13'],
  ['a day as forms write it, and a number', 'PartyNotified  13/01/2025 2'],
])('%s names an entry', (_what, words) => {
  expect(readReference(words)).toBeDefined();
});

test.each([
  'Suspended',
  'Vanished 2025-01-13',
  'Suspended 2025-02-30',
  'Suspended 2025-01-13 0',
  'Suspended 2025-01-13 1 2',
])('%s names none', (words) => {
  expect(readReference(words)).toBeUndefined();
});

test('an entry is meant by the day on which it was first told, and by the one to which it was corrected', () => {
  const history = [suspended('2024-10-07'), corrected(0, '2024-10-08')] as const;
  expect(meant('Suspended 2024-10-07', ...history)).toBe(entryId(0));
  expect(meant('Suspended 2024-10-08', ...history)).toBe(entryId(0));
  expect(meant('Suspended 2024-10-09', ...history)).toBe('missing');
});

test('of several the one that stands is meant; where several do, the number says which', () => {
  const two = [suspended('2024-10-07'), suspended('2024-10-07')] as const;
  expect(meant('Suspended 2024-10-07', ...two)).toBe('ambiguous');
  expect(meant('Suspended 2024-10-07 2', ...two)).toBe(entryId(1));
  expect(meant('Suspended 2024-10-07', ...two, withdrawn(0))).toBe(entryId(1));
  expect(meant('Suspended 2024-10-07 1', ...two, withdrawn(0))).toBe(entryId(0));
  expect(meant('Suspended 2024-10-07 3', ...two)).toBe('missing');
});

test('what is corrected to that day changes no number of those told of it', () => {
  const history = [suspended('2024-10-04'), suspended('2024-10-07'), corrected(0, '2024-10-07')] as const;
  expect(meant('Suspended 2024-10-07 1', ...history)).toBe(entryId(1));
  expect(meant('Suspended 2024-10-07 2', ...history)).toBe(entryId(0));
});

test('an entry that was withdrawn is meant still: a withdrawal that is sent again is known by it', () => {
  expect(meant('Suspended 2024-10-07', suspended('2024-10-07'), withdrawn(0))).toBe(entryId(0));
});
