import Sequencer from '@jest/test-sequencer';

/**
 * The test files that take longest, the longest first. Whichever of them begins last would run alone at the end, beside
 * idle cores: without timings of an earlier run, as after a fresh clone, Jest goes by the size of files, and the longest
 * is a small one. A file that is missing here costs time, nothing else: every order is allowed.
 */
const longest = [
  'ledger/eventstoredb.contract',
  'projecting/rebuild',
  'eventstoredb/faults',
  'ledger/eventstoredb/sequencer/rebuild',
  'recording/processes',
  'ledger/eventstoredb/sequencer/marks',
  'recording/any-history',
  'projections/breakdowns/england-2016-17',
  'importing/census-bad-input',
  'ledger/postgres.contract',
  'eventstoredb/demonstration',
  'platform/embedded-database',
  'eventstoredb/copy',
  'eventstoredb/processes',
  'cli/command-line',
  'demonstration/fill',
].map((name) => `/test/${name}.test.ts`);

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((name) => path.endsWith(name));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
}
