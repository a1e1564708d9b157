import { readdirSync, readFileSync } from 'node:fs';
import { catalogue, eventTypes } from '../../../events/catalogue.js';
import { movementsGuide } from '../../../infra/schemas/movements.js';
import {
  knownColumns,
  movementEvent,
  movementEvents,
  movementFamilies,
  rowColumns,
  templateName,
} from '../../../src/importing/movements/layout.js';
import { familyNamed, templateOf } from '../../../src/importing/movements/template.js';

test('every family can be told by a file', () => {
  expect(movementFamilies).toEqual([...new Set(eventTypes.map((type) => catalogue[type].family))]);
});

test('what a file cannot tell comes from registers and censuses, or cannot be taken back', () => {
  expect(eventTypes.filter((type) => !movementEvent(type))).toEqual([
    'CountedOnRoll',
    'CountedAsLeaver',
    'NotCountedOnRoll',
    'RecordsMerged',
    'PersonalDataKeyDestroyed',
    'EntryCorrected',
    'SchoolOpened',
    'SchoolClosed',
    'SchoolDescribed',
    'SchoolSucceeded',
    'InspectionPublished',
    'CensusReceived',
    'AuthorityDescribed',
  ]);
});

test('no field of an event has the name of a column of every row', () => {
  const names = movementEvents.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(rowColumns.filter((name) => names.includes(name))).toEqual([]);
});

test('no two columns differ by letter case alone', () => {
  const names = new Set(movementEvents.flatMap(({ columnNames }) => [...columnNames]));
  expect(knownColumns.size).toBe(names.size);
});

test('guide and templates are what the layout says (npm run schemas)', () => {
  expect(readFileSync('docs/guides/movements-file.md', 'utf8')).toBe(movementsGuide());
  const files = movementFamilies.map((family) => `${templateName(family)}.csv`);
  expect(readdirSync('docs/templates').sort()).toEqual(files.sort());
  for (const family of movementFamilies)
    expect(readFileSync(`docs/templates/${templateName(family)}.csv`, 'utf8')).toBe(templateOf(family));
});

test('a template is found by the name of its family', () => {
  expect(familyNamed('managed-move')).toBe('managed move');
  expect(familyNamed('nonsense')).toBeUndefined();
  expect(templateOf('correction')).toBe(
    'event,subject,corrects,documents.kind,documents.reference,documents.sha256,effectiveOn,entry,reference\n',
  );
});
