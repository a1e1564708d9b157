/**
 * What a published description of a school or an authority adds to what is held. Descriptions hold from the day of
 * their publication; the same publication sent again with other values corrects its own entry.
 */
import type { HistoryEvent } from '../../../events/envelope.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import { sameData } from '../../recording/deciders/same-data.js';
import { ofType, standingFacts, type Fact, type FactOf } from '../../../projections/standing-facts.js';

type Description = Extract<FactToRecord, { type: 'SchoolDescribed' | 'AuthorityDescribed' }>;
type Dated = Extract<FactToRecord, { type: 'SchoolOpened' | 'SchoolClosed' }>;

/** Nothing where what is described is held already. A placeholder describes nothing. */
export function descriptionToRecord(
  history: readonly HistoryEvent[],
  described: Description,
): FactToRecord[] {
  const held = ofType(standingFacts(history).facts, described.type).filter(
    ({ data }) => data.standing === 'described',
  );
  const day = described.data.effectiveOn;
  const ofThatDay = held.findLast(({ data }) => data.effectiveOn === day);
  const standing = ofThatDay ?? standingOn(held, day);
  if (standing && sameData(withoutDay(standing.data), withoutDay(described.data))) return [];
  return [ofThatDay ? correctionOf(ofThatDay, described) : described];
}

/** Nothing where any description is held, be it a placeholder's. */
export function placeholderToRecord(
  history: readonly HistoryEvent[],
  described: Description,
): FactToRecord[] {
  return ofType(standingFacts(history).facts, described.type).length > 0 ? [] : [described];
}

/** Opening and closing are one fact each: another day corrects it. */
export function dateToRecord(history: readonly HistoryEvent[], dated: Dated): FactToRecord[] {
  const held = ofType(standingFacts(history).facts, dated.type).at(-1);
  if (!held) return [dated];
  return held.data.effectiveOn === dated.data.effectiveOn ? [] : [correctionOf(held, dated)];
}

function correctionOf({ entry }: Fact, { data }: FactToRecord): FactToRecord {
  return { type: 'EntryCorrected', data: { effectiveOn: data.effectiveOn, entry, data } };
}

const withoutDay = ({ effectiveOn: _, ...description }: Description['data']): object => description;

function standingOn<F extends FactOf<'SchoolDescribed' | 'AuthorityDescribed'>>(
  held: readonly F[],
  day: PlainDate,
): F | undefined {
  const upTo = held.filter(({ data }) => data.effectiveOn <= day);
  return (upTo.length > 0 ? upTo : held).reduce<F | undefined>(
    (latest, each) =>
      latest === undefined || each.data.effectiveOn >= latest.data.effectiveOn ? each : latest,
    undefined,
  );
}
