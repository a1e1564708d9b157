/** Addresses as events carry them: what rules read in clear, the rest sealed (AddressChanged). */
import type { AddressChanged } from '../../events/circumstances.js';
import type { AuthorityCode } from '../../events/identifiers.js';
import type { KeysOrDestroyed } from './keys/key-store.js';
import { outwardPostcode, placeToken } from './place-token.js';
import { open, seal, type Address } from './sealing.js';

export type AddressParts = Omit<AddressChanged, 'effectiveOn'>;

/**
 * What an AddressChanged says of an address. Once the pupil's keys are destroyed: home authority and outward
 * postcode, nothing else.
 *
 * @param homeAuthority as reported
 */
export function addressParts(
  keys: KeysOrDestroyed,
  address: Address,
  homeAuthority?: AuthorityCode,
): AddressParts {
  const outward = outwardPostcode(address.postcode ?? '');
  const inClear = {
    ...(homeAuthority !== undefined && { homeAuthority }),
    ...(outward !== undefined && { outwardPostcode: outward }),
  };
  if (keys === 'destroyed') return inClear;
  const place = placeToken(keys, address);
  return { ...inClear, ...(place && { place }), address: seal(keys, 'address', address) };
}

/**
 * The absorbed record's addresses for RecordsMerged: sealed and tokenised again under the surviving pupil's keys, so
 * that both records' addresses compare. Where either's keys are destroyed, what stands in clear is carried alone.
 *
 * @throws {BoxRefused} an address does not open with the absorbed record's keys
 */
export function carriedAddresses(
  absorbed: KeysOrDestroyed,
  surviving: KeysOrDestroyed,
  addresses: readonly AddressChanged[],
): AddressChanged[] {
  return addresses.map(({ effectiveOn, homeAuthority, outwardPostcode: outward, address: sealed }) => {
    const inClear = {
      effectiveOn,
      ...(homeAuthority !== undefined && { homeAuthority }),
      ...(outward !== undefined && { outwardPostcode: outward }),
    };
    if (!sealed || absorbed === 'destroyed' || surviving === 'destroyed') return inClear;
    const address = open(absorbed, 'address', sealed);
    const place = placeToken(surviving, address);
    return { ...inClear, ...(place && { place }), address: seal(surviving, 'address', address) };
  });
}
