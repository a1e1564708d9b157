/** Early warnings and disagreements between sources for people, and as CSV. */
import type { EarlyWarningDocument, ReconciliationDocument } from '../../querying/documents/findings.js';
import { paragraph } from './table.js';
import { asKnownInWords } from './trajectory.js';
import { csv, placeInWords, schoolInWords, section } from './words.js';

export function printEarlyWarnings(document: EarlyWarningDocument): string {
  const { asKnown, asAt, rules, pupils, nextAfter, notes } = document;
  const warnings = pupils.flatMap(({ pupil, warnings: told, staleSince }) =>
    told.map(({ school, since, reason }, at) => [
      at === 0 ? `${pupil}${staleSince === null ? '' : ' (stale)'}` : '',
      school?.urn ?? '?',
      since,
      reason,
    ]),
  );
  const shown = rules.filter((rule) => rule.pupils > 0);
  return [
    paragraph(
      `Records that look like those that ended in permanent exclusion, ${placeInWords(document)}, on ${asAt}, ${asKnownInWords(asKnown)}`,
    ),
    '',
    ...tables(
      [
        section('By rule', ['Rule', 'Pupils', 'What it looks for'], shown.map(ruleLine)),
        section('Pupils', ['Pupil', 'School', 'Since', 'Reason'], warnings),
      ],
      warnings.length > 0,
    ),
    ...more(nextAfter),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

const ruleLine = ({ name, pupils, meaning }: EarlyWarningDocument['rules'][number]): string[] => [
  name,
  String(pupils),
  meaning,
];

export function printReconciliation(document: ReconciliationDocument): string {
  const { asKnown, asAt, rules, counts, disagreements, reportingLag, nextAfter, notes } = document;
  const listed = new Set(disagreements.map(({ rule }) => rule));
  return [
    paragraph(
      `What sources say that does not agree, ${placeInWords(document)}, on ${asAt}, ${asKnownInWords(asKnown)}`,
    ),
    '',
    ...tables(
      [
        section(
          'By school and rule',
          ['School', 'Family', 'Rule', 'Number'],
          counts.map(({ school, family, rule, disagreements: number }) => [
            school === null ? '?' : schoolInWords(school),
            family,
            rule,
            String(number),
          ]),
        ),
      ],
      counts.length > 0,
    ),
    ...tables(
      [
        section(
          'The newest first',
          ['Since', 'Pupil', 'School', 'Rule', 'What is said'],
          disagreements.map(({ since, pupil, school, rule, reason, staleSince }) => [
            since,
            `${pupil}${staleSince === null ? '' : ' (stale)'}`,
            school?.urn ?? '?',
            rule,
            reason,
          ]),
        ),
        section(
          'Whose word stands',
          ['Rule', 'Source', 'Because'],
          rules
            .filter(({ name }) => listed.has(name))
            .map(({ name, stands }) => [name, stands.source, stands.because]),
        ),
      ],
      disagreements.length > 0,
    ),
    ...tables(
      [
        section(
          'Days from event to record',
          ['School', 'Family', 'Reports', 'Half within', 'Nine in ten within'],
          reportingLag.map(({ school, family, reports, medianDays, ninetiethPercentileDays }) => [
            schoolInWords(school),
            family,
            String(reports),
            String(medianDays),
            String(ninetiethPercentileDays),
          ]),
        ),
      ],
      reportingLag.length > 0,
    ),
    ...more(nextAfter),
    ...notes.map((note) => paragraph(note)),
  ].join('\n');
}

/** Each under the other, with a blank line after it. */
const tables = (sections: readonly string[], isThere: boolean): string[] =>
  isThere ? sections.flatMap((each) => [each, '']) : [];

const more = (nextAfter: string | null): string[] =>
  nextAfter === null ? [] : [`More follow: --after ${nextAfter}, or --all`];

export function warningsAsCsv({ asKnown, asAt, pupils }: EarlyWarningDocument): string {
  return csv(
    pupils.flatMap(({ pupil, warnings, staleSince }) =>
      warnings.map((warning) => ({
        pupil,
        school_urn: warning.school?.urn,
        school_name: warning.school?.name,
        rule: warning.rule,
        since: warning.since,
        reason: warning.reason,
        evidence: warning.evidence.join(' '),
        stale_since: staleSince,
        as_at: asAt,
        position: asKnown.position,
      })),
    ),
    'pupil school_urn school_name rule since reason evidence stale_since as_at position'.split(' '),
  );
}

export function disagreementsAsCsv({ asKnown, asAt, rules, disagreements }: ReconciliationDocument): string {
  return csv(
    disagreements.map((each) => {
      const rule = rules.find(({ name }) => name === each.rule);
      return {
        pupil: each.pupil,
        school_urn: each.school?.urn,
        school_name: each.school?.name,
        family: rule?.family,
        rule: each.rule,
        since: each.since,
        reason: each.reason,
        seen_by: rule?.seenBy,
        not_seen_by: rule?.notSeenBy,
        stands: rule?.stands.source,
        evidence: each.evidence.join(' '),
        stale_since: each.staleSince,
        as_at: asAt,
        position: asKnown.position,
      };
    }),
    'pupil school_urn school_name family rule since reason seen_by not_seen_by stands evidence stale_since as_at position'.split(
      ' ',
    ),
  );
}
