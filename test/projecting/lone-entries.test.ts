import fc from 'fast-check';
import { catalogue, eventTypes } from '../../events/catalogue.js';
import { asEventId, pupilStream } from '../../events/identifiers.js';
import { projections } from '../../projections/catalogue.js';
import { deriveAll, ProjectedTables, type StoredHistory } from '../../src/projecting/derive.js';
import { filled, LoneEntries } from '../../src/projecting/rebuild/lone-entries.js';
import { soundData } from '../support/event-data.js';
import { counted, day, recorded, registerOf, told, urn, type Told } from '../support/history.js';
import { pupil } from './given.js';

const tables = projections.map((projection) => new ProjectedTables(projection));
const register = registerOf({ [urn(1)]: {}, [urn(2)]: { closedOn: day('2020-08-31') } });
const pupilTypes = eventTypes.filter((type) => catalogue[type].streams.includes('pupil'));

/** A history of the n-th pupil, of one entry that says what the fact does under an id of its own. */
function ofPupil(n: number, fact: Told): StoredHistory {
  const who = pupil(n);
  return {
    pupil: who,
    events: recorded([fact]).map(({ type, data, recordedAt, position }) => ({
      id: asEventId(`b555be07-0c27-8000-8262-${String(n).padStart(12, '0')}`),
      stream: pupilStream(who),
      type,
      schemaVersion: 1,
      position,
      recordedAt,
      data: JSON.stringify(data),
    })),
  };
}

/** What is told of a second pupil when only a first was derived; undefined where nothing is. */
function copied(first: StoredHistory, second: StoredHistory): unknown {
  const lone = new LoneEntries();
  lone.keep(
    first,
    deriveAll(tables, [first], register).flatMap((ofBuild) => ofBuild),
  );
  const [event] = second.events;
  return (
    event &&
    lone.find(second)?.map(({ tables: ofBuild, additions }) => ({
      lines: ofBuild.map((lines) => lines.map((line) => filled(line, second.pupil, event.id))),
      additions,
    }))
  );
}

const derived = (history: StoredHistory): unknown =>
  deriveAll(tables, [history], register).flatMap((ofBuild) =>
    ofBuild.map(({ lines, additions }) => ({ lines, additions })),
  );

const anyFact = fc.oneof(
  ...pupilTypes.map((type) => fc.tuple(soundData(type)).map(([data]) => told(type, data))),
);

it('the rows of one entry are, but for the names, those of any other like it, in every projection', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const [first, second] = [ofPupil(1, fact), ofPupil(2, fact)];
      expect(copied(first, second)).toEqual(derived(second));
    }),
    { numRuns: 500 },
  );
});

const listed = counted(urn(1), '2024-09-02', 'spring');

it('an entry of other words, of another time, or one of several is derived by itself', () => {
  const alike = ofPupil(2, listed);
  const [event] = alike.events;
  if (event === undefined) throw new Error('a history of one entry has one');
  expect(copied(ofPupil(1, listed), alike)).toBeDefined();
  for (const other of [
    { ...event, data: `${event.data} ` },
    { ...event, recordedAt: '2031-01-01T00:00:00.000Z' },
    { ...event, type: 'CountedAsLeaver' },
    { ...event, schemaVersion: 2 },
  ])
    expect(copied(ofPupil(1, listed), { ...alike, events: [other] })).toBeUndefined();
  expect(copied(ofPupil(1, listed), { ...alike, events: [event, event] })).toBeUndefined();
});

it('who is quarantined is derived by itself: the row says where in the log the trouble lies', () => {
  const unknown = ({ events, ...rest }: StoredHistory): StoredHistory => ({
    ...rest,
    events: events.map((event) => ({ ...event, schemaVersion: 99 })),
  });
  expect(copied(unknown(ofPupil(1, listed)), unknown(ofPupil(2, listed)))).toBeUndefined();
});
