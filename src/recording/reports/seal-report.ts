/** From a report to the fact that will stand: what is personal goes under the pupil's key. */
import { Inject, Injectable } from '@nestjs/common';
import { monthOf, yearOf } from '../../../events/calendar/plain-date.js';
import type { PupilId } from '../../../events/identifiers.js';
import type { PupilIdentified, UpnChanged } from '../../../events/identity.js';
import { isTemporaryUpn } from '../../../events/upn.js';
import { addressParts } from '../../identity/addresses.js';
import { KeyStore, type KeysOrDestroyed, type PupilKeys } from '../../identity/keys/key-store.js';
import { seal } from '../../identity/sealing.js';
import type { FactToRecord } from '../deciders/decision.js';
import { personErased } from '../deciders/refusals.js';
import type { AddressReport, PersonReport, UpnReport } from './bodies.js';
import type { PlainReport, Report } from './read-report.js';

@Injectable()
export class ReportSealer {
  constructor(@Inject(KeyStore) private readonly keys: KeyStore) {}

  /** The fact of a report. Once the pupil's keys are destroyed, only what stands in clear. */
  async factOf(report: Report, pupil: PupilId): Promise<FactToRecord> {
    return 'plain' in report ? sealedFact(report, await this.keysOf(pupil)) : report.fact;
  }

  async person(report: PersonReport, pupil: PupilId): Promise<PupilIdentified> {
    return sealPerson(report, await this.keysOf(pupil));
  }

  /** @throws Problem 409 where the pupil's keys are destroyed: a UPN is nothing but personal data */
  async upnChanged(report: UpnReport, pupil: PupilId): Promise<UpnChanged> {
    const keys = await this.keysOf(pupil);
    if (keys === 'destroyed') throw personErased();
    return sealedUpn(report, keys);
  }

  async keysOf(pupil: PupilId): Promise<KeysOrDestroyed> {
    return (await this.keys.keysOf([pupil])).get(pupil) ?? 'destroyed';
  }
}

/** The fact of a report of personal data, under those keys; once they are destroyed, only what stands in clear. */
export function sealedFact(report: PlainReport, keys: KeysOrDestroyed): FactToRecord {
  return report.type === 'AddressChanged'
    ? { type: report.type, data: sealAddress(report.plain, keys) }
    : { type: report.type, data: sealPerson(report.plain, keys) };
}

export function sealedUpn({ effectiveOn, upn }: UpnReport, keys: PupilKeys): UpnChanged {
  return {
    effectiveOn,
    kind: isTemporaryUpn(upn) ? 'temporary' : 'permanent',
    upn: seal(keys, 'person', { upn }),
  };
}

function sealAddress({ effectiveOn, homeAuthority, ...address }: AddressReport, keys: KeysOrDestroyed) {
  return { effectiveOn, ...addressParts(keys, address, homeAuthority) };
}

function sealPerson({ effectiveOn, sex, ...person }: PersonReport, keys: KeysOrDestroyed) {
  const born = person.dateOfBirth;
  return {
    effectiveOn,
    ...(sex !== undefined && { sex }),
    ...(born !== undefined && { birthYear: yearOf(born), birthMonth: monthOf(born) }),
    ...(keys !== 'destroyed' && { person: seal(keys, 'person', person) }),
  };
}
