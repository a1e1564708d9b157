/** The codes that facts of this family give, each with its list. */
import {
  directionNoticeItem,
  directionObjective,
  placementReason,
  provisionSetting,
} from '../../events/codes/alternative-provision.js';
import type { CodeList } from '../../events/codes/code-list.js';
import { meetingAttendee } from '../../events/codes/meeting-attendee.js';
import type { StatedFact } from '../trajectory/code-flags.js';

export function codesOfPlacement(fact: StatedFact): (readonly [CodeList, string])[] {
  const all = (list: CodeList, codes: readonly (string | undefined)[] = []) =>
    codes.flatMap((code) => (code === undefined ? [] : [[list, code] as const]));
  switch (fact.type) {
    case 'OffSiteDirectionNotified':
      return [
        ...all(placementReason, [fact.data.reason]),
        ...all(directionObjective, fact.data.objectives),
        ...all(directionNoticeItem, fact.data.states),
        ...all(provisionSetting, [fact.data.provider.setting]),
      ];
    case 'OffSiteDirectionStarted':
    case 'AlternativeProvisionStarted':
      return [
        ...all(placementReason, [fact.data.reason]),
        ...all(provisionSetting, [fact.data.provider.setting]),
      ];
    case 'AlternativeProvisionAttended':
      return all(provisionSetting, [fact.data.provider.setting]);
    case 'OffSiteDirectionReviewed':
      return all(meetingAttendee, fact.data.attended);
    default:
      return [];
  }
}
