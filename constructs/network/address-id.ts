/**
 * Logical id of an Elastic IP address. An address of another pool has another id: CloudFormation would change the pool of an address in
 * place, and so give it up, which no review and no list of what must not vanish would show.
 *
 * @param pool id of the pool of one's own
 */
export const addressId = (id: string, pool: string | undefined): string =>
  pool === undefined ? id : `${id}Of${pool.slice(-8)}`;
