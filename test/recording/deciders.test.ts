import { pupilStream } from '../../events/identifiers.js';
import { correctableEntry, correctEntry } from '../../src/recording/deciders/correct-entry.js';
import type { Decision } from '../../src/recording/deciders/decision.js';
import { identifyPupil } from '../../src/recording/deciders/identify-pupil.js';
import { mergedBefore } from '../../src/recording/deciders/merge-records.js';
import { reportFact } from '../../src/recording/deciders/report-fact.js';
import { setTermDates } from '../../src/recording/deciders/set-term-dates.js';
import { withdrawEntry } from '../../src/recording/deciders/withdraw-entry.js';
import type { EventData } from '../../events/catalogue.js';
import type { HistoryEvent } from '../../events/envelope.js';
import { entryId, fact, given, otherPupil, pupil, told, type Told } from '../support/given.js';

const suspended = told('Suspended', {
  effectiveOn: '2024-03-04',
  school: '100001',
  category: 'SUSP',
  reasons: ['DB'],
  lengthSessions: 4,
});
const longer = { ...suspended, data: { ...suspended.data, lengthSessions: 6 } };
const lives = (box: string, fingerprint: string) =>
  told('AddressChanged', { effectiveOn: '2024-01-08', address: { box, fingerprint } });
const correction = (at: number, to: Told) =>
  told('EntryCorrected', { effectiveOn: '2024-03-04', entry: entryId(at), data: to.data });
const withdrawal = (at: number) => told('EntryWithdrawn', { effectiveOn: '2024-03-08', entry: entryId(at) });

const reporting = (what: Told) => (events: HistoryEvent[]) => reportFact(events, fact(what));
const correcting = (at: number, to: Told) => (events: HistoryEvent[]) =>
  correctEntry(correctableEntry(events, pupilStream(pupil), entryId(at)), fact(to));
const withdrawing = (at: number) => (events: HistoryEvent[]) =>
  withdrawEntry(events, dataOf<'EntryWithdrawn'>(withdrawal(at)));

function dataOf<T extends 'EntryWithdrawn' | 'TermDatesSet' | 'PupilIdentified'>({
  data,
}: Told): EventData<T> {
  return data as EventData<T>;
}

describe('reporting a fact', () => {
  it('records what is new', () => {
    given().when(reporting(suspended)).thenRecords(suspended);
    given(suspended).when(reporting(longer)).thenRecords(longer);
  });

  it('knows what stands, whatever order its fields come in', () => {
    const reversed = { ...suspended, data: Object.fromEntries(Object.entries(suspended.data).reverse()) };
    given(longer, suspended).when(reporting(reversed)).thenKnows(1);
  });

  it('knows a fact as it was corrected, and no longer as it was first told', () => {
    given(suspended, correction(0, longer)).when(reporting(longer)).thenKnows(0);
    given(suspended, correction(0, longer)).when(reporting(suspended)).thenRecords(suspended);
  });

  it('records a fact again whose entry was withdrawn', () => {
    given(suspended, withdrawal(0)).when(reporting(suspended)).thenRecords(suspended);
  });

  it('knows a fact that stands though the exclusion that it names was withdrawn since', () => {
    const cancelled = told('ExclusionCancelled', {
      effectiveOn: '2024-03-05',
      school: '100001',
      exclusion: entryId(0),
    });
    given(suspended, cancelled, withdrawal(0)).when(reporting(cancelled)).thenKnows(1);
  });

  it('compares sealed parts by fingerprint, for no two boxes are alike', () => {
    given(lives('box-one', 'same'))
      .when(reporting(lives('box-two', 'same')))
      .thenKnows(0);
    given(lives('box-one', 'same'))
      .when(reporting(lives('box-one', 'other')))
      .thenRecords(lives('box-one', 'other'));
  });

  it('tells two lunchtimes of one day apart by their number', () => {
    const second = { ...suspended, data: { ...suspended.data, ordinal: 2 } };
    given(suspended).when(reporting(second)).thenRecords(second);
  });
});

