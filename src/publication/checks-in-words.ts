/** What the checks of a pair of files found, for a terminal. */
import type { CheckResult } from '../../projections/publication/checks/screening.js';
import type { CheckedFiles } from './check-files.js';

export function checksInWords({ data, meta, rows, fails, warns, checks }: CheckedFiles): string {
  const found = checks.filter(({ count }) => count > 0);
  const passed = checks.length - found.length;
  return [
    `${data} (${rows} rows), ${meta}: ${fails} checks failed, ${warns} warned, ${passed} passed`,
    ...found.flatMap((result) => resultInWords(result, { data, meta })),
  ].join('\n');
}

function resultInWords(
  { check, severity, says, count, findings }: CheckResult,
  names: Readonly<Record<'data' | 'meta', string>>,
): string[] {
  const more = count - findings.length;
  return [
    `${severity === 'fails' ? 'FAILS' : 'WARNS'} ${check}: ${says}`,
    ...findings.map(({ file, line, column, problem }) => {
      const where = [file && names[file], line === undefined ? undefined : `line ${line}`, column].filter(
        (part) => part !== undefined,
      );
      return `  ${where.length > 0 ? `${where.join(', ')}: ` : ''}${problem}`;
    }),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}
