/** Circumstances as they change over a year, at about the pace that national tables move. */
import { dateOf } from './calendar.js';
import type { Home } from './reports.js';
import type { Pupil, SocialCare } from './pupil.js';
import { authority, neighbour } from './schools.js';
import type { World } from './world.js';

/** What the first report of a pupil leaves to the forms that follow it. */
export function tellFirstCircumstances(world: World, pupil: Pupil, day: number): void {
  const { background, sen, freeSchoolMeals, socialCare } = pupil;
  const effectiveOn = dateOf(day);
  if (sen !== 'N') tellSen(world, pupil, day);
  if (freeSchoolMeals) world.tell(pupil, day, 'FreeSchoolMealsChanged', { effectiveOn, eligible: true });
  if (socialCare !== 'NONE') tellSocialCare(world, pupil, day, 'NONE');
  if (background.ethnicity !== 'WBRI' && world.random.chance(0.25))
    world.tell(pupil, day, 'EthnicityRecorded', { effectiveOn, ethnicity: background.ethnicity });
  if (background.firstLanguage !== 'ENG' && world.random.chance(0.4))
    world.tell(pupil, day, 'FirstLanguageRecorded', { effectiveOn, firstLanguage: background.firstLanguage });
}

/** One thing at most that changes for the pupil on that day. */
export function changeCircumstances(world: World, pupil: Pupil, day: number): void {
  const { random } = world;
  const effectiveOn = dateOf(day);
  if (random.chance(pupil.freeSchoolMeals ? 0.05 : 0.02)) {
    pupil.freeSchoolMeals = !pupil.freeSchoolMeals;
    world.tell(pupil, day, 'FreeSchoolMealsChanged', { effectiveOn, eligible: pupil.freeSchoolMeals });
  } else if (random.chance(senChangeChance[pupil.sen])) {
    pupil.sen =
      pupil.sen === 'N'
        ? 'K'
        : pupil.sen === 'K' && random.chance(0.35)
          ? 'E'
          : pupil.sen === 'K'
            ? 'N'
            : 'E';
    tellSen(world, pupil, day);
  } else if (random.chance(careChangeChance[pupil.socialCare])) {
    const before = pupil.socialCare;
    pupil.socialCare = random.weighted(careAfter[before]);
    tellSocialCare(world, pupil, day, before);
  } else if (!pupil.youngCarer && random.chance(0.002)) {
    pupil.youngCarer = true;
    world.tell(pupil, day, 'YoungCarerRecorded', { effectiveOn, youngCarer: random.chance(0.5) ? 'S' : 'P' });
  }
}

/** The home from that day on. */
export function moveHome(world: World, pupil: Pupil, day: number, home: Home): void {
  pupil.home = home;
  const fact = {
    effectiveOn: dateOf(day),
    homeAuthority: home.authority,
    outwardPostcode: home.outwardPostcode,
  };
  world.file(pupil, world.heard(pupil, day), [
    world.entry(pupil, 'AddressChanged', fact, { kind: 'address', home }),
  ]);
}

export function changePlacement(world: World, pupil: Pupil, day: number): void {
  const placement = world.random.pick(['foster-care', 'foster-care', 'kinship', 'residential']);
  world.tell(pupil, day, 'CarePlacementChanged', {
    effectiveOn: dateOf(day),
    placement,
    responsibleAuthority: pupil.responsibleAuthority,
  });
}

const senChangeChance = { N: 0.02, K: 0.09, E: 0 } as const;
const careChangeChance: Readonly<Record<SocialCare, number>> = { NONE: 0.008, CIN: 0.4, CP: 0.6, CLA: 0.12 };
const careAfter: Readonly<Record<SocialCare, readonly (readonly [SocialCare, number])[]>> = {
  NONE: [['CIN', 1]],
  CIN: [
    ['NONE', 75],
    ['CP', 20],
    ['CLA', 5],
  ],
  CP: [
    ['CIN', 80],
    ['CLA', 20],
  ],
  CLA: [
    ['CIN', 30],
    ['NONE', 70],
  ],
};
const needs = [
  ['SEMH', 20],
  ['SLCN', 25],
  ['MLD', 15],
  ['SPLD', 14],
  ['ASD', 16],
  ['PD', 3],
  ['HI', 2],
  ['OTH', 5],
] as const;

function tellSen(world: World, pupil: Pupil, day: number): void {
  const effectiveOn = dateOf(day);
  const primaryNeed = pupil.sen === 'N' ? {} : { primaryNeed: world.random.weighted(needs) };
  world.tell(pupil, day, 'SenProvisionChanged', { effectiveOn, senProvision: pupil.sen, ...primaryNeed });
}

/** The status, and the social worker, placement or way out of care that comes with it. */
function tellSocialCare(world: World, pupil: Pupil, day: number, before: SocialCare): void {
  const { random } = world;
  const effectiveOn = dateOf(day);
  const responsibleAuthority = random.chance(0.9) ? authority : neighbour;
  pupil.responsibleAuthority = responsibleAuthority;
  const now = pupil.socialCare;
  world.tell(pupil, day, 'SocialCareStatusChanged', { effectiveOn, status: now, responsibleAuthority });
  if ((now === 'NONE') !== (before === 'NONE'))
    world.tell(pupil, day, 'SocialWorkerAssigned', {
      effectiveOn,
      assigned: now !== 'NONE',
      responsibleAuthority,
    });
  if (now === 'CLA')
    world.tell(pupil, day, 'CarePlacementChanged', {
      effectiveOn,
      placement: 'foster-care',
      responsibleAuthority,
    });
  if (before === 'CLA') {
    world.tell(pupil, day, 'CarePlacementChanged', { effectiveOn, placement: 'ended', responsibleAuthority });
    if (now === 'NONE')
      world.tell(pupil, day, 'PostLookedAfterRecorded', { effectiveOn, route: random.pick(['A', 'G', 'C']) });
  }
}
