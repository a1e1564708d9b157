import type { HistoryEvent } from '../../../events/envelope.js';
import { asEventId, asPosition, asUrn, pupilStream, schoolStream } from '../../../events/identifiers.js';
import { Register } from '../../../projections/register/register.js';
import { entriesNotCounted } from '../../../src/importing/census/unlisted.js';
import { pupil } from '../../support/given.js';

const school = asUrn('100049');
const days = {
  '2024-autumn': '2024-10-03',
  '2025-spring': '2025-01-16',
  '2025-summer': '2025-05-15',
} as const;
type Term = keyof typeof days;
const terms = Object.keys(days) as Term[];

interface Told {
  readonly type: string;
  readonly data: object;
}

const event = (stream: string, { type, data }: Told, at: number) =>
  ({
    id: asEventId(`00000000-0000-8000-8000-${String(at).padStart(12, '0')}`),
    type,
    schemaVersion: 1,
    stream,
    position: asPosition(at + 1),
    recordedAt: '',
    data,
  }) as HistoryEvent;

const entered = '2023-09-04';
const counted = (term: Term, enteredOn = entered): Told => ({
  type: 'CountedOnRoll',
  data: { effectiveOn: days[term], school, term, enteredOn },
});
const left = (term: Term, leftOn: string): Told => ({
  type: 'CountedAsLeaver',
  data: { effectiveOn: days[term], school, term, enteredOn: entered, leftOn },
});
const missed = (term: Term): Told => ({
  type: 'NotCountedOnRoll',
  data: { effectiveOn: days[term], school, term, enteredOn: entered },
});

function missing(
  history: readonly Told[],
  held: readonly Term[] = terms,
  isListed?: (term: string) => boolean,
): string[] {
  const receipts = held.map((term): Told => ({
    type: 'CensusReceived',
    data: { effectiveOn: days[term], term, onRoll: 1, leavers: 0, exclusions: 0, digest: '0' },
  }));
  const register = Register.from(receipts.map((receipt, at) => event(schoolStream(school), receipt, at)));
  const events = history.map((each, at) => event(pupilStream(pupil), each, at));
  return entriesNotCounted(
    events,
    register,
    new Set([school]),
    (_school, term) => isListed?.(term) ?? false,
  ).map(({ term }) => term);
}

test('an entry that the next census does not list was not counted', () =>
  expect(missing([counted('2024-autumn')], ['2024-autumn', '2025-spring'])).toEqual(['2025-spring']));

test('an entry that either table of the census lists was counted', () => {
  expect(missing([counted('2024-autumn'), counted('2025-spring')], ['2024-autumn', '2025-spring'])).toEqual(
    [],
  );
  expect(
    missing([counted('2024-autumn'), left('2025-spring', '2025-03-07')], ['2024-autumn', '2025-spring']),
  ).toEqual([]);
});

test('nobody is missed by a census that was not received, or held before the pupil entered', () => {
  expect(missing([counted('2024-autumn')], ['2024-autumn'])).toEqual([]);
  expect(missing([counted('2025-spring', '2024-11-04')], ['2024-autumn', '2025-spring'])).toEqual([]);
});

test('an entry whose end is reported is not missed after it, and is on the day itself', () => {
  const removed = (effectiveOn: string): Told => ({
    type: 'RemovedFromRoll',
    data: { effectiveOn, school, enteredOn: entered, regime: '2024' },
  });
  expect(missing([counted('2024-autumn'), removed('2025-01-15')], ['2024-autumn', '2025-spring'])).toEqual(
    [],
  );
  expect(missing([counted('2024-autumn'), removed('2025-01-16')], ['2024-autumn', '2025-spring'])).toEqual([
    '2025-spring',
  ]);
});

test('a census received before the entry was reported misses it all the same', () =>
  expect(missing([counted('2025-spring')], ['2024-autumn', '2025-spring'])).toEqual(['2024-autumn']));

test('it is recorded once', () =>
  expect(missing([counted('2024-autumn'), missed('2025-spring')], ['2024-autumn', '2025-spring'])).toEqual(
    [],
  ));

test('after the first census that misses it, the entry counts as ended; an earlier one that arrives late still tells', () => {
  expect(missing([counted('2024-autumn')])).toEqual(['2025-spring']);
  expect(missing([counted('2024-autumn'), missed('2025-spring')])).toEqual([]);
  expect(missing([counted('2024-autumn'), missed('2025-summer')])).toEqual(['2025-spring']);
});

test('a later listing opens it again', () =>
  expect(missing([counted('2024-autumn'), missed('2025-spring'), counted('2025-summer')])).toEqual([]));

test('a refused row lists its pupil', () =>
  expect(
    missing([counted('2024-autumn')], ['2024-autumn', '2025-spring'], (term) => term === '2025-spring'),
  ).toEqual([]));

test('nothing is told of a pupil who was erased: no row can be told to be theirs', () =>
  expect(
    missing([
      counted('2024-autumn'),
      { type: 'PersonalDataKeyDestroyed', data: { effectiveOn: '2024-12-01', reason: 'other' } },
    ]),
  ).toEqual([]));
