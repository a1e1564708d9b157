/** Tables for a terminal of 100 columns. */

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const widest = 100;
const gap = '  ';

/** What does not fit is wrapped between words; no line is longer than 100 characters unless a single word is. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cellsOf = columns.map(({ title }, at) => [title, ...rows.map((row) => row[at] ?? '')]);
  const widths = fit(cellsOf.map(longest), cellsOf.map(longestWord));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => pad(cell, widths[at] ?? 0, columns[at]?.align))
      .join(gap)
      .trimEnd();
  const head = [line(columns.map(({ title }) => title)), line(widths.map((width) => '-'.repeat(width)))];
  const body = rows.flatMap((row) => {
    const cells = columns.map((_, at) => wrap(row[at] ?? '', widths[at] ?? 0));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => line(cells.map((lines) => lines[at] ?? '')));
  });
  return [...head, ...body].join('\n');
}

/** Text in lines of at most 100 characters, the later ones set in. */
export function paragraph(text: string, indent = '  '): string {
  return wrap(text, widest - indent.length)
    .map((line, at) => (at === 0 ? line : indent + line))
    .join('\n');
}

/** Takes from the widest column until the line fits, and from none what its words need. */
function fit(natural: readonly number[], least: readonly number[]): number[] {
  const widths = [...natural];
  for (let over = total(widths) - widest; over > 0; over--) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const width = Math.max(...spare);
    if (width <= shortest) break;
    widths[spare.indexOf(width)] = width - 1;
  }
  return widths;
}

const shortest = 8;
const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));
const longestWord = (texts: readonly string[]): number => longest(texts.flatMap((text) => text.split(' ')));
const total = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const pad = (text: string, width: number, align: Column['align']): string =>
  align === 'right' ? text.padStart(width) : text.padEnd(width);
