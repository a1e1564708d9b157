import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { asPupilId } from '../../../events/identifiers.js';
import { Erasure } from '../../../src/identity/erasure.js';
import { sampleMetadata } from '../../support/sample-events.js';
import { ledger, ann, ben, school, added, suspended, importing, ofUpn } from './given.js';

describe('rows that cannot be facts', () => {
  test.each([
    ['an event that is none', { event: 'Vanished' }, 'event', 'event'],
    ['an event that only a census tells', { event: 'CountedOnRoll' }, 'event', 'event'],
    ['no UPN', { subject: '' }, 'subject', 'identifier-missing'],
    ['a UPN with another letter', { subject: `A${ann.slice(1)}` }, 'subject', 'upn-check-letter'],
    ['a day that does not exist', { effectiveOn: '2024-02-30' }, 'effectiveOn', 'date'],
    ['no day', { effectiveOn: '' }, 'effectiveOn', 'date'],
    ['a number that is none', { lengthSessions: 'two' }, 'lengthSessions', 'whole-number'],
    ['neither yes nor no', { missesExamination: 'perhaps' }, 'missesExamination', 'yes-or-no'],
    ['a malformed code', { category: 'suspension' }, 'category', 'code'],
    ['an end before the beginning', { endsOn: '2024-10-01' }, 'endsOn', 'not-before'],
    ['a field of another event', { ncYear: '9' }, 'ncYear', 'unknown-field'],
    [
      'an entry without its day',
      { event: 'ExclusionCancelled', reasons: '', lengthSessions: '', exclusion: 'Suspended' },
      'exclusion',
      'entry-reference',
    ],
    ['a correction of nothing that can be', { corrects: 'the first' }, 'corrects', 'entry-reference'],
    ['a school that is none', { school: '1' }, 'school', 'urn'],
  ])('%s', async (_what, change, field, code) => {
    const { rows } = await importing([{ ...suspended(ann, '2024-10-07'), ...change }]);
    expect(rows).toMatchObject({ read: 1, recorded: 0, refusedBy: { [code]: 1 } });
    expect(await ledger.refusals()).toMatchObject([{ file: 'movements.csv', line: '2', field, code }]);
  });

  test('name the column of a list of objects, and never the value', async () => {
    const attendance = { event: 'AttendanceSummarised', subject: ann, effectiveOn: '2024-09-09', school };
    await importing([
      { ...attendance, sessionsPossible: '10', 'marks.code': '/;O', 'marks.sessions': '5;a lot' },
    ]);
    expect(await ledger.refusals()).toEqual([
      {
        file: 'movements.csv',
        line: '2',
        field: 'marks.sessions',
        problem: 'is not a whole number from 1 to 14',
        code: 'whole-number',
      },
    ]);
  });

  test('a pupil id that nobody has; a subject that is no school or authority', async () => {
    const nobody = '01900000-0000-7000-8000-000000000001';
    const { rows } = await importing([
      added(nobody),
      { event: 'AddressChanged', subject: nobody, effectiveOn: '2024-09-03', lines: 'a' },
      { event: 'TrustMembershipChanged', subject: 'E09000002', effectiveOn: '2024-09-01' },
      { event: 'LocalStandardSet', subject: school, effectiveOn: '2024-09-01' },
    ]);
    expect(rows).toMatchObject({
      recorded: 0,
      refusedBy: { 'unknown-pupil': 2, urn: 1, 'authority-code': 1 },
    });
  });

  test('are those of an erased pupil, by UPN and by pupil id', async () => {
    await importing([added(ann)]);
    const [first] = await ofUpn(ann);
    const id = first?.stream.slice(6) ?? '';
    const { log, identity } = ledger;
    const pupil = asPupilId(id);
    await new Erasure(log, () => Promise.resolve([pupil]), identity.index, identity.keys).erase({
      pupil,
      effectiveOn: asPlainDate('2025-01-01'),
      reason: 'erasure-request',
      metadata: sampleMetadata,
    });
    const { rows, events } = await importing([suspended(ann, '2024-10-07'), suspended(id, '2024-10-07')]);
    expect(rows).toMatchObject({ refusedBy: { erased: 2 } });
    expect(events).toBe(0);
  });

  test('a change to a UPN that another pupil holds', async () => {
    await importing([added(ann), added(ben)]);
    const change = { event: 'UpnChanged', subject: ann, effectiveOn: '2025-01-06' };
    const { rows } = await importing([{ ...change, upn: ben }]);
    expect(rows.refusedBy).toEqual({ 'upn-held-by-another': 1 });
  });
});
