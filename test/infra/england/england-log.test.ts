import { join } from 'node:path';
import { validateData } from '../../../events/validation/validate.js';
import { pupilOf } from '../../../events/identifiers.js';
import { englandLog } from '../../../infra/bench/england/england-log.js';
import { readYears, takeFiles } from '../../../infra/bench/england/options.js';
import { WrongUse } from '../../../infra/bench/options.js';
import { checkoutFolder } from '../../../src/platform/checkout.js';
import { fixture } from './files.js';

const yearsOf = (year: string) =>
  readYears(
    takeFiles(
      ['--schools', fixture('made_schools.csv'), '--areas', fixture('made_areas.csv'), '--year', year],
      [],
    )[0],
  );

describe('the made log', () => {
  it('is the same for the same files', async () => {
    const years = await yearsOf('201415,201516');
    expect([...englandLog(years)]).toEqual([...englandLog(years)]);
  });

  it('holds a pupil of each that is on roll in January, and who was there outside it', async () => {
    const streams = [...englandLog(await yearsOf('201516'))].flat();
    const events = streams.flatMap((stream) => stream.events);
    // Of the file: 504 on roll in January.
    expect(events.filter(({ type }) => type === 'CountedOnRoll')).toHaveLength(504);
    expect(streams.filter(({ stream }) => pupilOf(stream) !== undefined).length).toBeGreaterThan(504);
    expect(events.filter(({ type }) => type === 'Suspended')).toHaveLength(217);
    expect(events.filter(({ type }) => type === 'PermanentlyExcluded')).toHaveLength(10);
  });

  it('holds nothing but events that the ledger would take, in streams and under ids that ascend', async () => {
    const streams = [...englandLog(await yearsOf('201415,201516'))].flat();
    const events = streams.flatMap((stream) => stream.events);
    for (const { type, data } of events) expect(validateData(type, data)).toEqual([]);
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const pupils = streams.flatMap(({ stream }) => pupilOf(stream) ?? []);
    expect(pupils).toEqual([...new Set(pupils)].sort());
  });
});

describe('the files', () => {
  it.each([
    [['--schools', 'a.csv', '--year', '201516'], '--areas'],
    [['--schools', 'a.csv', '--areas', 'b.csv', '--year', '2015'], '--year'],
    [['--schools', 'a.csv', '--areas', 'b.csv', '--year', '201516', '--month', '1'], 'option'],
  ])('are named by options: %j is wrong use', (options, named) => {
    expect(() => takeFiles(options, [])).toThrow(WrongUse);
    expect(() => takeFiles(options, [])).toThrow(named);
  });

  it('have to hold the year', async () => {
    await expect(yearsOf('201617')).rejects.toThrow('no file of schools holds rows of 201617');
  });

  it('have to be in this layout', async () => {
    const elsewhere = join(checkoutFolder, 'test', 'fixtures', 'schools', 'england_spine_2017-2018.csv');
    const files = { schools: [elsewhere], areas: [fixture('made_areas.csv')], years: [] };
    await expect(readYears(files)).rejects.toThrow(WrongUse);
  });
});
