/** First parts of addresses that every domain must have. Source: RFC 2142, sections 1 and 2. */
export const neededAddresses = ['abuse', 'postmaster'] as const;
