/**
 * FFT-whos-left: who is on a mainstream roll at one January census and not at the next, in Years 7 to 11, whatever the
 * reason (FFT Education Datalab, "Who's left", 2018 to 2024). A cohort is followed from the January of Year 7 (edition of
 * 2024): who joins a school later is none of its leavers. It pools reasons: managed moves, exclusions, home education
 * and moves of home are all in it.
 */
import type { Method } from '../method.js';
import { died, notSeenByCensuses } from '../rules/not-a-move.js';
import { parameters, published } from '../rules/parameters.js';
import { leftNotMainstream, outsideYearGroupsAtCensus, yearGroupNotKnown } from '../rules/scope.js';
import { closure, successions } from '../rules/succession.js';
import { endOfAgeRange, endOfMiddleSchool } from '../rules/transitions.js';
import { goneAtNextCensus } from './otherwise.js';

/** A change of school up to the January of Year 11 begins in one of these. */
const yearGroups: readonly number[] = [7, 8, 9, 10];

export const fftWhosLeft: Method<'out-of-scope' | 'left'> = {
  name: 'FFT-whos-left',
  version: 2,
  says: 'Pupils of Years 7 to 11 on a mainstream roll (C or M) at one January census and not at the next',
  source:
    'FFT Education Datalab, Who’s left 2021 and How many pupils leave schools between Year 7 and Year 11, 2024',
  scope: {
    years: 'the cohorts that finished Year 11 from 2016/17 to 2022/23',
    schools:
      'state-funded mainstream schools left; studio schools, UTCs, colleges, special and alternative schools are destinations only',
    counts: 'exits',
  },
  sampling: 'census',
  censuses: ['spring'],
  // From January to January lies across two school years: the publications print cohorts alone.
  denominators: { year: null, cohort: 'year-7-mainstream' },
  parameters: {
    yearGroups: published(
      yearGroups,
      'Years at the January before',
      'changes from the January of Year 7 to that of Year 11',
    ),
    closureWindowDays: parameters.closureWindowDays,
    transitionMonths: parameters.transitionMonths,
  },
  rules: [
    died,
    notSeenByCensuses(['spring']),
    ...successions,
    closure,
    endOfMiddleSchool,
    endOfAgeRange,
    leftNotMainstream,
    yearGroupNotKnown,
    outsideYearGroupsAtCensus('spring', yearGroups),
  ],
  published: [
    'not-seen-by-censuses',
    'left-not-mainstream',
    'outside-year-groups-at-census',
    goneAtNextCensus.name,
  ],
  otherwise: goneAtNextCensus,
  counts: 'left',
};
