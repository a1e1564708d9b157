import fc from 'fast-check';
import type { EventType } from '../../../events/catalogue.js';
import { isObject } from '../../../events/validation/fields.js';
import { movementEvents, type MovementType } from '../../../src/importing/movements/layout.js';
import { readMovement } from '../../../src/importing/movements/read-movement.js';
import { upnNumber } from '../../identity/given.js';
import { soundData, type Data } from '../../support/event-data.js';
import { cellsOf } from '../../support/movements-file.js';

const subjects = { pupil: upnNumber(1), school: '100001', authority: 'E09000002' };

/** Reported in another shape than recorded: the stories tell these, and tests of their own. */
const inPlain: readonly MovementType[] = ['AddressChanged', 'PupilIdentified', 'UpnChanged', 'TermDatesSet'];

describe('every event reads from its row as it was written down', () => {
  test.each(
    movementEvents.filter(({ type }) => !inPlain.includes(type)).map(({ type, of }) => [type, of] as const),
  )('%s', (type, of) => {
    fc.assert(
      fc.property(soundData(type), (data) => {
        fc.pre(canBeWritten(data));
        expect(withoutEmpty(factIn(read(type, subjects[of], data)))).toEqual(withoutEmpty(data));
      }),
      { numRuns: 30 },
    );
  });
});

function read(type: EventType, subject: string, data: Data): ReturnType<typeof readMovement> {
  const cells: Record<string, string> = { event: type, subject, ...cellsOf(type, data, (id) => id) };
  const byColumn = new Map(Object.entries(cells).map(([name, text]) => [name.toLowerCase(), text.trim()]));
  return readMovement({
    line: 2,
    cells: [...byColumn.values()],
    columns: () => byColumn.keys(),
    value: (column) => byColumn.get(column),
  });
}

/** The fact with the entries that it names. */
function factIn(read: ReturnType<typeof readMovement>): Data {
  if ('refused' in read || !('fact' in read.report)) return { read };
  const named = read.references.map(({ field, entry }) => [field, entry] as const);
  return Object.assign({}, read.report.fact.data, Object.fromEntries(named));
}

/** Blanks at the ends of a text, and objects in a list that say nothing, have no place in a cell. */
function canBeWritten(data: Data): boolean {
  return Object.values(data).every((value) => {
    if (typeof value === 'string') return value === value.trim();
    if (isObject(value)) return canBeWritten(value);
    return !Array.isArray(value) || value.every((item) => !isObject(item) || Object.keys(item).length > 0);
  });
}

/** A list of none and an object that says nothing are blank, as are those that are not stated. */
const withoutEmpty = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([, value]) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0,
    ),
  );
