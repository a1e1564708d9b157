/** The guide to the methods of counting moves, drawn from projections/moves/catalogue.ts: docs/guides/methods.md. */
import { methods } from '../../projections/moves/catalogue.js';
import { cohortsOutOf } from '../../projections/moves/cohorts.js';
import { yearsOutOf } from '../../projections/moves/figures.js';
import type { Method, Otherwise, Parameter } from '../../projections/moves/method.js';

const introduction = `# Methods of counting moves

Written by \`npm run schemas\` from \`projections/moves/catalogue.ts\`; a test says when it is out of date. How to ask for them
stands in docs/guides/querying.md, why they are as they are in docs/decisions/0018-methods-of-counting-moves.md.

Every method looks at the same thing: a **move**, the end of a main registration (sole, or dual main). The end of a
subsidiary or a guest registration is none. Its rules are asked in order, and the first that applies says what the move is,
with the entries that make it so; every rule says what evidence would change that. A method's figure counts one class, in
pupils and in moves.

**Two bounds.** An authority's ledger does not see England. Who is on no later roll here may be on one elsewhere, so a
figure is told twice: the lower bound has what is known here, the upper also what only the national roll could tell. A move
stands as \`counted\` (in both), \`possible\` (in the upper alone) or \`not-counted\`.

**Censuses.** A method that compares censuses is told from registrations on census days: who is on the roll on one and not
on the next. Moves there and back between two, and schools joined and left between two, it does not see.

**Unexplained says that no reason is on record; it is no verdict on a school.** An officer's explanation counts in
\`authority-own\` alone, beside the published method.
`;

/** The whole guide, as Markdown. */
export const methodGuide = (): string =>
  [
    introduction,
    '## Side by side\n',
    ...overview(),
    ...methods.map(section),
    ruleIntroduction,
    ...rules(),
  ].join('\n');

function overview(): string[] {
  return [
    '| method | version | counts | found by | figure of a year | of a cohort |',
    '| --- | --- | --- | --- | --- | --- |',
    ...methods.map(
      ({ name, version, counts, scope, censuses, denominators }) =>
        `| \`${name}\` | ${version} | \`${counts}\`: ${scope.counts} | ${censuses.length === 0 ? 'events' : `censuses: ${censuses.join(', ')}`} | ${denominators.year === null ? 'none' : 'yes'} | yes |`,
    ),
    '',
    `A figure of a year is out of ${yearsOutOf}.`,
    '',
  ];
}

function section(method: Method): string {
  const {
    name,
    says,
    source,
    scope,
    denominators,
    parameters,
    rules: asked,
    otherwise,
    published,
    total,
  } = method;
  return [
    `## \`${name}\`\n`,
    `${says}.\n`,
    `- From: ${source}.`,
    `- Years: ${scope.years}. Schools: ${scope.schools}.`,
    `- A cohort is out of ${cohortsOutOf[denominators.cohort].says}.`,
    ...(total ? [`- Adds up as \`${total.name}\`: ${total.says} (${total.classes.join(', ')}).`] : []),
    '',
    '| parameter | value | from | why |',
    '| --- | --- | --- | --- |',
    ...Object.entries(parameters).map(parameterRow),
    '',
    '| rule | class | from |',
    '| --- | --- | --- |',
    ...[...asked, otherwise].map(
      (rule) =>
        `| \`${rule.name}\` | \`${rule.class}\` | ${published.includes(rule.name) ? 'published' : 'ours'} |`,
    ),
    '',
  ].join('\n');
}

const parameterRow = ([name, { says, value, source, why }]: [string, Parameter]): string =>
  `| \`${name}\`: ${says} | ${typeof value === 'number' ? value : value.join(', ')} | ${source} | ${why ?? ''} |`;

const ruleIntroduction = `## Rules

Each once, by name; methods share them.
`;

/** Where two methods word a rule of one name differently, each wording stands. */
function rules(): string[] {
  const said = new Map<string, Otherwise>();
  for (const { rules: asked, otherwise } of methods)
    for (const rule of [...asked, otherwise]) said.set(`${rule.name} ${rule.says}`, rule);
  return [
    '| rule | what it says | what evidence would change it |',
    '| --- | --- | --- |',
    ...[...said.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, says, changedBy }) => `| \`${name}\` | ${says} | ${changedBy} |`),
    '',
  ];
}
