/** How children's social care is involved with a pupil on a day, and which authority is responsible. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId } from '../../events/identifiers.js';
import type { Flag } from './flags.js';
import { asOf, type Circumstances } from './circumstances.js';

export const socialCareFlagCatalogue = {
  'responsible-authority-not-stated':
    'Social care is involved and nobody said which authority is responsible, so nobody can tell its social worker',
  'placed-while-not-looked-after':
    'A care placement of a pupil who is not reported as looked after on that day',
} as const;

export interface CareOnDay {
  /** CIN, CP or CLA; null where there is no involvement, or none is known. */
  readonly status: string | null;
  readonly lookedAfter: boolean;
  readonly hasSocialWorker: boolean;
  /** The authority that looks after the child, else the social worker's: often another than the school's. */
  readonly responsibleAuthority: AuthorityCode | null;
  readonly evidence: readonly EventId[];
}

export function careOn(
  { socialCare, socialWorker, carePlacement }: Circumstances,
  day: PlainDate,
): CareOnDay {
  const status = asOf(socialCare, day);
  const worker = asOf(socialWorker, day);
  const placement = asOf(carePlacement, day);
  const isInvolved = status !== undefined && status.value !== 'NONE';
  const lookedAfter = status?.value === 'CLA';
  // Of status and social worker the later report tells: a status that ends takes the social worker with it.
  const workerTells = worker !== undefined && (status === undefined || worker.from >= status.from);
  const hasSocialWorker = workerTells ? worker.value : isInvolved;
  const named = lookedAfter ? [status, placement, worker] : [worker, status];
  const authorities = named.flatMap((each) => each?.responsibleAuthority ?? []);
  return {
    status: isInvolved ? status.value : null,
    lookedAfter,
    hasSocialWorker,
    responsibleAuthority: isInvolved || hasSocialWorker ? (authorities[0] ?? null) : null,
    evidence: [status, ...(workerTells ? [worker] : [])].flatMap((each) => each?.evidence ?? []),
  };
}

export function socialCareFlags({ socialCare, carePlacement }: Circumstances): readonly Flag[] {
  const flags: Flag[] = [];
  for (const { from: on, value, responsibleAuthority, evidence } of socialCare)
    if (value !== 'NONE' && responsibleAuthority === null)
      flags.push({ flag: 'responsible-authority-not-stated', on, evidence: [evidence] });
  for (const { from: on, value, evidence } of carePlacement)
    if (value !== 'ended' && asOf(socialCare, on)?.value !== 'CLA')
      flags.push({ flag: 'placed-while-not-looked-after', on, evidence: [evidence] });
  return flags;
}
