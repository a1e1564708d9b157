/** Provision for special educational needs, and the primary type of need. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { senProvision, senProvisionCounted } from '../../../events/codes/sen-provision.js';
import { senType } from '../../../events/codes/sen-type.js';
import { asOf, type Circumstances } from '../../trajectory/circumstances.js';
import {
  asReported,
  categoriesOf,
  none,
  together,
  unlisted,
  type Characteristic,
  type EventPoint,
} from '../characteristic.js';

const withSen: readonly string[] = ['K', 'E'];

const provisionOf = (code: string): string => senProvisionCounted(code) ?? unlisted.code;

export const hasSen = (codes: readonly string[]): boolean => codes.some((code) => withSen.includes(code));
/** Of a provision as it was reported. */
export const isSen = (reported: string): boolean => withSen.includes(provisionOf(reported));

export const provision: Characteristic = {
  name: 'sen-provision',
  label: 'SEN provision',
  says: 'the provision for special educational needs: at an exclusion as its report states it, else as reported of the pupil by that day; of pupils with one or more exclusions, at the most recent',
  source: 'DfE, Pupil exclusion statistics: methodology; decisions on reference points of this ledger',
  ofEvents: 'event',
  ofRoll: 'january',
  categories: categoriesOf(senProvision, (code) => provisionOf(code) === code),
  unions: [{ code: 'any-sen', label: 'SEN support or a plan', of: withSen }],
  exclusive: true,
  comparator: null,
  stretches: ({ senProvision: timeline }) => asReported(timeline, provisionOf),
  atEvent: provisionAtEvent,
};

export function provisionAtEvent(circumstances: Circumstances, event: EventPoint): readonly string[] {
  if (event.senProvision !== null) return [provisionOf(event.senProvision)];
  return provisionOn(circumstances, event.on);
}

export function provisionOn({ senProvision: timeline }: Circumstances, day: PlainDate): readonly string[] {
  const reported = asOf(timeline, day);
  return reported === undefined ? none : [provisionOf(reported.value)];
}

const needOf = (need: string): string => (senType.codes.has(need) ? need : unlisted.code);

export const primaryNeed: Characteristic = {
  name: 'primary-need',
  label: 'Primary type of need',
  says: 'the primary need of pupils with SEN support or a plan, as reported by the day; of pupils with one or more exclusions, at the most recent',
  source: senType.source,
  ofEvents: 'event',
  ofRoll: 'january',
  categories: categoriesOf(senType),
  unions: [],
  exclusive: true,
  comparator: null,
  stretches(circumstances) {
    if (circumstances.primaryNeed.length === 0) return none;
    return together([circumstances.primaryNeed, circumstances.senProvision], (day) =>
      needUnder(provisionOn(circumstances, day), circumstances, day),
    );
  },
  atEvent: (circumstances, event) =>
    needUnder(provisionAtEvent(circumstances, event), circumstances, event.on),
};

/** Who has no provision any more has no need that counts, though the last report of one stands. */
function needUnder(
  provided: readonly string[],
  { primaryNeed: reported }: Circumstances,
  day: PlainDate,
): readonly string[] {
  const need = asOf(reported, day);
  return need === undefined || !hasSen(provided) ? none : [needOf(need.value)];
}
