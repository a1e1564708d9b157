import { exclusionCategory, mappedExclusionCategory } from '../../../events/codes/exclusion-category.js';
import { exclusionReason } from '../../../events/codes/exclusion-reason.js';
import { mappedSenProvision, senProvision } from '../../../events/codes/sen-provision.js';
import type { CensusTerm } from '../../../events/calendar/census-day.js';
import type { EventData, EventType } from '../../../events/catalogue.js';
import type { Urn } from '../../../events/identifiers.js';
import type { RowProblem } from '../refusal-file.js';
import type { RowReader } from './row-reader.js';

/** A fact of one of these types as plain data. */
export type ReportedFact<Type extends EventType> = {
  [T in Type]: { readonly type: T; readonly data: Pick<EventData<T>, keyof EventData<T>> };
}[Type];

export type ExclusionFact = ReportedFact<'Suspended' | 'PermanentlyExcluded'>;

/**
 * A row of either exclusions table, without its number among those of one file that share pupil, school, category and
 * day. The sessions of a permanent exclusion are no length: they are kept as reported.
 */
export function readExclusion(
  reader: RowReader,
  school: Urn,
  { term }: { readonly term: CensusTerm },
): ExclusionFact | RowProblem {
  const startedOn = reader.requiredDate('startdate');
  if (typeof startedOn === 'object') return startedOn;
  const category = reader.code('category', exclusionCategory, { map: mappedExclusionCategory });
  // Without it nobody can say what happened, a suspension or a permanent exclusion.
  if (category === undefined)
    return { field: 'category', problem: 'is not an exclusion category', code: 'category' };
  const sessions = reader.sessions('sessions');
  const provision = reader.code('senprovision', senProvision, {
    blank: 'sen-provision-not-stated',
    map: mappedSenProvision,
  });
  const reported = {
    effectiveOn: startedOn,
    school,
    reasons: reasonsIn(reader),
    ...(provision !== undefined && { senProvision: provision }),
    term,
  };
  if (category === 'PERM') {
    return {
      type: 'PermanentlyExcluded',
      data: { ...reported, ...(sessions !== undefined && { reportedSessions: sessions }) },
    };
  }
  return {
    type: 'Suspended',
    data: { ...reported, category, ...(sessions !== undefined && { lengthSessions: sessions }) },
  };
}

/** The category that an exclusion is counted under. */
export const categoryOf = (fact: ExclusionFact): string =>
  fact.type === 'Suspended' ? fact.data.category : 'PERM';

function reasonsIn(reader: RowReader): string[] {
  const reported = ['reason1', 'reason2', 'reason3'].flatMap(
    (column) => reader.code(column, exclusionReason) ?? [],
  );
  const reasons = [...new Set(reported)];
  if (reasons.length === 0) reader.flag('reason-not-stated');
  if (reasons.length < reported.length) reader.flag('reason-repeated');
  return reasons;
}
