import type { Row } from '../given.js';
import { ledger, ann, added, suspended, importing } from './given.js';

describe('the papers behind a row', () => {
  const digests = ['a', 'b'].map((digit) => digit.repeat(64));
  const withPapers = (more: Row = {}): Row => ({
    ...added(ann),
    'documents.kind': 'letter;panel-minute',
    'documents.reference': 'L/7;FAP/2024/17',
    'documents.sha256': digests.join(';'),
    ...more,
  });

  test('stand beside its entry, as over REST, and say nothing of its pupil’s identity', async () => {
    expect(await importing([withPapers()])).toMatchObject({ rows: { recorded: 1 }, ignoredColumns: [] });
    const { rows } = await ledger.database.pool.query<{ type: string; documents: unknown }>(
      `select type, metadata -> 'documents' as documents from ledger.events where stream like 'pupil-%' order by position`,
    );
    expect(rows).toEqual([
      { type: 'PupilIdentified', documents: null },
      {
        type: 'AddedToRoll',
        documents: [
          { kind: 'letter', reference: 'L/7', sha256: digests[0] },
          { kind: 'panel-minute', reference: 'FAP/2024/17', sha256: digests[1] },
        ],
      },
    ]);
  });

  test('of a fact that is known without them are refused, and not dropped', async () => {
    await importing([added(ann)]);
    for (const dryRun of [true, false]) {
      const { rows, events } = await importing([withPapers(), added(ann)], { dryRun });
      expect({ rows, events }).toMatchObject({ rows: { recorded: 0, known: 1, refused: 1 }, events: 0 });
      expect(await ledger.refusals()).toEqual([
        expect.objectContaining({ line: '2', field: 'documents', code: 'documents-of-known-entry' }),
      ]);
    }
  });

  test('that stand beside the fact already are known, in the same file and in any other', async () => {
    const papers = [withPapers(), suspended(ann, '2024-10-07')];
    expect((await importing(papers)).rows).toMatchObject({ recorded: 2 });
    expect((await importing(papers)).rows).toMatchObject({ recorded: 0, known: 2, refused: 0 });
    const grown = [suspended(ann, '2024-11-04'), ...papers];
    expect((await importing(grown)).rows).toMatchObject({ recorded: 1, known: 2, refused: 0 });
  });

  test('are looked for beside the rows before them in the file too, in a dry run as well', async () => {
    const other = withPapers({ 'documents.reference': 'L/8;FAP/2024/17' });
    for (const dryRun of [true, false]) {
      const { rows } = await importing([withPapers(), withPapers(), other], { dryRun });
      expect(rows).toMatchObject({ recorded: 1, known: 1, refusedBy: { 'documents-of-known-entry': 1 } });
    }
  });

  test.each([
    ['a digest that is none', { 'documents.sha256': 'abc;abc' }, 'documents.sha256', 'shape'],
    ['a paper without its digest', { 'documents.sha256': digests[0] ?? '' }, 'documents.sha256', 'shape'],
    [
      'words for a number',
      { 'documents.reference': 'L/7;letter of the parent' },
      'documents.reference',
      'shape',
    ],
    ['a UPN for a number', { 'documents.reference': `L/7;${ann}` }, 'documents.reference', 'shape'],
  ])('are refused with %s', async (_what, cells, field, code) => {
    await importing([withPapers(cells)]);
    expect(await ledger.refusals()).toEqual([expect.objectContaining({ field, code })]);
  });
});
