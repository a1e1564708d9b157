/** Returns, the file that follows a leaver, and what became of one. */
import { added, type Told } from '../../../support/history.js';
import { alder, birch, notified, said } from '../given.js';
import { within10, within15, type DutyCase } from './case.js';

export const deleted = (on: string, more: object = {}): Told =>
  said('RemovedFromRoll', on, {
    school: alder,
    ...(on < '2024-08-19' ? { regime: 'SI2006/1751', ground: 'e' } : { regime: 'SI2024/208', ground: 'G' }),
    ...more,
  });

export const rolls: readonly DutyCase[] = [
  {
    kind: 'deletion-return',
    owedBy: 'school',
    owedTo: 'authority',
    trigger: deleted,
    met: (on, { data }) =>
      said('DeletionReturned', on, {
        school: alder,
        regime: 'SI2024/208',
        leavesOn: 'effectiveOn' in data ? data.effectiveOn : on,
      }),
    days: ['2024-11-04', '2024-11-04', '2024-11-05'],
    overHoliday: ['2024-12-24', '2024-12-24'],
    regimes: [
      ['2016-08-31', 'SI2006/1751'],
      ['2016-09-01', 'SI2006/1751-amended-2016'],
      ['2024-08-18', 'SI2006/1751-amended-2016'],
      ['2024-08-19', 'SI2024/208'],
    ],
  },
  {
    kind: 'new-pupil-return',
    owedBy: 'school',
    owedTo: 'authority',
    trigger: (on) => added(birch, on, 'C'),
    met: (on, trigger) => notified(on, 'authority', trigger),
    days: ['2024-11-04', '2024-11-09', '2024-11-10'],
    overHoliday: ['2024-12-20', '2024-12-25'],
    regimes: [
      ['2016-03-14', null],
      ['2024-03-11', 'SI2006/1751-amended-2016'],
      ['2024-11-04', 'SI2024/208'],
    ],
  },
  {
    kind: 'common-transfer-file',
    owedBy: 'school',
    owedTo: 'school',
    trigger: (on) => deleted(on, { destination: { kind: 'school', school: birch } }),
    met: (on, { id }) =>
      said('CommonTransferFileSent', on, {
        school: alder,
        sentTo: 'next-school',
        receivingSchool: birch,
        about: id,
      }),
    ...within15,
    regimes: [
      ['2014-03-10', 'SI2005/1437'],
      ['2024-11-04', 'SI2005/1437'],
    ],
  },
  {
    kind: 'destination-confirmed',
    owedBy: 'authority',
    owedTo: 'pupil',
    trigger: (on) => deleted(on, { destination: { kind: 'other-uk' } }),
    met: (on, { data }) =>
      said('DestinationConfirmed', on, {
        school: alder,
        leftOn: 'effectiveOn' in data ? data.effectiveOn : on,
        destination: { kind: 'other-uk' },
        arrived: true,
      }),
    ...within10,
  },
];
