/** Children's social care, now and ever, and what comes after care. */
import { postLookedAfter } from '../../../events/codes/post-looked-after.js';
import { socialCare } from '../../../events/codes/social-care.js';
import type { Circumstances } from '../../trajectory/circumstances.js';
import {
  asReported,
  categoriesOf,
  unlisted,
  type Category,
  type Characteristic,
  type Stretch,
} from '../characteristic.js';

const codeOf = (status: string): string => (socialCare.codes.has(status) ? status : unlisted.code);

/** A child protection plan and care are steps beyond being in need: each is in need too (Children Act 1989 s.17). */
export const inNeed: readonly string[] = ['CIN', 'CP', 'CLA'];

export const careStatus: Characteristic = {
  name: 'social-care',
  label: 'Social care',
  says: 'the status that social care reported: in need, on a protection plan, looked after, or no longer involved. Of most pupils nobody reports anything: they are in no category, not even in ‘no involvement’',
  source: socialCare.source,
  ofEvents: 'event',
  ofRoll: 'january',
  categories: categoriesOf(socialCare),
  unions: [
    { code: 'any', label: 'In need, on a protection plan or looked after', of: inNeed },
    { code: 'in-need-not-looked-after', label: 'In need or on a protection plan', of: ['CIN', 'CP'] },
  ],
  exclusive: true,
  comparator: null,
  stretches: ({ socialCare: timeline }) => asReported(timeline, codeOf),
};

const ever = (status: string): string => `ever-${status.toLowerCase()}`;

export const careEver: Characteristic = {
  name: 'social-care-ever',
  label: 'Social care, ever',
  says: 'every status that social care reported up to the day, however long ago; a pupil may be in several',
  source: 'Education Policy Institute, Unexplained pupil exits from schools, April 2019: ever',
  ofEvents: 'event',
  ofRoll: 'january',
  categories: [
    { code: 'ever-cin', label: 'Ever a child in need' },
    { code: 'ever-cp', label: 'Ever on a child protection plan' },
    { code: 'ever-cla', label: 'Ever looked after' },
    { code: 'ever-any', label: 'Ever in need, on a protection plan or looked after' },
  ],
  unions: [],
  exclusive: false,
  comparator: null,
  stretches: ({ socialCare: timeline }) => everKnown(timeline),
};

function everKnown(timeline: Circumstances['socialCare']): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const known = new Set<string>();
  for (const { from, value } of timeline) {
    if (!inNeed.includes(value) || known.has(ever(value))) continue;
    known.add('ever-any').add(ever(value));
    stretches.push({ from, codes: [...known] });
  }
  return stretches;
}

const lookedAfterOf = (status: string): string => (status === 'CLA' ? 'yes' : 'no');

export const lookedAfter: Characteristic = {
  name: 'looked-after',
  label: 'Looked after',
  says: 'whether social care reported the pupil as looked after; ‘no’ is of those alone of whom it reported something else',
  source: 'Children Act 1989 s.22; this ledger',
  ofEvents: 'event',
  ofRoll: 'january',
  categories: [
    { code: 'yes', label: 'Looked after' },
    { code: 'no', label: 'Another status reported' },
  ],
  unions: [],
  exclusive: true,
  comparator: null,
  stretches: ({ socialCare: timeline }) => asReported(timeline, lookedAfterOf),
};

const routes: readonly Category[] = categoriesOf(postLookedAfter);

export const afterCare: Characteristic = {
  name: 'post-looked-after',
  label: 'Left care, by route',
  says: 'the route by which the pupil left care, as parents declared it to the school: many do not',
  source: postLookedAfter.source,
  ofEvents: 'event',
  ofRoll: 'january',
  categories: routes,
  unions: [
    { code: 'adopted', label: 'Adopted from care, wherever', of: ['A', 'O'] },
    { code: 'any-route', label: 'Left care, by any route', of: ['A', 'G', 'R', 'C', 'O'] },
  ],
  exclusive: true,
  comparator: null,
  stretches: ({ postLookedAfter: timeline }) =>
    asReported(timeline, (route) => (postLookedAfter.codes.has(route) ? route : unlisted.code)),
};
