/** The children whom a fair access protocol may be used for, and nobody else. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

/** The School Admissions Code 2021 in force; the thirteen categories take the place of seven. */
export const thirteenCategoriesFrom = asPlainDate('2021-09-01');

const category = (code: string, label: string) => ({ code, label, from: thirteenCategoriesFrom });

export const fairAccessCategory: CodeList = codeList({
  name: 'fair-access-category',
  source: 'School Admissions Code 2021, paragraph 3.17',
  shape: /^[a-z]$/,
  codes: [
    category('a', 'On a child in need or child protection plan, now or in the last 12 months'),
    category('b', 'Living in a refuge or in other relevant accommodation'),
    category('c', 'From the criminal justice system'),
    category(
      'd',
      'In alternative provision and to be reintegrated, or permanently excluded and fit for mainstream',
    ),
    category('e', 'With special educational needs but no EHC plan, a disability or a medical condition'),
    category('f', 'A carer'),
    category('g', 'Homeless'),
    category('h', 'In formal kinship care'),
    category('i', 'Gypsy, Roma, Traveller, refugee or asylum seeker'),
    category('j', 'Refused a place for challenging behaviour (paragraph 3.10)'),
    category('k', 'No place was sought, in exceptional circumstances'),
    category('l', 'Out of education for four weeks or more, with no place within reasonable distance'),
    category('m', 'Previously looked after, and not placed promptly by the authority'),
  ],
});
