import type { Environment } from './environment';

/** A part of an environment that gets Elastic IP addresses. */
type AddressUse = NonNullable<Environment['network']['addressPool']>['for'][number];

/** Id of the pool of one's own from which a part gets its addresses; undefined for addresses of AWS. */
export const addressPoolFor = (
  use: Exclude<AddressUse, 'routers'>,
  { addressPool }: Environment['network'],
): string | undefined => (addressPool?.for.includes(use) === true ? addressPool.id : undefined);
