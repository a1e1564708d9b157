/** Who a pupil is, opened with the pupil's keys; nothing once they are destroyed. */
import { Inject, Injectable } from '@nestjs/common';
import type { HistoryEvent } from '../../events/envelope.js';
import { pupilOf, type PupilId } from '../../events/identifiers.js';
import type { Sealed } from '../../events/sealed.js';
import { byDayAsRecorded } from '../../projections/day-order.js';
import { standingFacts, type Fact } from '../../projections/standing-facts.js';
import { KeyStore, type PupilKeys } from '../identity/keys/key-store.js';
import { open, type Person } from '../identity/sealing.js';
import type { PupilIdentity } from './documents/trajectory.js';

@Injectable()
export class PupilIdentities {
  constructor(@Inject(KeyStore) private readonly keys: KeyStore) {}

  /**
   * What the history says of who the pupil is: of each field the last report by the day it is about.
   *
   * @param records all records of the history: each record's boxes open with its own keys alone
   * @throws {BoxRefused} a box that was changed
   */
  async of(records: readonly PupilId[], events: readonly HistoryEvent[]): Promise<PupilIdentity> {
    const held = await this.keys.existingKeysOf(records);
    const keys = new Map<PupilId, PupilKeys>();
    for (const [record, found] of held) {
      if (found === 'destroyed') return erased;
      keys.set(record, found);
    }
    return identityFrom(peopleIn(standingFacts(events).facts, keys));
  }
}

const erased: PupilIdentity = {
  erased: true,
  upn: null,
  formerUpns: [],
  identifier: null,
  surname: null,
  forenames: null,
  middleNames: null,
  preferredSurname: null,
  formerSurname: null,
  dateOfBirth: null,
};

function peopleIn(facts: readonly Fact[], keys: ReadonlyMap<PupilId, PupilKeys>): Person[] {
  return facts.toSorted(byDayAsRecorded).flatMap((fact) => {
    const box = boxOf(fact);
    const record = pupilOf(fact.stream);
    const own = record && keys.get(record);
    return box && own ? open(own, 'person', box) : [];
  });
}

function boxOf(fact: Fact): Sealed | undefined {
  switch (fact.type) {
    case 'PupilIdentified':
    case 'CountedOnRoll':
    case 'CountedAsLeaver':
      return fact.data.person;
    case 'UpnChanged':
      return fact.data.upn;
    default:
      return undefined;
  }
}

function identityFrom(people: readonly Person[]): PupilIdentity {
  const last = (field: keyof Person): string | null =>
    people.findLast((person) => person[field] !== undefined)?.[field] ?? null;
  const upn = last('upn');
  const others = people
    .flatMap((person) => [person.formerUpn ?? [], person.upn ?? []].flat())
    .filter((other) => other !== upn);
  return {
    erased: false,
    upn,
    formerUpns: [...new Set(others)],
    identifier: last('identifier'),
    surname: last('surname'),
    forenames: last('forenames'),
    middleNames: last('middleNames'),
    preferredSurname: last('preferredSurname'),
    formerSurname: last('formerSurname'),
    dateOfBirth: last('dateOfBirth'),
  };
}
