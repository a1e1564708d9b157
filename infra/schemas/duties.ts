/** The guide to the duties, drawn from projections/duties/catalogue.ts: docs/guides/duties.md. */
import { dutyCatalogue, dutyKinds, type DutyKind } from '../../projections/duties/catalogue.js';
import type { DutyInWords, DutyRule } from '../../projections/duties/catalogue/rule.js';
import { defaultStandards } from '../../projections/register/local-standards.js';

const introduction = `# Duties

Written by \`npm run schemas\` from \`projections/duties/catalogue.ts\`; a test says when it is out of date. Who owes each of
them, to whom and by which day stands in the report: docs/guides/querying.md.

A duty is **statutory**, **guidance**, **recommended** (by a review of the field), or **local**: the authority's own. Where
law says 'without delay' it names no number, so a duty may be statutory and its length local: an authority sets it with
\`LocalStandardSet\`, and what it does not set stands by a default that every answer tells.

Each duty is judged by the rule that held when it was triggered: a direction or a trial that was live on 26 July 2026 by the
one that it began under. It is late by its clock's own units.
`;

/** The whole guide, as Markdown. */
export const dutyGuide = (): string => [introduction, ...dutyKinds.map(section)].join('\n');

function section(kind: DutyKind): string {
  const { says, triggeredBy, metBy, rules }: DutyInWords = dutyCatalogue[kind];
  const rows = rules.map(
    (rule) =>
      `| \`${rule.regime}\` | ${rule.from ?? ''} | ${rule.standing} | ${clockInWords(rule)} | ${rule.source} |`,
  );
  return [
    `## \`${kind}\`\n`,
    `${says}.\n`,
    `- Triggered by: ${triggeredBy}.`,
    `- Met by: ${metBy}.\n`,
    '| regime | from | standing | clock | source |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const directions = { after: 'after', from: 'with the first day', before: 'before' } as const;

function clockInWords({ clock }: DutyRule): string {
  if ('named' in clock) return clock.named;
  if ('standard' in clock) {
    const { length, unit } = defaultStandards[clock.standard];
    return `the authority’s own \`${clock.standard}\`; ${length} ${unitOf(length, unit)} where it set none`;
  }
  return `${clock.length} ${unitOf(clock.length, clock.unit)}, ${directions[clock.runs]}`;
}

const unitOf = (length: number, unit: string): string => (length === 1 ? unit.slice(0, -1) : unit);
