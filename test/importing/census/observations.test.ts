import { asPlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { asEventId, asPosition, asUrn, pupilStream } from '../../../events/identifiers.js';
import type { CensusFact } from '../../../src/importing/census/census-row.js';
import { HeldObservations } from '../../../src/importing/census/observations.js';
import { pupil } from '../../support/given.js';

const counted = (change: object = {}): CensusFact => ({
  type: 'CountedOnRoll',
  data: {
    effectiveOn: asPlainDate('2024-10-03'),
    school: asUrn('100049'),
    term: '2024-autumn',
    enteredOn: asPlainDate('2023-09-04'),
    ncYear: '7',
    ...change,
  },
});

const suspended = (change: object = {}): CensusFact => ({
  type: 'Suspended',
  data: {
    effectiveOn: asPlainDate('2024-09-09'),
    school: asUrn('100049'),
    category: 'SUSP',
    reasons: ['PP'],
    term: '2024-autumn',
    ordinal: 1,
    ...change,
  },
});

const id = (at: number) => asEventId(`00000000-0000-8000-8000-${String(at).padStart(12, '0')}`);

const held = (...facts: { type: string; data: object }[]) =>
  new HeldObservations(
    facts.map(({ type, data }, at) => {
      const place = { stream: pupilStream(pupil), position: asPosition(at + 1), recordedAt: '' };
      return { id: id(at), type, schemaVersion: 1, ...place, data } as HistoryEvent;
    }),
  );

const sealed = (box: string, fingerprint: string) => ({ person: { box, fingerprint } });

test('an observation that is not held is recorded', () =>
  expect(held().judge(counted(), false)).toEqual(counted()));

test('the same observation is known, also with its personal data sealed anew', () => {
  const history = held(counted(sealed('one-box-of-it', 'same')));
  expect(history.judge(counted(sealed('another-box', 'same')), false)).toBeUndefined();
});

test.each([
  ['another value', counted({ ncYear: '8' })],
  ['other personal data', counted(sealed('a-box', 'other'))],
  ['a blank where a value was', counted({ ncYear: undefined })],
])('the same observation with %s corrects the held one', (_what, fact) =>
  expect(held(counted()).judge(fact, false)).toMatchObject({
    type: 'EntryCorrected',
    data: { entry: id(0), data: fact.data },
  }),
);

test.each([
  ['term', counted({ term: '2025-spring', effectiveOn: '2025-01-16' })],
  ['school', counted({ school: '100050' })],
  ['day of entry', counted({ enteredOn: '2024-09-03' })],
])('an observation of another %s is another observation', (_what, fact) =>
  expect(held(counted()).judge(fact, false)).toEqual(fact),
);

test('what was corrected is known by how it reads now', () => {
  const correction = {
    type: 'EntryCorrected',
    data: { effectiveOn: '2024-10-03', entry: id(0), data: counted({ ncYear: '8' }).data },
  };
  const history = held(counted(), correction);
  expect(history.judge(counted({ ncYear: '8' }), false)).toBeUndefined();
  expect(history.judge(counted(), false)).toMatchObject({ type: 'EntryCorrected' });
});

test('what was withdrawn stays withdrawn when the same is sent again, and is recorded when it says something else', () => {
  const history = held(counted(), {
    type: 'EntryWithdrawn',
    data: { effectiveOn: '2024-10-03', entry: id(0) },
  });
  expect(history.judge(counted(), false)).toBeUndefined();
  expect(history.judge(counted({ ncYear: '8' }), false)).toEqual(counted({ ncYear: '8' }));
});

test('of rows of one file about one observation the last stands: an earlier one records it only where it is not held', () => {
  expect(held().judge(counted(), true)).toEqual(counted());
  expect(held(counted({ ncYear: '8' })).judge(counted(), true)).toBeUndefined();
});

test('exclusions that share pupil, school, category and day are told apart by their number in the file', () => {
  const history = held(suspended());
  expect(history.judge(suspended(), false)).toBeUndefined();
  expect(history.judge(suspended({ ordinal: 2 }), false)).toEqual(suspended({ ordinal: 2 }));
  expect(history.judge(suspended({ reasons: ['VA'] }), false)).toMatchObject({ type: 'EntryCorrected' });
});

test('an exclusion in a later census is an observation of its own: interpretation decides which stands', () =>
  expect(held(suspended()).judge(suspended({ term: '2025-spring' }), false)).toMatchObject({
    type: 'Suspended',
  }));

test('an exclusion that a school reported directly is no census observation', () => {
  const { term: _, ...direct } = suspended().data;
  expect(held({ type: 'Suspended', data: direct }).judge(suspended(), false)).toEqual(suspended());
});

test('an erased pupil takes nothing in any more', () => {
  expect(
    held(counted(), {
      type: 'PersonalDataKeyDestroyed',
      data: { effectiveOn: '2025-01-01', reason: 'other' },
    }).isErased,
  ).toBe(true);
});
