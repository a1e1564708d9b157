import { createSecretKey } from 'node:crypto';
import { validateSync } from 'class-validator';
import { Sealed } from '../../events/sealed.js';
import { BoxRefused, ContentTooLong } from '../../src/identity/errors.js';
import type { PupilKeys } from '../../src/identity/keys/key-store.js';
import { open, seal } from '../../src/identity/sealing.js';
import { aPupil } from './given.js';

const keysWith = (fill: string): PupilKeys => ({
  pupil: aPupil(),
  data: createSecretKey(Buffer.alloc(32, `data ${fill}`)),
  token: createSecretKey(Buffer.alloc(32, `token ${fill}`)),
});
const keys = keysWith('one');
const person = { surname: 'O’Brien-Núñez', forenames: 'Zoë', dateOfBirth: '2012-01-21' };

test('what was sealed opens as it was', () => {
  expect(open(keys, 'person', seal(keys, 'person', person))).toEqual(person);
  const address = { lines: ['Flat 2', '10 High Street'], postcode: 'SW1A 2AA', uprn: '1.0' };
  expect(open(keys, 'address', seal(keys, 'address', address))).toEqual(address);
});

test('a box is shaped as events ask for it', () => {
  expect(validateSync(Object.assign(new Sealed(), seal(keys, 'person', person)))).toEqual([]);
});

test('a box that was touched anywhere is refused', () => {
  const sealed = seal(keys, 'person', person);
  const boxed = (box: string): Sealed => ({ box, fingerprint: sealed.fingerprint });
  const bytes = Buffer.from(sealed.box, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const touched = Buffer.from(bytes);
    touched.writeUInt8(touched.readUInt8(at) ^ 1, at);
    expect(() => open(keys, 'person', boxed(touched.toString('base64url')))).toThrow(BoxRefused);
  }
  for (const box of [sealed.box.slice(0, -4), sealed.box.slice(0, 12), `${sealed.box}==`, '']) {
    expect(() => open(keys, 'person', boxed(box))).toThrow(BoxRefused);
  }
});

test('a box of one pupil does not open as another’s, even were the keys the same', () => {
  const sealed = seal(keys, 'person', person);
  expect(() => open(keysWith('two'), 'person', sealed)).toThrow(BoxRefused);
  expect(() => open({ ...keys, pupil: aPupil() }, 'person', sealed)).toThrow(BoxRefused);
});

test('a person does not open as an address', () => {
  expect(() => open(keys, 'address', seal(keys, 'person', person))).toThrow(BoxRefused);
});

test('fingerprints of one pupil say whether contents are alike, in whatever order their fields came', () => {
  const { fingerprint } = seal(keys, 'person', person);
  const { dateOfBirth, forenames, surname } = person;
  expect(seal(keys, 'person', { dateOfBirth, forenames, surname }).fingerprint).toBe(fingerprint);
  expect(seal(keys, 'person', { ...person, forenames: 'Zoe' }).fingerprint).not.toBe(fingerprint);
});

test('fingerprints of two pupils with the same name do not compare', () => {
  expect(seal(keysWith('two'), 'person', person).fingerprint).not.toBe(
    seal(keys, 'person', person).fingerprint,
  );
});

test('two boxes of the same content differ, and names of unlike length make boxes of one length', () => {
  const sealedAs = (surname: string): string => seal(keys, 'person', { surname }).box;
  expect(sealedAs('Ng')).not.toBe(sealedAs('Ng'));
  expect(sealedAs('Ng')).toHaveLength(sealedAs('Featherstonehaugh').length);
});

test('content beyond what an event may hold is refused', () => {
  expect(() => seal(keys, 'person', { surname: 'x'.repeat(7_000) })).toThrow(ContentTooLong);
});
