/** What the authority sets for itself, buys and checks: protocol, standards, providers, places, money; and schools' ratings. */
import type { EventData, EventType } from '../../events/catalogue.js';
import { authorityStream, schoolStream } from '../../events/identifiers.js';
import { dateOf } from './calendar.js';
import { fundingFrom } from './levels.js';
import { medicalTuition, tuition, unchecked, workshops } from './placements.js';
import { ncYearOf } from './pupil.js';
import { authority, standingOn } from './schools.js';
import type { World } from './world.js';

const stream = authorityStream(authority);

/** As the ledger begins. */
export function setStandards(world: World): void {
  const on = world.year.begins - 27;
  const since = dateOf(world.year.begins - 400);
  tell(world, on, 'ManagedMoveProtocolSet', {
    effectiveOn: since,
    trialWeeks: 12,
    requiredSteps: [...requiredSteps],
    panelName: 'Wexbridge In-Year Fair Access Panel',
  });
  tell(world, on, 'AlternativeProvisionSystemSet', {
    effectiveOn: since,
    name: 'Provision list of the authority',
    staying: [],
  });
  tell(world, on, 'CostRecoverySchemeSet', {
    effectiveOn: since,
    provisions: [...units(world), ...workshops, tuition],
  });
  for (const [standard, length] of standards)
    tell(world, on, 'LocalStandardSet', { effectiveOn: since, standard, length });
  checkProviders(world, on, since);
}

/** What the authority does in each school year. */
export function liveAuthorityYear(world: World): void {
  const { year } = world;
  commission(world);
  fund(world);
  checkProviders(world, year.censusDay + 10, dateOf(year.censusDay + 10));
  if (year.startYear === changeover)
    tell(world, year.begins + 1, 'AlternativeProvisionSystemSet', {
      effectiveOn: dateOf(year.begins),
      name: 'Provision network of schools',
      staying: ['11'],
    });
  for (const school of world.schools.founding) {
    const rated = standingOn(school, year.begins + 20);
    if (school.kind === 'primary') ratePrimary(world, rated.urn);
    else if (school.kind === 'secondary')
      for (let yearGroup = 7; yearGroup <= 11; yearGroup++)
        rate(
          world,
          rated.urn,
          yearGroup,
          world.random.pick(['red', 'amber', 'amber', 'green', 'green', 'green']),
        );
  }
}

/** Year 11 stayed where it was that year. */
const changeover = 2022;

const requiredSteps = [
  'interventions',
  'parent-approval',
  'pupil-view',
  'referral',
  'panel-offer',
  'meeting',
  'agreement',
  'survey-before',
  'review',
  'survey-after',
] as const;

const standards = [
  ['destination-confirmation', 15],
  ['home-education-meeting', 10],
  ['home-education-return-window', 20],
  ['reduced-timetable-review', 6],
] as const;

const units = ({ teaching }: World) => teaching['pupil-referral-unit'].map(({ urn }) => ({ school: urn }));

function checkProviders(
  world: World,
  heardOn: number,
  effectiveOn: EventData<'ProviderChecked'>['effectiveOn'],
): void {
  const checked = { effectiveOn, registered: true, visited: true };
  for (const provider of units(world))
    tell(world, heardOn, 'ProviderChecked', { ...checked, provider, quality: 'good' });
  for (const provider of [...workshops, tuition, medicalTuition])
    tell(world, heardOn, 'ProviderChecked', { ...checked, provider, quality: 'assured' });
  tell(world, heardOn, 'ProviderChecked', {
    effectiveOn,
    provider: unchecked,
    registered: false,
    quality: 'not-rated',
    visited: false,
  });
}

/** Places at the units, somewhat more than a pupil in two hundred; ten at each workshop. */
function commission(world: World): void {
  const { year, teaching } = world;
  const secondaries = teaching.secondary.length + teaching['all-through'].length;
  for (const provider of units(world))
    tell(world, year.begins + 3, 'PlacesCommissioned', {
      effectiveOn: dateOf(year.begins),
      provider,
      places: Math.max(8, 7 * secondaries),
      until: dateOf(year.ends),
    });
  for (const provider of workshops)
    tell(world, year.begins + 3, 'PlacesCommissioned', {
      effectiveOn: dateOf(year.begins),
      provider,
      places: 10,
      until: dateOf(year.ends),
    });
}

/** For the financial year that begins in April of the school year. */
function fund(world: World): void {
  const { year, random } = world;
  const from = year.startYear + 1;
  const [primary, keyStage3, keyStage4] = fundingFrom(from);
  tell(world, year.censusDay + 40 + random.below(10), 'PupilFundingSet', {
    effectiveOn: dateOf(year.censusDay + 40),
    financialYear: `${from}-${String(from + 1).slice(2)}`,
    amounts: [
      { fromYearGroup: 0, toYearGroup: 6, amountPence: 100 * primary },
      { fromYearGroup: 7, toYearGroup: 9, amountPence: 100 * keyStage3 },
      { fromYearGroup: 10, toYearGroup: 11, amountPence: 100 * keyStage4 },
    ],
    // Of a school that does not reinstate after a panel quashed [check].
    adjustmentPence: 400_000,
  });
}

/** One year group red and another amber is what the local rule lets a primary school say; now and then one says more. */
function ratePrimary(world: World, school: Parameters<typeof schoolStream>[0]): void {
  const { random } = world;
  const [red, amber] = [random.between(0, 6), random.between(0, 6)];
  if (random.chance(0.3)) rate(world, school, red, 'red');
  if (amber !== red && random.chance(0.5)) rate(world, school, amber, 'amber');
  if (world.is('ratedBeyondRule'))
    for (const yearGroup of [1, 4]) if (yearGroup !== red) rate(world, school, yearGroup, 'red');
}

function rate(
  world: World,
  urn: Parameters<typeof schoolStream>[0],
  yearGroup: number,
  rating: EventData<'FairAccessCapacityRated'>['rating'],
): void {
  const { year, reports } = world;
  const of = schoolStream(urn);
  const data = {
    effectiveOn: dateOf(year.begins + 20),
    ncYear: ncYearOf(yearGroup),
    rating,
    until: dateOf(year.ends),
  };
  reports.file(of, world.timeOn(year.begins + 20), [reports.entry(of, 'FairAccessCapacityRated', data)]);
}

function tell<T extends EventType>(world: World, day: number, type: T, data: EventData<T>): void {
  world.reports.file(stream, world.timeOn(day), [world.reports.entry(stream, type, data)]);
}
