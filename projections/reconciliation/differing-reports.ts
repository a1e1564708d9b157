/** Reports of one thing that differ, and what a census alone has seen. */
import { addDays, monthOf } from '../../events/calendar/plain-date.js';
import { returnsOfAllFrom } from '../duties/catalogue/rolls.js';
import { clocks } from '../duties/clocks.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { nothingFound, type Found } from '../finding.js';
import type { ReconciliationRule } from './rule.js';

const firstMonths: readonly number[] = [8, 9];
const returnDays = clocks.newPupilReturn.length;

const entryOnlyInCensus: ReconciliationRule = {
  name: 'entry-only-in-census',
  family: 'admission register',
  says: 'A census lists the pupil with a starting day during the year, and no report of the entry was made',
  parameters: {
    returnDays: {
      value: returnDays,
      says: 'Days after the starting day within which the school returns a new pupil (SI 2024/208 reg 13(1))',
      source: 'published',
    },
    firstMonths: {
      value: firstMonths,
      says: 'Months of starting days at which whole year groups begin, for which no return is owed',
      source: 'ours',
    },
  },
  source: 'SI 2024/208 reg 13(1)',
  seenBy: 'school-census',
  notSeenBy: 'admission-register',
  stands: {
    source: 'school-census',
    because: 'No report of the register speaks against it; an addition, once reported, stands before it',
  },
  find: ({ spells }) => {
    const found: Found[] = [];
    for (const { school, enteredOn, addedBy, lastListedOn, leftOn, begunBy } of spells) {
      if (addedBy !== null || lastListedOn === null || enteredOn === null) continue;
      if (enteredOn < returnsOfAllFrom || firstMonths.includes(monthOf(enteredOn))) continue;
      found.push({
        school,
        from: addDays(enteredOn, returnDays + 1),
        to: leftOn,
        reason: `On roll since ${enteredOn} by the census; nobody has reported the entry`,
        evidence: begunBy === null ? [] : [begunBy],
      });
    }
    return found;
  },
};

const entryDatesDiffer: ReconciliationRule = {
  name: 'entry-dates-differ',
  family: 'admission register',
  says: 'Reports of one time on a roll give different starting days',
  parameters: {},
  source: 'SI 2024/208 reg 8: the register holds the starting day',
  seenBy: 'admission-register',
  notSeenBy: 'school-census',
  stands: {
    source: 'admission-register',
    because: 'The earliest day reported stands: by then the name was on the roll',
  },
  find: ({ spells }) => {
    const found: Found[] = [];
    for (const { school, entryDays, evidence } of spells) {
      if (entryDays.length < 2) continue;
      const days = [...new Set(entryDays)].sort();
      const last = days.at(-1);
      if (last === undefined || last === days[0]) continue;
      const reason = `Reports give the starting days ${days.join(', ')}`;
      found.push({ school, from: last, to: null, reason, evidence });
    }
    return found;
  },
};

const leavingDatesDiffer: ReconciliationRule = {
  name: 'leaving-dates-differ',
  family: 'admission register',
  says: 'Reports of one leaving give different days',
  parameters: {},
  source: 'SI 2024/208 reg 9: the register holds the day of deletion',
  seenBy: 'admission-register',
  notSeenBy: 'school-census',
  stands: {
    source: 'admission-register',
    because: 'A deletion stands before a return, a return before a leaver row; of two alike the later day',
  },
  find: ({ flags, spells }) => {
    if (flags.length === 0) return nothingFound;
    return flags.flatMap(({ flag, on, evidence }): Found[] => {
      const spell = flag === 'leaving-dates-differ' && spells.find(({ leftOn }) => leftOn === on);
      if (!spell) return [];
      const reason = `Last on roll on ${on}; another report gives another day`;
      return [{ school: spell.school, from: on, to: null, reason, evidence }];
    });
  },
};

const listedAfterLeaving: ReconciliationRule = {
  name: 'listed-after-leaving',
  family: 'admission register',
  says: 'A census lists the pupil on roll after the reported leaving',
  parameters: {},
  source: 'SI 2024/208 reg 9; DfE school census guides',
  seenBy: 'school-census',
  notSeenBy: 'admission-register',
  stands: {
    source: 'admission-register',
    because: 'The register is the legal record of who is on roll; a census copies it on one day',
  },
  find: ({ spells }) => {
    const found: Found[] = [];
    for (const { school, leftOn, lastListedOn, end } of spells) {
      if (leftOn === null || lastListedOn === null || lastListedOn <= leftOn) continue;
      const reason = `Last on roll on ${leftOn}; the census of ${lastListedOn} lists the pupil`;
      found.push({ school, from: lastListedOn, to: null, reason, evidence: end?.evidence ?? [] });
    }
    return found;
  },
};

const whatItIs = ({ kind, startedOn }: Exclusion): string =>
  kind === 'suspension' ? `Suspended on ${startedOn}` : `Permanently excluded on ${startedOn}`;

const exclusionReportsDiffer: ReconciliationRule = {
  name: 'exclusion-reports-differ',
  family: 'exclusion',
  says: 'Direct reports of one exclusion give different lengths or reasons',
  parameters: {},
  source: 'Education Act 2002 s.51A: the head teacher’s notice says length and reasons',
  seenBy: 'head-teachers-report',
  notSeenBy: 'head-teachers-report',
  stands: { source: 'head-teachers-report', because: 'Of two reports alike the one of the longer exclusion' },
  find: ({ exclusions }) =>
    ofExclusions(
      exclusions,
      ({ reportsDiffer }) => reportsDiffer,
      'reports give different lengths or reasons',
    ),
};

const exclusionOnlyInCensus: ReconciliationRule = {
  name: 'exclusion-only-in-census',
  family: 'exclusion',
  says: 'A census has an exclusion of which no direct report was made',
  parameters: {},
  source: 'SI 2012/1033 reg 5; DfE guidance: the authority is told of every suspension without delay',
  seenBy: 'school-census',
  notSeenBy: 'head-teachers-report',
  stands: {
    source: 'school-census',
    because: 'It is the school’s own statement, a term or two late; a direct report stands before it',
  },
  find: ({ exclusions }) =>
    ofExclusions(exclusions, ({ isInCensusOnly }) => isInCensusOnly, 'nobody but the census has reported it'),
};

export const differingReportRules: readonly ReconciliationRule[] = [
  entryOnlyInCensus,
  entryDatesDiffer,
  leavingDatesDiffer,
  listedAfterLeaving,
  exclusionReportsDiffer,
  exclusionOnlyInCensus,
];

function ofExclusions(
  exclusions: readonly Exclusion[],
  concerns: (exclusion: Exclusion) => boolean,
  what: string,
): readonly Found[] {
  if (exclusions.length === 0) return nothingFound;
  return exclusions.filter(concerns).map((each): Found => ({
    school: each.school,
    from: each.startedOn,
    to: null,
    reason: `${whatItIs(each)}; ${what}`,
    evidence: each.evidence.slice(0, 1),
  }));
}