describe('cancelling an exclusion', () => {
  const cancelled = (at: number) =>
    told('ExclusionCancelled', { effectiveOn: '2024-03-06', school: '100001', exclusion: entryId(at) });

  it('records which exclusion it was', () => {
    given(suspended)
      .when(reporting(cancelled(0)))
      .thenRecords(cancelled(0));
  });

  it('is recorded too where the exclusion is not in this history, or no longer stands: a flag says so', () => {
    given()
      .when(reporting(cancelled(0)))
      .thenRecords(cancelled(0));
    given(suspended, withdrawal(0))
      .when(reporting(cancelled(0)))
      .thenRecords(cancelled(0));
  });
});

describe('correcting an entry', () => {
  it('records how it reads, from the day of the corrected fact', () => {
    given(suspended).when(correcting(0, longer)).thenRecords(correction(0, longer));
  });

  it('knows what reads so already: by the correction, or as first told', () => {
    given(suspended, correction(0, longer)).when(correcting(0, longer)).thenKnows(1);
    given(suspended).when(correcting(0, suspended)).thenKnows(0);
  });

  it('is refused for an entry of another history, a withdrawn one and a correction', () => {
    given().when(correcting(0, longer)).thenRefuses('invalid-fields', 'entry: entry-in-history');
    given(suspended, withdrawal(0)).when(correcting(0, longer)).thenRefuses('entry-withdrawn');
    given(suspended, correction(0, longer))
      .when(correcting(1, longer))
      .thenRefuses('invalid-fields', 'entry: entry-in-history');
  });

  it('is refused for what no report corrects: a merge, a census row, an address that a merge carried over', () => {
    const merged = told('RecordsMerged', { effectiveOn: '2024-01-08', absorbed: otherPupil, addresses: [] });
    const carried = { ...lives('box', 'print'), of: otherPupil };
    given(merged).when(correcting(0, longer)).thenRefuses('invalid-fields', 'entry: correctable');
    given(carried).when(correcting(0, carried)).thenRefuses('invalid-fields', 'entry: correctable');
  });
});

describe('withdrawing an entry', () => {
  it('records it once', () => {
    given(suspended).when(withdrawing(0)).thenRecords(withdrawal(0));
    given(suspended, withdrawal(0)).when(withdrawing(0)).thenKnows(1);
  });

  it('takes a correction back too', () => {
    given(suspended, correction(0, longer)).when(withdrawing(1)).thenRecords(withdrawal(1));
  });

  it('is refused for what no entry can undo', () => {
    const erased = told('PersonalDataKeyDestroyed', { effectiveOn: '2024-01-08', reason: 'other' });
    given().when(withdrawing(0)).thenRefuses('invalid-fields', 'entry: entry-in-history');
    given(erased).when(withdrawing(0)).thenRefuses('invalid-fields', 'entry: correctable');
    given(suspended, withdrawal(0)).when(withdrawing(1)).thenRefuses('invalid-fields', 'entry: correctable');
  });
});

describe('identifying a pupil', () => {
  const person = (fingerprint: string, effectiveOn = '2024-01-08') =>
    told('PupilIdentified', { effectiveOn, person: { box: 'box', fingerprint } });
  const identifying =
    (what: Told, saysOnlyUpn = false) =>
    (events: HistoryEvent[]) =>
      identifyPupil(events, dataOf<'PupilIdentified'>(what), saysOnlyUpn);

  it('knows what another day’s report said the same, and records another name', () => {
    given(person('a'))
      .when(identifying(person('a', '2025-01-08')))
      .thenKnows(0);
    given(person('a'))
      .when(identifying(person('b')))
      .thenRecords(person('b'));
  });

  it('knows a pupil of whom only the UPN is said', () => {
    given(suspended, person('a'))
      .when(identifying(person('upn'), true))
      .thenKnows(1);
    given(suspended)
      .when(identifying(person('upn'), true))
      .thenKnows(0);
    given()
      .when(identifying(person('upn'), true))
      .thenRecords(person('upn'));
  });
});

