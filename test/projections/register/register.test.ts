import { financialYearOf } from '../../../events/calendar/financial-year.js';
import { asAuthorityCode, authorityStream, schoolStream } from '../../../events/identifiers.js';
import { day, fact, registerOf, urn } from '../../support/history.js';

const camden = asAuthorityCode('E09000007');
const alder = urn(1);

describe('the register', () => {
  it('knows the trust of a school by day, and that it left', () => {
    const joined = (effectiveOn: string, trust?: string) =>
      fact(
        'TrustMembershipChanged',
        { effectiveOn: day(effectiveOn), ...(trust && { trust }) },
        schoolStream(alder),
      );
    const { trusts } = registerOf({ [alder]: {} }, [
      joined('2022-09-01', '5143'),
      joined('2018-04-01', '2044'),
      joined('2024-01-01'),
    ]);
    const on = (date: string) => trusts.of(alder, day(date));
    expect(['2018-03-31', '2018-04-01', '2022-09-01', '2024-01-01'].map(on)).toEqual([
      undefined,
      '2044',
      '5143',
      undefined,
    ]);
  });

  it('knows an authority as the extract of the latest day describes it, whichever came first', () => {
    const described = (effectiveOn: string, name: string, oldCode: string) =>
      fact(
        'AuthorityDescribed',
        { effectiveOn: day(effectiveOn), standing: 'described', name, oldCode },
        authorityStream(camden),
      );
    const placeholder = fact(
      'AuthorityDescribed',
      { effectiveOn: day('2025-06-01'), standing: 'placeholder' },
      authorityStream(camden),
    );
    const register = registerOf({ [alder]: {} }, [
      described('2024-04-22', 'Camden', '202'),
      described('2015-04-22', 'London Borough of Camden', '203'),
      placeholder,
    ]);
    expect(register.authority(camden)).toMatchObject({ name: 'Camden', oldCode: '202' });
    expect(register.authorityByAnyCode('203')).toBeUndefined();
  });

  it('knows the scheme that holds on a day, and the amounts of a financial year as set last', () => {
    const stream = authorityStream(camden);
    const scheme = (effectiveOn: string, school: string) =>
      fact(
        'CostRecoverySchemeSet',
        { effectiveOn: day(effectiveOn), provisions: [{ school: urn(Number(school)) }] },
        stream,
      );
    const amounts = (effectiveOn: string, adjustmentPence: number) =>
      fact(
        'PupilFundingSet',
        { effectiveOn: day(effectiveOn), financialYear: '2024-25', amounts: [], adjustmentPence },
        stream,
      );
    const { funding } = registerOf({ [alder]: {} }, [
      scheme('2024-09-01', '8'),
      scheme('2023-09-01', '7'),
      amounts('2024-06-01', 2),
      amounts('2024-03-01', 1),
    ]);
    expect(funding.schemeOf(camden, day('2023-08-31'))).toBeUndefined();
    expect(funding.schemeOf(camden, day('2024-08-31'))?.data.provisions).toEqual([{ school: urn(7) }]);
    expect(funding.amountsOf(camden, financialYearOf(day('2024-05-01')))?.data.adjustmentPence).toBe(2);
    expect(funding.amountsOf(camden, financialYearOf(day('2025-05-01')))).toBeUndefined();
  });
});
