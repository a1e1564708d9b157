/** The guide to the measures, drawn from the catalogues: docs/guides/measures.md. */
import { measuresDocument } from '../../src/querying/breakdown-documents.js';
import type { DimensionTold, MeasureListed } from '../../src/querying/documents/breakdowns.js';

const introduction = `# Measures

Written by \`npm run schemas\` from the catalogues in \`projections/measures\` and \`projections/breakdowns\`; a test says when it
is out of date. \`npx ledger measures\` and \`GET /api/measures\` list the same, with versions and decimal places.

No figure is a verdict. A *rate* is events over pupils on roll in January; a *one-or-more rate* is pupils over the same: they are
different measures. DfE's "pupils with one or more" counts enrolments, so that a pupil suspended at two schools counts twice; the
count of distinct pupils stands beside it. Permanent exclusions as issued and as upheld are two measures.
`;

/** The whole guide, as Markdown. */
export function measureGuide(): string {
  const { measures, by } = measuresDocument();
  const reports = [...new Set(measures.flatMap((measure) => measure.reports))];
  const characteristic = reports.filter((report) => report.endsWith('--by'));
  const whole = reports.filter((report) => !characteristic.includes(report));
  const tableOf = (report: string): string =>
    measureTable(measures.filter((measure) => measure.reports.includes(report)));
  return [
    introduction,
    ...whole.map((report) => `## \`ledger report ${report}\`\n\n${tableOf(report)}\n`),
    breakdownIntroduction,
    ...characteristic.map(
      (report) => `### \`ledger report ${report} CHARACTERISTIC\`\n\n${tableOf(report)}\n`,
    ),
    `### CHARACTERISTIC\n\n${dimensionTable(by)}\n`,
    ...by.map(section),
  ].join('\n');
}

const breakdownIntroduction = `## By characteristic

A category holds as at a day, which for what happened and for who is on roll need not be the same. A pupil in whom nobody
reported the characteristic is in no category: each year's \`coverage\` says of how many it is known, and \`total\` is of everybody.
`;

const measureTable = (measures: readonly MeasureListed[]): string =>
  [
    '| measure | definition | unit | source |',
    '| --- | --- | --- | --- |',
    ...measures.map(
      ({ name, definition, unit, source }) => `| \`${name}\` | ${definition} | ${unit} | ${source} |`,
    ),
  ].join('\n');

const dimensionTable = (by: readonly DimensionTold[]): string =>
  [
    '| name | of events | of pupils with one or more | of who is on roll | ratios compare with |',
    '| --- | --- | --- | --- | --- |',
    ...by.map(
      ({ name, ofEvents, ofPupilsWithOneOrMore, ofRoll, comparator }) =>
        `| \`${name}\` | ${ofEvents} | ${ofPupilsWithOneOrMore ?? ''} | ${ofRoll ?? ''} | ${ofRoll === null ? '' : comparator === null ? 'everybody' : `\`${comparator}\``} |`,
    ),
  ].join('\n');

const section = ({ name, label, definition, source, categories, unions }: DimensionTold): string =>
  [
    `#### \`${name}\`: ${label}\n`,
    `${definition.charAt(0).toUpperCase()}${definition.slice(1)}. Source: ${source}.\n`,
    `- Categories: ${categories.map(({ code, label: words }) => `\`${code}\` ${words}`).join('; ')}.`,
    ...(unions.length === 0
      ? []
      : [`- Together: ${unions.map(({ code, label: words }) => `\`${code}\` ${words}`).join('; ')}.`]),
    '',
  ].join('\n');
