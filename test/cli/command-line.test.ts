import { run } from '../support/ledger-process.js';

const ledger = (...args: string[]) => run(['infra/bin/ledger.js', ...args]);

test.each([
  ['an unknown command', ['nope'], "unknown command 'nope'"],
  ['an unknown option', ['serve', '--nope'], "unknown option '--nope'"],
  ['too many arguments', ['serve', 'now'], 'too many arguments'],
  ['no command', [], 'Usage: ledger'],
])('%s: exit code 2, the usage on standard error, nothing on standard output', async (_case, args, words) => {
  const { code, stdout, stderr } = await ledger(...args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(words);
  expect(stderr).toContain('Usage: ledger');
});

test('help is a result: exit code 0, on standard output', async () => {
  const { code, stdout, stderr } = await ledger('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('serve');
});

test('a wrong configuration is wrong use: exit code 2, every variable on standard error', async () => {
  const { code, stdout, stderr } = await run(['infra/bin/ledger.js', 'serve'], { PORT: 'x', LOG_LEVEL: 'y' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/PORT is "x".*\n.*LOG_LEVEL is "y"/);
});

test('a database that does not answer: exit code 1, and no password in what is said', async () => {
  const environment = {
    DATABASE_URL: 'postgres://someone:secret-word@127.0.0.1:1/ledger',
    LEDGER_MASTER_KEY: Buffer.alloc(32).toString('base64'),
  };
  const { code, stderr } = await run(['infra/bin/ledger.js', 'serve'], environment);
  expect(code).toBe(1);
  expect(stderr).toBe('DATABASE_URL: no PostgreSQL answers there.\n');
});
