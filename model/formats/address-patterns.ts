const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const topLabel = '[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?';
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

/**
 * Parts of regular expressions for the place of a server, in lower case. The last label of a name begins with a letter, so that
 * no name looks like an address. Source: RFC 1123, section 2.1.
 */
export const addressPatterns = {
  /** Name of two labels or more. */
  name: `(?:${label}\\.)+${topLabel}`,
  /** Name of one label or more. */
  anyName: `(?:${label}\\.)*${topLabel}`,
  /** IPv4 address of four decimal numbers. */
  ipv4: `(?:${octet}\\.){3}${octet}`,
  /** Port from 1 to 65535. */
  port: '(?:6553[0-5]|655[0-2]\\d|65[0-4]\\d\\d|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})',
} as const;
