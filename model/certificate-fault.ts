import { domainToUnicode } from 'node:url';
import type { Finding } from './finding';

/** Most characters of a name, of which the challenge of an authority takes a label. Source: RFC 1035, section 2.3.4. */
const longestName = 253;
const challenge = '_acme-challenge.';

/**
 * Why no authority makes a certificate for a host: a label whose third and fourth characters are hyphens is kept for encodings, of which
 * there is one (RFC 5890, section 2.3.1; CA/Browser Forum, Baseline Requirements, section 7.1.4.2.1).
 */
export function certificateFault(host: string): Omit<Finding, 'path'> | undefined {
  const label = host.split('.').find((each) => each.slice(2, 4) === '--' && !isEncoded(each));
  if (label !== undefined)
    return {
      reason: `${label} is no name in another script, and no authority certifies others with hyphens at its third and fourth place`,
      remedy: 'choose another name, or write it as browsers show it in addresses, like xn--bcher-kva for bücher',
    };
  return challenge.length + host.length > longestName
    ? {
        reason: `${host} is too long for ${challenge}${host}, at which its authority looks`,
        remedy: `choose a name of ${longestName - challenge.length} characters or less`,
      }
    : undefined;
}

/** Whether a label is a name in another script as DNS has it. */
const isEncoded = (label: string): boolean => label.startsWith('xn--') && domainToUnicode(label) !== '';
