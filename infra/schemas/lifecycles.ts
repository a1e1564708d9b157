/** The guide to the lifecycles, drawn from projections/lifecycles.ts: docs/guides/lifecycles.md. */
import type { Lifecycle } from '../../projections/lifecycle.js';
import { lifecycles } from '../../projections/lifecycles.js';

const introduction = `# Lifecycles

Written by \`npm run schemas\` from \`projections/lifecycles.ts\`; a test says when it is out of date. Each diagram is the
state machine that the code runs.

No report is refused for coming out of order. A signal that may not follow on the state before it leads on all the same,
and is flagged as out of course. Arrows show the way as it is meant; a step that follows on an earlier state, because
those between were not reported, is in course too and not drawn.
`;

/** The whole guide, as Markdown with Mermaid diagrams. */
export function lifecycleGuide(): string {
  return [introduction, ...lifecycles.map(section)].join('\n');
}

function section(lifecycle: Lifecycle): string {
  const { name, says, states, signals } = lifecycle;
  return [
    `## ${name}\n`,
    `${says}\n`,
    `\`\`\`mermaid\n${diagram(lifecycle)}\n\`\`\`\n`,
    table('state', states),
    table('signal', signals),
  ].join('\n');
}

/** A state with no arrow out of it is an end. */
function diagram({ begins, states, transitions }: Lifecycle): string {
  const names = Object.keys(states);
  const left = new Set(transitions.flatMap(({ from }) => from));
  const arrows = transitions.flatMap(({ from, to, on }) =>
    from.map((state) => `    ${idOf(state)} --> ${idOf(to)} : ${on}`),
  );
  return [
    'stateDiagram-v2',
    ...names.map((state) => `    state "${state}" as ${idOf(state)}`),
    `    [*] --> ${idOf(begins)}`,
    ...arrows,
    ...names.filter((state) => !left.has(state)).map((state) => `    ${idOf(state)} --> [*]`),
  ].join('\n');
}

/** Mermaid takes a hyphen for the beginning of an arrow. */
const idOf = (state: string): string => state.replaceAll('-', '_');

function table(what: string, rows: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rows).map(([name, says]) => `| \`${name}\` | ${says} |`);
  return [`| ${what} | means |`, '| --- | --- |', ...lines, ''].join('\n');
}
