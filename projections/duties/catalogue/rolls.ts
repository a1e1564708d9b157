/** Returns of additions and deletions, the file that follows a leaver, and what became of one. */
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { clocks, type Clock } from '../clocks.js';
import { local, type DutiesInWords, type DutyRule } from './rule.js';

/** Returns of all deletions, and of additions; of few grounds before. */
export const returnsOfAllFrom = asPlainDate('2016-09-01');
const newRegisters = asPlainDate('2024-08-19');
/** [check] the first day of the regulations on pupil information. */
const pupilInformationFrom = asPlainDate('2005-09-01');

/** [check] that the five days of the older regulations are counted alike. */
const returns = (clock: Clock): readonly DutyRule[] => [
  {
    regime: 'SI2006/1751-amended-2016',
    from: returnsOfAllFrom,
    standing: 'statutory',
    source: 'SI 2006/1751 reg 12, as amended from 1 September 2016',
    clock,
  },
  {
    regime: 'SI2024/208',
    from: newRegisters,
    standing: 'statutory',
    source: 'SI 2024/208 reg 13',
    clock,
  },
];

export const rollDuties = {
  'deletion-return': {
    says: 'The deletion return reaches the authority no later than the deletion',
    triggeredBy:
      'a name deleted before the end of the school’s last year, and not for the end of school age; until August 2016 on grounds d, e, g, i and m alone',
    metBy: 'the deletion return',
    rules: [
      {
        regime: 'SI2006/1751',
        standing: 'statutory',
        source: 'SI 2006/1751 reg 12',
        clock: clocks.deletionReturn,
      },
      ...returns(clocks.deletionReturn),
    ],
  },
  'new-pupil-return': {
    says: 'The new-pupil return reaches the authority by the fifth day after the name was entered',
    triggeredBy:
      'a name entered, save in the most junior class at the beginning of the school year, for which its first school week is taken',
    metBy: 'a notice to the authority about the entry',
    rules: returns(clocks.newPupilReturn),
  },
  'common-transfer-file': {
    says: 'The school left sends the common transfer file within 15 school days',
    triggeredBy:
      'a name deleted at a state-funded school, of a pupil who goes to another school; from the last day on roll, or from the first day at the next school where nobody knew of it within these days',
    metBy: 'the file sent about that leaving, to the next school or to the area for lost pupils',
    rules: [
      {
        regime: 'SI2005/1437',
        from: pupilInformationFrom,
        standing: 'statutory',
        source: clocks.commonTransferFile.source,
        clock: clocks.commonTransferFile,
      },
    ],
  },
  'destination-confirmed': {
    says: 'Somebody makes sure that a leaver arrived',
    triggeredBy: 'a name deleted, of a child of school age, before the end of the school’s last year',
    metBy: 'a destination confirmed, the child located in education, or another roll joined',
    rules: [local('destination-confirmation', 'the authority’s own standard, for Education Act 1996 s.436A')],
  },
} as const satisfies DutiesInWords;
