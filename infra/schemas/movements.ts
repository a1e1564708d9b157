/** The guide to movements files, written from their layout: docs/guides/movements-file.md. */
import type { Family } from '../../events/catalogue.js';
import {
  columnsOf,
  documentColumns,
  eventsOf,
  movementFamilies,
  templateName,
  type MovementEvent,
} from '../../src/importing/movements/layout.js';

const introduction = `# Movements files

Written by \`npm run schemas\` from the layout (\`src/importing/movements/layout.ts\`), which follows from the classes by
which the same reports are read over REST; a test says when it is out of date. How a file is imported, and what a row is
refused for, stands in [Importing](importing.md#movements).

A CSV with a row an event. Six columns are of every row, the others are fields of events; a file needs only those that
its rows fill. A template of each family's columns stands in [docs/templates](../templates), and is printed by
\`ledger import movements --template <family>\`. Rows of several families may stand in one file.

| column | |
| --- | --- |
| \`event\` | what happened: the name of an event below |
| \`subject\` | whose history it belongs to: a pupil's UPN or pupil id; of an event of a school its URN; of an event of an authority its code of nine characters or three digits |
| \`corrects\` | blank; or the entry that reads from now on as this row says, whole |
${documentColumns.map(({ name, allowed }) => `| \`${name}\` | blank; or of the papers behind the row, ${allowed} |`).join('\n')}

| what stands in a cell | |
| --- | --- |
| a day | \`2025-01-13\` or \`13/01/2025\` |
| yes or no | \`yes\`, \`no\`, \`true\` or \`false\` |
| a list | its items with \`;\` between them; blank for a list of none |
| a list of objects | a column for each of their fields, \`terms.startsOn\` and \`terms.endsOn\`, each a list in the same order; the place of a field that one of them lacks stays empty |
| an entry | its id; or the event and its day, \`PermanentlyExcluded 2025-01-13\`; of several of one day with its number in the order in which they were recorded, \`PartyNotified 2025-01-14 2\`. The entry may be told by any row of the file, or stand in the ledger |
`;

/** The whole guide, as Markdown. */
export const movementsGuide = (): string => [introduction, ...movementFamilies.map(section)].join('\n');

function section(family: Family): string {
  const title = family.charAt(0).toUpperCase() + family.slice(1);
  const name = templateName(family);
  const events = eventsOf(family).map(eventSection).join('\n');
  return `## ${title}\n\nTemplate: [${name}.csv](../templates/${name}.csv)\n\n${events}`;
}

function eventSection(event: MovementEvent): string {
  const rows = columnsOf(event).map(
    ({ name, isRequired, allowed }) =>
      `| \`${name}\` | ${isRequired ? 'yes' : ''} | ${allowed.replaceAll('|', '\\|')} |`,
  );
  const of = event.of === 'pupil' ? '' : `, of ${event.of === 'school' ? 'a school' : 'an authority'}`;
  return [
    `### ${event.type}\n`,
    `${event.summary}${of}.\n`,
    '| column | required | what may stand in it |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
