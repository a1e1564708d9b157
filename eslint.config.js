import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What the pure core may not touch: events/ and projections/ follow from their arguments and from nothing else. */
const impureModules = [
  { regex: '^node:', message: 'events/ and projections/ do no I/O.' },
  { regex: '^@nestjs/', message: 'events/ and projections/ know no framework.' },
  {
    regex: '^(knex|pg|pg-copy-streams|express|pino|rxjs)($|/)',
    message: 'events/ and projections/ do no I/O.',
  },
];
const impureGlobals = [
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'crypto',
  'performance',
].map((name) => ({ name, message: 'events/ and projections/ follow from their arguments only.' }));
const impureProperties = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
].map(([object, property]) => ({ object, property, message: 'A clock or randomness is passed in.' }));
const impureSyntax = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'A clock is passed in.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'A clock is passed in.' },
  { selector: 'ImportExpression', message: 'events/ and projections/ do no I/O.' },
];

/** Imports point one way: events ← projections ← src. */
const direction = {
  events: {
    regex: '^\\.\\./(.*/)?(projections|src|infra|test)/',
    message: 'events/ imports nothing of the others.',
  },
  projections: {
    regex: '^\\.\\./(.*/)?(src|infra|test)/',
    message: 'projections/ imports from events/ only.',
  },
  src: { regex: '^\\.\\./(.*/)?test/', message: 'The application does not import its tests.' },
};

const pure = (folder) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', { patterns: [...impureModules, direction[folder]] }],
    'no-restricted-globals': ['error', ...impureGlobals],
    'no-restricted-properties': ['error', ...impureProperties],
    'no-restricted-syntax': ['error', ...impureSyntax],
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.data/', 'node_modules/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-expect-error': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // The brands of events/identifiers.ts name a type once, as what comes out.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Events and options are plain shapes; that they are also classes is for their decorators.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest's modules, decorated classes with nothing inside, are how it is told of the parts.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Index signatures are read with brackets (tsc: noPropertyAccessFromIndexSignature).
      '@typescript-eslint/dot-notation': 'off',
      'no-restricted-imports': ['error', { patterns: [direction.src] }],
      eqeqeq: 'error',
    },
  },
  pure('events'),
  pure('projections'),
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      // Bodies of answers and rows are whatever came back; tests compare them whole.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly' } },
  },
  prettier,
);
