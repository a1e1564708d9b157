import type { CalendarReport } from './calendar/import-calendar.js';
import type { CensusReport } from './census/import-census.js';
import type { CtfReport } from './ctf/import-ctf.js';
import type { AuthoritiesReport } from './establishments/import-authorities.js';
import type { LinksReport } from './establishments/import-links.js';
import type { SchoolsReport } from './establishments/import-schools.js';
import type { MovementsReport } from './movements/import-movements.js';

/** The end of an import for somebody who reads it on a terminal. */
export function inWords(
  report:
    | AuthoritiesReport
    | SchoolsReport
    | LinksReport
    | CalendarReport
    | CensusReport
    | MovementsReport
    | CtfReport,
): string {
  const { rows, events, stopped, dryRun, refusalsFile } = report;
  const lines = [
    `${report.kind}${report.kind === 'census' ? ` ${report.term}` : ''}: ${rows.read} rows read, ${rows.recorded} recorded, ${rows.known} known, ${rows.refused} refused; ${events} events${dryRun ? ' (dry run: nothing was recorded)' : ''}`,
    ...counted('events', report.eventsBy),
    ...counted('mapped', rows.mappedBy),
    ...counted('flagged', rows.flaggedBy),
    ...counted('refused', rows.refusedBy),
  ];
  if (report.kind === 'census')
    lines.push(
      ...Object.entries(report.census).map(([figure, value]) => `  ${figure}: ${value ?? 'not known'}`),
    );
  if (report.kind === 'links') lines.push(...report.cycles.map((cycle) => `  cycle: ${cycle.join(' ')}`));
  if (report.kind === 'movements' && report.ignoredColumns.length > 0)
    lines.push(`  columns passed over: ${report.ignoredColumns.join(', ')}`);
  if (refusalsFile !== null) lines.push(`The refused rows are listed in ${refusalsFile}`);
  if (stopped) lines.push('Stopped before the end: the same command goes on from there.');
  return lines.join('\n');
}

function counted(what: string, counts: Readonly<Record<string, number>>): string[] {
  const all = Object.entries(counts);
  return all.length === 0 ? [] : [`  ${what}: ${all.map(([name, count]) => `${name} ${count}`).join(', ')}`];
}
