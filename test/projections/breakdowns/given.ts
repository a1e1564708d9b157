/** Histories of several pupils, told at random, and the tallies that they come to. */
import fc from 'fast-check';
import { addDays } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { asAuthorityCode, asPupilId, pupilStream, type PupilId } from '../../../events/identifiers.js';
import { projections } from '../../../projections/catalogue.js';
import { summed, type Projection, type SummedTally } from '../../../projections/projection.js';
import type { Register } from '../../../projections/register/register.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { day, fact, recorded, registerOf, told, urn, type Told } from '../../support/history.js';

export const [camden, leeds] = [asAuthorityCode('E09000007'), asAuthorityCode('E08000035')];
export const [alder, birch, cedar, elm] = [urn(1), urn(2), urn(3), urn(4)];
export const register = registerOf({
  [alder]: {},
  [birch]: {},
  [cedar]: { authority: leeds, phase: 'primary' },
  [elm]: { authority: leeds, type: 'special' },
});
export const pupils: readonly PupilId[] = [1, 2, 3].map((n) =>
  asPupilId(`01900000-0000-7000-8000-${String(n).padStart(12, '0')}`),
);

const school = fc.constantFrom(alder, birch, cedar, elm);
const pupil = fc.constantFrom(...pupils);
const first = day('2014-09-01');
export const someDay = fc.nat(3_600).map((after) => addDays(first, after));
const home = fc.constantFrom(camden, leeds, asAuthorityCode('E10000016'));

/** Whatever may be said of a pupil that breakdowns read. */
const said: fc.Arbitrary<[Told['type'], object]> = fc.oneof(
  {
    arbitrary: fc
      .tuple(school, fc.constantFrom('C', 'M', 'S'), fc.constantFrom(undefined, '2', '7', '9', 'X'))
      .map(([at, enrolmentStatus, ncYear]): [Told['type'], object] => [
        'AddedToRoll',
        { school: at, enrolmentStatus, ...(ncYear !== undefined && { ncYear }) },
      ]),
    weight: 4,
  },
  {
    arbitrary: school.map((at): [Told['type'], object] => [
      'RemovedFromRoll',
      { school: at, regime: 'SI2024/208', ground: 'A' },
    ]),
    weight: 3,
  },
  {
    arbitrary: fc
      .tuple(school, fc.nat(50), fc.constantFrom('DB', 'PA', 'ZZ'), fc.constantFrom(undefined, 'N', 'K', 'E'))
      .map(([at, lengthSessions, reason, senProvision]): [Told['type'], object] => [
        'Suspended',
        {
          school: at,
          category: 'SUSP',
          lengthSessions,
          reasons: [reason],
          ...(senProvision !== undefined && { senProvision }),
        },
      ]),
    weight: 6,
  },
  school.map((at): [Told['type'], object] => ['PermanentlyExcluded', { school: at, reasons: ['DB'] }]),
  fc
    .tuple(fc.constantFrom('N', 'K', 'E', 'Z'), fc.constantFrom(undefined, 'SEMH', 'ASD'))
    .map(([senProvision, primaryNeed]): [Told['type'], object] => [
      'SenProvisionChanged',
      { senProvision, ...(primaryNeed !== undefined && { primaryNeed }) },
    ]),
  fc.boolean().map((eligible): [Told['type'], object] => ['FreeSchoolMealsChanged', { eligible }]),
  fc
    .constantFrom('NONE', 'CIN', 'CP', 'CLA')
    .map((status): [Told['type'], object] => ['SocialCareStatusChanged', { status }]),
  fc
    .constantFrom('WBRI', 'BCRB', 'WROG', 'ABRI', 'XXXX')
    .map((ethnicity): [Told['type'], object] => ['EthnicityRecorded', { ethnicity }]),
  fc
    .constantFrom('ENG', 'POL', 'NOT', 'ZZZ')
    .map((firstLanguage): [Told['type'], object] => ['FirstLanguageRecorded', { firstLanguage }]),
  fc
    .constantFrom('A', 'G', 'N')
    .map((route): [Told['type'], object] => ['PostLookedAfterRecorded', { route }]),
  fc
    .constantFrom('P', 'S', 'N')
    .map((youngCarer): [Told['type'], object] => ['YoungCarerRecorded', { youngCarer }]),
  fc
    .constantFrom('Y', 'N')
    .map((serviceChild): [Told['type'], object] => ['ServiceChildRecorded', { serviceChild }]),
  home.map((homeAuthority): [Told['type'], object] => ['AddressChanged', { homeAuthority }]),
  fc
    .tuple(fc.constantFrom('F', 'M'), fc.integer({ min: 2003, max: 2012 }), fc.integer({ min: 1, max: 12 }))
    .map(([sex, birthYear, birthMonth]): [Told['type'], object] => [
      'PupilIdentified',
      { sex, birthYear, birthMonth },
    ]),
);

export const someFact: fc.Arbitrary<Told> = fc
  .tuple(pupil, someDay, said)
  .map(([who, effectiveOn, [type, data]]) => told(type, { effectiveOn, ...data }, pupilStream(who)));

/** Facts, and now and then a correction or a withdrawal of one that came before. */
export const someHistory: fc.Arbitrary<readonly Told[]> = fc
  .tuple(
    fc.uniqueArray(someFact, { minLength: 4, maxLength: 40, selector: ({ id }) => id }),
    fc.array(fc.tuple(fc.nat(), fc.nat(400), fc.boolean()), { maxLength: 5 }),
  )
  .map(([facts, changes]) => [
    ...facts,
    ...changes.flatMap(([which, later, isCorrection]) => {
      const about = facts[which % facts.length];
      if (about === undefined) return [];
      const data = { ...about.data, effectiveOn: addDays(day(effectiveOn(about)), later) };
      return isCorrection
        ? [fact('EntryCorrected', { effectiveOn: day('2026-01-01'), entry: about.id, data }, about.stream)]
        : [fact('EntryWithdrawn', { effectiveOn: day('2026-01-01'), entry: about.id }, about.stream)];
    }),
  ]);

export const effectiveOn = ({ data }: Told): string => (data as { effectiveOn: string }).effectiveOn;

export const trajectoryOf = (
  who: PupilId,
  events: readonly HistoryEvent[],
  from: Register = register,
): Trajectory =>
  interpret(
    who,
    events.filter(({ stream }) => stream === pupilStream(who)),
    from,
  );

/** Those whose figures are of school years. */
export const withTallies: readonly Projection[] = projections.filter(({ tallyTables }) =>
  tallyTables.some(({ key }) => key.some(({ name }) => name === 'school_year')),
);

/** Every figure of school years, by projection, table, key and count, recounted from nothing. */
export function recount(facts: readonly Told[], from: Register = register): Map<string, number> {
  const events = recorded(facts);
  const trajectories = pupils.map((who) => trajectoryOf(who, events, from));
  const found = new Map<string, number>();
  for (const projection of withTallies) {
    const tables = trajectories.map((each) => projection.tallies(each, from));
    projection.tallyTables.forEach(({ name }, at) => {
      addFigures(found, `${projection.name} ${name}`, summed(tables.flatMap((ofPupil) => ofPupil[at] ?? [])));
    });
  }
  return found;
}

export function addFigures(
  figures: Map<string, number>,
  table: string,
  tallies: readonly SummedTally[],
): void {
  for (const { key, counts } of tallies)
    for (const [name, count] of Object.entries(counts))
      if (count !== 0) figures.set(`${table} | ${key.join(' | ')} | ${name}`, count);
}
