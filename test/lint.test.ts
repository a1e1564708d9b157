import { run } from './support/ledger-process.js';

/** What each sample stands in for (its text is linted as if it were that file's) and the rule that must refuse it. */
const refused: readonly [what: string, file: string, text: string, rule: string][] = [
  [
    'events that import projections',
    'events/identifiers.ts',
    `import '../projections/x.js';`,
    'no-restricted-imports',
  ],
  [
    'events that import the shell',
    'events/identifiers.ts',
    `import '../src/main.js';`,
    'no-restricted-imports',
  ],
  [
    'projections that import the shell',
    'projections/projection.ts',
    `import '../src/main.js';`,
    'no-restricted-imports',
  ],
  [
    'deep imports of the shell',
    'events/calendar/plain-date.ts',
    `import '../../src/a/b.js';`,
    'no-restricted-imports',
  ],
  ['a shell that imports its tests', 'src/main.ts', `import '../test/x.js';`, 'no-restricted-imports'],
  ['a framework in the core', 'events/identifiers.ts', `import '@nestjs/common';`, 'no-restricted-imports'],
  ['a database in the core', 'projections/projection.ts', `import 'knex';`, 'no-restricted-imports'],
  ['a driver in the core', 'projections/projection.ts', `import 'pg';`, 'no-restricted-imports'],
  ['files in the core', 'events/identifiers.ts', `import 'node:fs';`, 'no-restricted-imports'],
  [
    'imports at run time in the core',
    'events/identifiers.ts',
    `export const x = import('./y.js');`,
    'no-restricted-syntax',
  ],
  [
    'the clock in the core',
    'events/identifiers.ts',
    `export const x = Date.now();`,
    'no-restricted-properties',
  ],
  ['today in the core', 'events/identifiers.ts', `export const x = new Date();`, 'no-restricted-syntax'],
  [
    'chance in the core',
    'projections/projection.ts',
    `export const x = Math.random();`,
    'no-restricted-properties',
  ],
  [
    'random ids in the core',
    'events/identifiers.ts',
    `export const x = crypto.randomUUID();`,
    'no-restricted-globals',
  ],
  [
    'the environment in the core',
    'events/identifiers.ts',
    `export const x = process.env;`,
    'no-restricted-globals',
  ],
  ['output in the core', 'events/identifiers.ts', `console.log(1);`, 'no-restricted-globals'],
  ['requests in the core', 'events/identifiers.ts', `void fetch('http://x');`, 'no-restricted-globals'],
  ['timers in the core', 'events/identifiers.ts', `setTimeout(() => undefined, 1);`, 'no-restricted-globals'],
  ['any', 'src/main.ts', `export const x: any = 1;`, '@typescript-eslint/no-explicit-any'],
  ['a forgotten promise', 'src/main.ts', `Promise.resolve(1);`, '@typescript-eslint/no-floating-promises'],
  ['a silenced compiler', 'src/main.ts', `// @ts-ignore\nexport {};`, '@typescript-eslint/ban-ts-comment'],
  ['a silenced linter', 'src/main.ts', `var x = 1; // eslint-disable-line no-var\nexport { x };`, 'no-var'],
];

const allowed: readonly [what: string, file: string, text: string][] = [
  ['projections that import events', 'projections/projection.ts', `import '../events/identifiers.js';`],
  ['a given instant in the core', 'events/identifiers.ts', `export const x = new Date(0);`],
  ['the clock in the shell', 'src/main.ts', `export const x = Date.now();`],
];

let rulesOf: string[][];
beforeAll(async () => {
  const samples = [...refused, ...allowed].map(([, file, text]) => ({ file, text }));
  const script = `
    import { ESLint } from 'eslint';
    const linter = new ESLint();
    const found = [];
    for (const { file, text } of ${JSON.stringify(samples)}) {
      const [result] = await linter.lintText(text, { filePath: file });
      found.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
    }
    process.stdout.write(JSON.stringify(found));`;
  const { stdout, stderr } = await run(['--input-type=module', '--eval', script]);
  expect(stderr).toBe('');
  rulesOf = JSON.parse(stdout) as string[][];
});

test.each(refused.map((sample, index) => [...sample, index] as const))(
  '%s: refused',
  (_what, _file, _text, rule, at) => {
    expect(rulesOf[at]).toContain(rule);
  },
);

test.each(allowed.map((sample, index) => [...sample, index] as const))(
  '%s: allowed',
  (_what, _file, _text, at) => {
    expect(rulesOf[refused.length + at]).toEqual([]);
  },
);
