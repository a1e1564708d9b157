import type { EventData } from '../../../events/catalogue.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import type { Decision } from './decision.js';
import { sameData } from './same-data.js';

/**
 * Who the pupil of a UPN is. Known when a report that stands says the same, from whatever day, or when nothing is said
 * beside the UPN and the ledger has the pupil already; another name or birthday is a report of its own.
 *
 * @param saysOnlyUpn whether the report has nothing but the UPN, by which the pupil was found
 */
export function identifyPupil(
  history: readonly HistoryEvent[],
  data: EventData<'PupilIdentified'>,
  saysOnlyUpn: boolean,
): Decision {
  const reports = ofType(standingFacts(history).facts, 'PupilIdentified');
  const same = reports.find((report) => sameData(withoutDay(report.data), withoutDay(data)));
  const known = same?.entry ?? (saysOnlyUpn ? (reports.at(-1)?.entry ?? history[0]?.id) : undefined);
  return known === undefined ? { record: { type: 'PupilIdentified', data } } : { known };
}

const withoutDay = ({ effectiveOn: _, ...who }: EventData<'PupilIdentified'>): object => who;
