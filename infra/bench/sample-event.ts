import { randomUUID } from 'node:crypto';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { NewEvent } from '../../events/envelope.js';
import { asAuthorityCode, asPupilId, asUrn, pupilStream, type StreamName } from '../../events/identifiers.js';

/** What a row of an autumn census becomes: every field that the published sample's rows fill. */
export const sampleContent: Omit<NewEvent<'CountedOnRoll'>, 'id'> = {
  type: 'CountedOnRoll',
  schemaVersion: 1,
  data: {
    effectiveOn: asPlainDate('2024-10-03'),
    school: asUrn('123456'),
    term: '2024-autumn',
    enteredOn: asPlainDate('2023-09-04'),
    enrolmentStatus: 'C',
    ncYear: '8',
    characteristics: {
      sex: 'F',
      birthYear: 2012,
      birthMonth: 3,
      ethnicity: 'WBRI',
      senProvision: 'N',
      freeSchoolMeals: false,
      firstLanguage: 'ENG',
    },
  },
  metadata: {
    actor: 'bench',
    role: 'importer',
    authority: asAuthorityCode('E09000007'),
    source: { system: 'census', line: 1_234 },
    correlationId: '0192a5b0-7c00-7000-8000-000000000000',
  },
};

/** Data and metadata together, as JSON text. */
export const eventBytes =
  JSON.stringify(sampleContent.data).length + JSON.stringify(sampleContent.metadata).length;

export const newPupilStream = (): StreamName => pupilStream(asPupilId(randomUUID()));
