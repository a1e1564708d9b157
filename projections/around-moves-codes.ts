/** The codes that facts around moves give, each with its list. */
import { provisionSetting } from '../events/codes/alternative-provision.js';
import { attendanceCode } from '../events/codes/attendance.js';
import { challengeGround } from '../events/codes/challenge-ground.js';
import type { CodeList } from '../events/codes/code-list.js';
import { disclosureBasis, disclosureRecipient } from '../events/codes/disclosure.js';
import { inSchoolUnitPurpose } from '../events/codes/in-school-unit.js';
import { notifiedParty } from '../events/codes/notified-party.js';
import { postSixteenDestination } from '../events/codes/post-sixteen-destination.js';
import { supportService } from '../events/codes/support-service.js';
import type { StatedFact } from './trajectory/code-flags.js';

export function codesAroundMoves(fact: StatedFact): (readonly [CodeList, string])[] {
  switch (fact.type) {
    case 'AttendanceSummarised':
      return fact.data.marks.map(({ code }) => [attendanceCode, code]);
    case 'InSchoolUnitStarted':
      return [[inSchoolUnitPurpose, fact.data.purpose]];
    case 'SupportSignposted':
      return fact.data.services.map((service) => [supportService, service]);
    case 'SupportReferred':
      return [[supportService, fact.data.service]];
    case 'PostSixteenDestinationRecorded':
      return [[postSixteenDestination, fact.data.destination]];
    case 'CostRecoveryOpened': {
      const { setting } = fact.data.provider;
      return setting === undefined ? [] : [[provisionSetting, setting]];
    }
    case 'ChallengeRaised':
      return [[challengeGround, fact.data.ground]];
    case 'PartyNotified':
    case 'NotificationAcknowledged':
      return [[notifiedParty, fact.data.party]];
    case 'RiskConsidered':
      return [[notifiedParty, fact.data.consideredBy]];
    case 'DisclosureMade':
      return [
        [disclosureRecipient, fact.data.recipient],
        [disclosureBasis, fact.data.basis],
      ];
    case 'DisclosureDeclined':
      return [[disclosureRecipient, fact.data.recipient]];
    default:
      return [];
  }
}
