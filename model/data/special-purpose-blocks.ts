/**
 * Blocks from which no packet of the internet comes: private, shared, loopback, link-local, multicast and reserved ones. Those for
 * documentation are not among them, and of `::` each user says how much it means. Source: IANA's special-purpose address registries.
 */
export const specialPurposeBlocks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
] as const;
