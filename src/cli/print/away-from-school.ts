/** Managed moves and education away from the school, for people. */
import type { EducationPlaceTold, PlacementTold, ProviderTold } from '../../querying/documents/placements.js';
import type { TrajectoryDocument } from '../../querying/documents/trajectory.js';
import { codeInWords, schoolInWords, section } from './words.js';

export function managedMoves({ managedMoves: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(
    ({ referredOn, homeSchool, receivingSchool, trial, state, decidedOn, missingSteps }) => [
      referredOn ?? 'not known',
      schoolInWords(homeSchool),
      receivingSchool === null ? '' : schoolInWords(receivingSchool),
      trial === null ? '' : `${trial.startedOn}, due ${trial.decisionDueOn}`,
      [state, decidedOn].filter((part) => part !== null).join(' '),
      missingSteps.map(({ code }) => code).join(', '),
    ],
  );
  const columns = ['Referred', 'Home school', 'Receiving school', 'Trial', 'State', 'Steps missing'];
  return section('Managed moves', columns, rows);
}

export function placements({ placements: found, educatedAt }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map((placement) => [
    placement.startedOn ?? `notified for ${placement.notice?.startsOn ?? 'a day not known'}`,
    placement.endedOn ?? (placement.startedOn === null ? '' : 'still'),
    placement.kind === 'direction' ? 'off-site direction' : 'alternative provision',
    providerInWords(placement.provider),
    placement.reason === null ? 'reason not known' : codeInWords(placement.reason),
    attendanceInWords(placement),
  ]);
  const columns = ['From', 'To', 'What', 'Provider', 'Why', 'Attended'];
  return `${section('Taught away from the school', columns, rows)}\nTaught now: ${educatedAt.map(placeInWords).join('; ') || 'nowhere known'}`;
}

const placeInWords = ({ provider, by, pattern }: EducationPlaceTold): string =>
  `${providerInWords(provider)} (${by}, ${pattern})`;

function providerInWords({ school, ukprn, reference, setting }: ProviderTold): string {
  if (school) return schoolInWords(school);
  if (ukprn !== null) return `UKPRN ${ukprn}`;
  return reference ?? (setting === null ? 'not named' : codeInWords(setting));
}

function attendanceInWords({ attendance }: PlacementTold): string {
  if (attendance.length === 0) return 'not reported';
  const sum = (count: (period: PlacementTold['attendance'][number]) => number): number =>
    attendance.reduce((so, period) => so + count(period), 0);
  return `${sum(({ sessionsAttended }) => sessionsAttended)} of ${sum(({ sessionsPossible }) => sessionsPossible)} sessions`;
}
