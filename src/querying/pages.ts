/** A page of rows, or all of them, whoever asks. */

/** The page that was asked for, or everything, a page at a time. The last row of a page is the cursor of the next. */
export async function pageOf<Cursor, Row extends Cursor>(
  { after, limit }: { readonly after: Cursor | null; readonly limit: number | null },
  read: (after: Cursor | null, limit: number) => Promise<readonly Row[]>,
): Promise<{ rows: Row[]; next: Row | null }> {
  const size = limit ?? rowsAtOnce;
  const rows: Row[] = [];
  let next: Row | null = null;
  do {
    const found = await read(next ?? after, size + 1);
    rows.push(...found.slice(0, size));
    next = found.length > size ? (found[size - 1] ?? null) : null;
  } while (next !== null && limit === null);
  return { rows, next };
}

const rowsAtOnce = 2_000;
