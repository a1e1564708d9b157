/** Special needs, being in need and free school meals together: who has any of them, which, and all three. */
import { asOf, type Circumstances } from '../../trajectory/circumstances.js';
import { none, together, type Category, type Characteristic, type EventPoint } from '../characteristic.js';
import { inNeed } from './care.js';
import { hasSen, isSen, provisionAtEvent, provisionOn } from './special-needs.js';

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
    const { senProvision, socialCare, freeSchoolMeals } = circumstances;
    if (!hasEver(circumstances)) return none;
    return together([senProvision, socialCare, freeSchoolMeals], (day) =>
      combined(provisionOn(circumstances, day), circumstances, { on: day, january: day }),
    );
  },
  atEvent: (circumstances, event) => combined(provisionAtEvent(circumstances, event), circumstances, event),
};

/** Most pupils have none of the three at any time. */
const hasEver = ({ senProvision, socialCare, freeSchoolMeals }: Circumstances): boolean =>
  freeSchoolMeals.some(({ value }) => value) ||
  senProvision.some(({ value }) => isSen(value)) ||
  socialCare.some(({ value }) => inNeed.includes(value));

/** @param provided the provision as at the event, which may state its own */
function combined(
  provided: readonly string[],
  { socialCare, freeSchoolMeals }: Circumstances,
  { on, january }: Pick<EventPoint, 'on' | 'january'>,
): readonly string[] {
  const has: string[] = [];
  if (hasSen(provided)) has.push('sen');
  if (inNeed.includes(asOf(socialCare, on)?.value ?? '')) has.push('need');
  if (asOf(freeSchoolMeals, january)?.value) has.push('fsm');
  return has.length === 0 ? none : [has.join('-')];
}
