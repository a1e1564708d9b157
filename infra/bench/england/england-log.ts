/** A made register of England, or of what the files hold of it, as new streams: the same files give the same log. */
import type { Metadata, NewEvent } from '../../../events/envelope.js';
import { catalogue } from '../../../events/catalogue.js';
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { schoolYearFrom, startYearOf } from '../../../events/calendar/school-year.js';
import { asPupilId, pupilStream, type StreamName, type Urn } from '../../../events/identifiers.js';
import { eventIdsOf } from '../../../src/ledger/event-ids.js';
import type { NewStream } from '../../../src/ledger/postgres/bulk/load-in-bulk.js';
import { authoritiesOf, schoolsOf, urnIn, urnsOf, type CountedYear } from './establishments.js';
import { groupedBy } from '../../../projections/groups.js';
import { exactCounts, type ExactSchool } from './exact-counts.js';
import { pupilsOf, type Describe, type Story, type YearOfPupils } from './pupils.js';
import { schoolYearDays } from './school-year-days.js';

export interface EnglandOptions {
  /** How many years, up to and with each of the files', those on roll are there and excluded just so. */
  readonly yearsOnRoll: number;
  /** Characteristics of those on roll; left out: none are told. */
  readonly describe?: Describe;
}

const streamsPerBatch = 500;

/**
 * Batches for the bulk path: authorities, schools, then the pupils of each year, school by school.
 * @param years in order
 * @throws Contradiction where the files contradict themselves
 */
export function* englandLog(
  years: readonly CountedYear[],
  options: EnglandOptions = { yearsOnRoll: 1 },
): Generator<NewStream[]> {
  const write = new Writer(years.map(({ days }) => days.schoolYear).join(' '));
  const urns = urnsOf(years);
  const described = [...authoritiesOf(years), ...schoolsOf(years, urns)];
  for (let at = 0; at < described.length; at += streamsPerBatch)
    yield described.slice(at, at + streamsPerBatch).map(({ stream, facts }) => write.stream(stream, facts));
  let batch: NewStream[] = [];
  for (const [at, year] of years.entries()) {
    const ofPupils = yearOfPupils(year, at < years.length - 1, options);
    for (const story of storiesOf(exactCounts(year.schools, year.areas), urns, ofPupils)) {
      batch.push(write.pupil(story));
      if (batch.length < streamsPerBatch) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function yearOfPupils(
  { days }: CountedYear,
  leaveInSummer: boolean,
  { yearsOnRoll, describe }: EnglandOptions,
): YearOfPupils {
  const year = startYearOf(days.schoolYear);
  const earlier = Array.from({ length: yearsOnRoll - 1 }, (_, n) => year - yearsOnRoll + 1 + n);
  return {
    days,
    leaveInSummer,
    describe,
    enteredOn: asPlainDate(`${year - yearsOnRoll + 1}-09-01`),
    repeatedIn: earlier.map((start) => schoolYearDays(schoolYearFrom(start))),
  };
}

/** Within an authority's schools of one type, who leaves one in December is in the next in January. */
function* storiesOf(
  schools: readonly ExactSchool[],
  urns: ReadonlyMap<string, Urn>,
  year: YearOfPupils,
): Generator<Story> {
  for (const [, alike] of groupedBy(schools, ({ authority, schoolType }) => `${authority} ${schoolType}`)) {
    let leavers: readonly Story[] = [];
    for (const school of alike) {
      const pupils = pupilsOf({ ...school, urn: urnIn(urns, school.laestab) }, leavers, year);
      yield* pupils.stories;
      leavers = pupils.leavers;
    }
    yield* leavers;
  }
}

const metadata: Metadata = {
  actor: 'bench-england',
  role: 'importer',
  source: { system: 'bench' },
  correlationId: '0152603b-1000-7000-8000-000000000000',
};

/** Midnight of 1 January 2016 in milliseconds: the ids of the made pupils count from there, one a millisecond. */
const firstPupilMs = 1_451_606_400_000;

class Writer {
  private readonly idOf: ReturnType<typeof eventIdsOf>;
  private pupils = 0;
  private events = 0;

  constructor(source: string) {
    this.idOf = eventIdsOf(`bench england ${source}`);
  }

  pupil(story: Story): NewStream {
    return this.stream(pupilStream(pupilId(this.pupils++)), story);
  }

  stream(stream: StreamName, facts: Story): NewStream {
    return { stream, events: facts.map(({ type, data }) => this.event(stream, type, data)) };
  }

  private event(stream: StreamName, type: NewEvent['type'], data: NewEvent['data']): NewEvent {
    const id = this.idOf(stream, this.events++);
    return { id, type, schemaVersion: catalogue[type].version, data, metadata };
  }
}

/** A UUID of version 7 with nothing of chance in it. */
function pupilId(n: number) {
  const time = (firstPupilMs + n).toString(16).padStart(12, '0');
  return asPupilId(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`);
}