describe('merging records', () => {
  const merge = told('RecordsMerged', { effectiveOn: '2024-01-08', absorbed: otherPupil, addresses: [] });
  const merging =
    (absorbed = otherPupil, absorbedInto = absorbed, surviving = pupil) =>
    (events: HistoryEvent[]): Decision => {
      const known = mergedBefore({ named: pupil, surviving, history: events, absorbedInto }, absorbed);
      return known === null ? { record: fact(merge) } : { known };
    };
  const third = entryId(3) as string as typeof pupil;

  it('goes on for two records that are apart, and where the index knows what the log does not yet', () => {
    given().when(merging()).thenRecords(merge);
    given().when(merging(otherPupil, pupil)).thenRecords(merge);
  });

  it('knows a merge that stands', () => {
    given(suspended, merge).when(merging(otherPupil, pupil)).thenKnows(1);
  });

  it('is refused with itself, the other way round, and for a record of another history', () => {
    given().when(merging(pupil)).thenRefuses('invalid-fields', 'absorbed: another-pupil');
    given()
      .when(merging(otherPupil, otherPupil, otherPupil))
      .thenRefuses('already-merged');
    given().when(merging(otherPupil, third)).thenRefuses('already-merged');
  });
});

describe('setting term dates', () => {
  const terms = (startsOn: string, school?: string) =>
    told('TermDatesSet', {
      effectiveOn: '2023-06-01',
      authority: 'E09000002',
      schoolYear: '2023/24',
      terms: [{ startsOn, endsOn: '2023-12-20' }],
      ...(school !== undefined && { school }),
    });
  const setting = (what: Told) => (events: HistoryEvent[]) =>
    setTermDates(events, dataOf<'TermDatesSet'>(what));
  const changed = (change: object): Told => ({
    ...terms('2023-09-04'),
    data: { ...terms('2023-09-04').data, ...change },
  });

  it('knows the newest of the same school or authority only, for a later report replaces the earlier', () => {
    const [first, second, own] = [terms('2023-09-04'), terms('2023-09-05'), terms('2023-09-06', '100001')];
    given(first, own).when(setting(first)).thenKnows(0);
    given(first, second).when(setting(first)).thenRecords(first);
  });

  it('refuses a year that is none, terms outside their year, and terms that overlap', () => {
    const term = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });
    given()
      .when(setting(changed({ schoolYear: '2023/25' })))
      .thenRefuses('invalid-fields', 'schoolYear: school-year');
    given()
      .when(setting(changed({ terms: [term('2022-09-01', '2022-12-20')] })))
      .thenRefuses('invalid-fields', 'terms[0].startsOn: within-school-year');
    given()
      .when(setting(changed({ terms: [term('2023-09-04', '2023-12-20'), term('2023-12-20', '2024-03-28')] })))
      .thenRefuses('invalid-fields', 'terms[1].startsOn: after-the-term-before');
  });

  it('refuses INSET days and half-days outside the year, a day with two numbers of sessions, and no terms', () => {
    const inset = (on: string) => ({ kind: 'inset', startsOn: on, endsOn: on });
    given()
      .when(setting(changed({ closures: [inset('2023-10-20'), inset('2024-10-20')] })))
      .thenRefuses('invalid-fields', 'closures[1].startsOn: within-school-year');
    given()
      .when(setting(changed({ sessionDays: [{ on: '2024-12-20', sessions: 1 }] })))
      .thenRefuses('invalid-fields', 'sessionDays[0].on: within-school-year');
    const twice = [1, 2].map((sessions) => ({ on: '2023-12-20', sessions }));
    given()
      .when(setting(changed({ sessionDays: twice })))
      .thenRefuses('invalid-fields', 'sessionDays[1].on: no-day-twice');
    given()
      .when(setting(changed({ terms: [] })))
      .thenRefuses('invalid-fields', 'terms: terms-of-an-authority');
  });

  it('takes INSET days of a school that has its authority’s terms', () => {
    const own = changed({
      school: '100001',
      terms: [],
      closures: [{ kind: 'inset', startsOn: '2023-10-20', endsOn: '2023-10-20' }],
    });
    given(terms('2023-09-04')).when(setting(own)).thenRecords(own);
  });

  it('knows what already holds on its day, and records what changes it back', () => {
    const later = changed({ effectiveOn: '2023-09-01' });
    given(terms('2023-09-04')).when(setting(later)).thenKnows(0);
    const other = {
      ...terms('2023-09-05'),
      data: { ...terms('2023-09-05').data, effectiveOn: '2023-10-01' },
    };
    given(terms('2023-09-04'), other).when(setting(later)).thenKnows(0);
    const back = changed({ effectiveOn: '2023-11-01' });
    given(terms('2023-09-04'), other).when(setting(back)).thenRecords(back);
  });
});
