/** Special needs, being in need and free school meals together: who has any of them, which, and all three. */
import type { Circumstances } from '../../trajectory/circumstances.js';
import {
  codesOn,
  none,
  together,
  type Category,
  type Characteristic,
  type EventPoint,
} from '../characteristic.js';
import { careStatus, inNeed } from './care.js';
import { freeMeals } from './free-meals.js';
import { hasSen, provision, provisionAtEvent } from './special-needs.js';

const labels: readonly Category[] = [
  { code: 'sen', label: 'SEN alone' },
  { code: 'need', label: 'In need alone' },
  { code: 'fsm', label: 'Free school meals alone' },
  { code: 'sen-need', label: 'SEN and in need' },
  { code: 'sen-fsm', label: 'SEN and free school meals' },
  { code: 'need-fsm', label: 'In need and free school meals' },
  { code: 'sen-need-fsm', label: 'All three' },
];
const having = (part: string): string[] =>
  labels.flatMap(({ code }) => (code.split('-').includes(part) ? code : []));

export const overlap: Characteristic = {
  name: 'sen-need-fsm',
  label: 'SEN, in need, free school meals: overlaps',
  says: 'which of the three the pupil is known to have: SEN support or a plan; in need, on a protection plan or looked after; free school meals. Each as at its own day. What is not known of one counts as not having it, and who is known to have none is in no category',
  source:
    'Timpson Review of School Exclusion (2019): any, and all three, of SEN, in need and free school meals',
  ofEvents: 'event',
  ofRoll: 'january',
  categories: labels,
  unions: [
    { code: 'any', label: 'Any of the three', of: labels.map(({ code }) => code) },
    { code: 'any-sen', label: 'SEN, with or without the others', of: having('sen') },
    { code: 'any-need', label: 'In need, with or without the others', of: having('need') },
    { code: 'any-fsm', label: 'Free school meals, with or without the others', of: having('fsm') },
  ],
  exclusive: true,
  comparator: null,
  stretches(circumstances) {
    const [sen, care, meals] = [provision, careStatus, freeMeals].map((each) =>
      each.stretches(circumstances),
    );
    if (!sen?.length && !care?.length && !meals?.length) return none;
    return together([sen ?? none, care ?? none, meals ?? none], (day) =>
      combined(codesOn(sen ?? none, day), codesOn(care ?? none, day), codesOn(meals ?? none, day)),
    );
  },
  atEvent: (circumstances: Circumstances, event: EventPoint) =>
    combined(
      provisionAtEvent(circumstances, event),
      codesOn(careStatus.stretches(circumstances), event.on),
      codesOn(freeMeals.stretches(circumstances), event.january),
    ),
};

function combined(
  sen: readonly string[],
  care: readonly string[],
  meals: readonly string[],
): readonly string[] {
  const has = [
    ...(hasSen(sen) ? ['sen'] : []),
    ...(care.some((code) => inNeed.includes(code)) ? ['need'] : []),
    ...(meals.includes('yes') ? ['fsm'] : []),
  ];
  return has.length === 0 ? none : [has.join('-')];
}
