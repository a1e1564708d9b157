/** The made-up people: names, birthdays, homes, backgrounds, in about the shares that national tables show. */
import { fromDayNumber, dayNumber, plainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, Upn } from '../../events/identifiers.js';
import { makeUpn } from '../../events/upn.js';
import type { Random } from './random.js';
import type { Home } from './reports.js';
import { authority, type School } from './schools.js';

export interface Background {
  readonly sex: 'F' | 'M';
  readonly dateOfBirth: PlainDate;
  readonly surname: string;
  readonly forenames: string;
  readonly ethnicity: string;
  readonly firstLanguage: string;
  readonly isServiceChild: boolean;
}

/** @param reception the calendar year in which the child's reception year begins */
export function makeBackground(random: Random, reception: number): Background {
  const sex = random.chance(0.51) ? 'M' : 'F';
  const firstBirthday = dayNumber(plainDate(reception - 5, 9, 1));
  const ethnicity = random.weighted(ethnicities);
  return {
    sex,
    dateOfBirth: fromDayNumber(firstBirthday + random.below(365)),
    surname: random.pick(surnameBegins) + random.pick(surnameEnds),
    forenames: random.pick(sex === 'F' ? girls : boys),
    ethnicity,
    firstLanguage: random.chance(languageChance(ethnicity)) ? random.pick(languages) : 'ENG',
    isServiceChild: random.chance(0.012),
  };
}

/** Homes, each at another address. */
export class Homes {
  private built = 0;

  constructor(private readonly random: Random) {}

  next(area: AuthorityCode = authority): Home {
    const { address, outward, inward } = this.site(area);
    return {
      address: { lines: address, postcode: `${outward} ${inward}` },
      authority: area,
      outwardPostcode: outward,
    };
  }

  /** Of which no more than the postcode is reported, as for barracks and pitches. */
  nextByPostcode(unlike: Home): Home {
    for (;;) {
      const { outward, inward } = this.site(authority);
      if (outward !== unlike.outwardPostcode)
        return {
          address: { lines: [], postcode: `${outward} ${inward}` },
          authority,
          outwardPostcode: outward,
        };
    }
  }

  private site(area: AuthorityCode): { address: string[]; outward: string; inward: string } {
    const at = this.built++;
    const street = streets[at % streets.length] ?? '';
    const house = Math.floor(at / streets.length) + 1;
    const outward = `${area === authority ? 'WX' : 'NX'}${this.random.between(1, 9)}`;
    const letters = 'ABDEFGHJLNPQRSTUWXYZ';
    const letter = (): string => letters[this.random.below(letters.length)] ?? 'A';
    const town = area === authority ? 'Wexbridge' : 'Nether Wexley';
    return {
      address: [`${house} ${street}`, town],
      outward,
      inward: `${this.random.between(1, 9)}${letter()}${letter()}`,
    };
  }
}

/** UPNs as schools allocate them: counted through by school and year. */
export class Upns {
  private readonly allocated = new Map<string, number>();

  /** @throws RangeError when a school has allocated a thousand in one year */
  permanent(school: School, year: number): Upn {
    const serial = this.nextSerial(`${school.laestab}/${year}`, 1_000);
    return this.upn(school, year, String(serial).padStart(3, '0'));
  }

  temporary(school: School, year: number): Upn {
    const serial = this.nextSerial(`${school.laestab}/${year}/temporary`, 100 * temporaryLetters.length);
    const letter = temporaryLetters[Math.floor(serial / 100)] ?? 'A';
    return this.upn(school, year, `${String(serial % 100).padStart(2, '0')}${letter}`);
  }

  private nextSerial(of: string, limit: number): number {
    const serial = this.allocated.get(of) ?? 0;
    if (serial >= limit) throw new RangeError('a school has no UPN left in that year');
    this.allocated.set(of, serial + 1);
    return serial;
  }

  private upn({ laestab }: School, year: number, serial: string): Upn {
    return makeUpn(laestab.slice(0, 3), laestab.slice(3), String(year % 100).padStart(2, '0'), serial);
  }
}

const temporaryLetters = 'ABCDEFGHJK';

const ethnicities: readonly (readonly [string, number])[] = [
  ['WBRI', 640],
  ['WOTH', 75],
  ['WIRI', 3],
  ['WIRT', 3],
  ['WROM', 6],
  ['MWBC', 16],
  ['MWBA', 10],
  ['MWAS', 17],
  ['MOTH', 25],
  ['AIND', 40],
  ['APKN', 45],
  ['ABAN', 18],
  ['AOTH', 22],
  ['BCRB', 10],
  ['BAFR', 45],
  ['BOTH', 8],
  ['CHNE', 8],
  ['OOTH', 22],
  ['REFU', 6],
  ['NOBT', 4],
];

function languageChance(ethnicity: string): number {
  if (ethnicity === 'WBRI' || ethnicity === 'WIRI') return 0.005;
  return ethnicity.startsWith('M') || ethnicity === 'BCRB' ? 0.12 : 0.6;
}

const languages = 'POL RMN URD PNJ BNG ARA SOM POR GUJ TAM UKR CHI'.split(' ');
const girls =
  'Abelia Brona Calista Delphie Eluned Ferelith Gwenna Hesper Isaura Jessamy Keziah Linnet Maris Nerys Orla Petra Romilly Senara Tamsin Una Verity Wren Yseult Zinnia'.split(
    ' ',
  );
const boys =
  'Aldous Bevis Corin Denzil Evander Fabian Garrick Hal Ivo Jago Kerrin Leander Marlow Nye Osric Piran Quillan Rafe Silas Tavin Ulric Vaughan Wystan Zeph'.split(
    ' ',
  );
const surnameBegins =
  'Ash Birch Cold Dray East Fen Gar Hather Ing Kel Lang Mar Nor Over Pen Quar Rave Sed Thorn Up Wey Yar'.split(
    ' ',
  );
const surnameEnds =
  'bourne combe dale ford gate ham hurst ley mere more ridge stead thorpe ton well wick'.split(' ');
const streets =
  'Abbot Road;Bell Lane;Chapel Street;Dovecote Close;Eastfield Avenue;Ferry Road;Glebe Crescent;Heron Way;Ivy Terrace;Kiln Lane;Lime Grove;Mill Street;Orchard Rise;Priory Gardens;Quay Street;Rectory Drive;Station Road;Tanner Row;Vicarage Lane;Weir Close'.split(
    ';',
  );
