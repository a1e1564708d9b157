/** Early warnings and disagreements between sources as documents. */
import type { Position, PupilId } from '../../events/identifiers.js';
import type { FindingRule } from '../../projections/finding.js';
import { earlyWarningRules } from '../../projections/early-warning/projection.js';
import { reconciliationRules } from '../../projections/reconciliation/projection.js';
import type { LagFigure } from '../../projections/reconciliation/reporting-lag.js';
import { sources } from '../../projections/reconciliation/rule.js';
import type { Register } from '../../projections/register/register.js';
import type { EarlyWarningDocument, ReconciliationDocument, WarningTold } from './documents/findings.js';
import type {
  DisagreementCount,
  DisagreementRow,
  FindingFilter,
  FindingRow,
  WarningCount,
} from './finding-rows.js';
import type { EarlyWarningsAskedFor, ReconciliationAskedFor } from './queries.js';
import { placeInWords } from './report-documents.js';
import type { ReportView } from './report-views.js';
import { parametersInWords, schoolName } from './words.js';

interface WarningsFound {
  /** Of the page, in its order. */
  readonly pupils: readonly PupilId[];
  readonly warnings: readonly FindingRow[];
  readonly counts: readonly WarningCount[];
  /** Pupils whose histories cannot be read to their end: since which position. */
  readonly stale: ReadonlyMap<PupilId, Position>;
  readonly nextAfter: string | null;
}

export function earlyWarningDocument(
  { rule }: EarlyWarningsAskedFor,
  { place, day, rules }: FindingFilter,
  { pupils, warnings, counts, stale, nextAfter }: WarningsFound,
  { register, known }: ReportView,
): EarlyWarningDocument {
  const ofPupil = new Map(pupils.map((pupil): [PupilId, WarningTold[]] => [pupil, []]));
  for (const row of warnings) ofPupil.get(row.pupil)?.push(findingInWords(row, register));
  return {
    report: 'early-warning',
    ...placeInWords(place, register),
    asKnown: known.told,
    asAt: day,
    rule,
    rules: earlyWarningRules
      .filter(({ name }) => rules.includes(name))
      .map((each) => ({
        ...ruleInWords(each),
        concerns: each.concerns,
        pupils: counts.find((count) => count.rule === each.name)?.pupils ?? 0,
      })),
    pupils: [...ofPupil].map(([pupil, told]) => ({
      pupil,
      warnings: told,
      staleSince: positionIn(stale, pupil),
    })),
    nextAfter,
    next: null,
    notes: [
      'A record that looks like records that ended in permanent exclusion says nothing of what will happen, and is no verdict on a pupil or a school',
      ...(pupils.length === 0 ? ['Nothing shows on that day that fits what was asked for'] : []),
    ],
  };
}

interface DisagreementsFound {
  readonly rows: readonly DisagreementRow[];
  readonly counts: readonly DisagreementCount[];
  readonly lags: readonly LagFigure[];
  readonly stale: ReadonlyMap<PupilId, Position>;
  readonly nextAfter: string | null;
}

export function reconciliationDocument(
  { rule, family }: ReconciliationAskedFor,
  { place, day, rules }: FindingFilter,
  { rows, counts, lags, stale, nextAfter }: DisagreementsFound,
  { register, known }: ReportView,
): ReconciliationDocument {
  return {
    report: 'reconciliation',
    ...placeInWords(place, register),
    asKnown: known.told,
    asAt: day,
    rule,
    family,
    sources: Object.entries(sources).map(([name, meaning]) => ({ name, meaning })),
    rules: reconciliationRules
      .filter(({ name }) => rules.includes(name))
      .map((each) => ({
        ...ruleInWords(each),
        family: each.family,
        seenBy: each.seenBy,
        notSeenBy: each.notSeenBy,
        stands: { ...each.stands },
      })),
    counts: counts.map((count) => ({
      school: count.school && schoolName(register, count.school),
      family: familyOf(count.rule),
      rule: count.rule,
      disagreements: count.disagreements,
    })),
    disagreements: rows.map((row) => ({
      pupil: row.pupil,
      ...findingInWords(row, register),
      staleSince: positionIn(stale, row.pupil),
    })),
    reportingLag: lags.map((lag) => ({ ...lag, school: schoolName(register, lag.school) })),
    nextAfter,
    next: null,
    notes: [
      'That nobody has reported something does not say that it was not done',
      'Reporting lag leaves censuses out, which come after their day by design',
      ...(rows.length === 0 ? ['Nothing shows on that day that fits what was asked for'] : []),
    ],
  };
}

const meanings: ReadonlyMap<string, string> = new Map(
  [...earlyWarningRules, ...reconciliationRules].map(({ name, says }) => [name, says]),
);
const families: ReadonlyMap<string, string> = new Map(
  reconciliationRules.map(({ name, family }) => [name, family]),
);

const familyOf = (rule: string): string => families.get(rule) ?? rule;

const findingInWords = (row: FindingRow, register: Register) => ({
  rule: row.rule,
  meaning: meanings.get(row.rule) ?? row.rule,
  reason: row.reason,
  school: row.school && schoolName(register, row.school),
  since: row.from,
  evidence: [...row.evidence],
});

const ruleInWords = ({ name, says, source, parameters }: FindingRule) => ({
  name,
  meaning: says,
  source,
  parameters: parametersInWords(parameters),
});

const positionIn = (stale: ReadonlyMap<PupilId, Position>, pupil: PupilId): string | null => {
  const since = stale.get(pupil);
  return since === undefined ? null : String(since);
};
