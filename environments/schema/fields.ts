import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** A refusal in words: what is wrong and, after the line break, what would be right. */
export const refusal = (reason: string, remedy: string): string => `${reason}\n${remedy}`;

/** A name that AWS, DNS and Kubernetes all accept: lower-case letters, digits and single hyphens. */
export const shortName = (maxLength: number) =>
  z
    .string()
    .max(
      maxLength,
      refusal(`is longer than ${maxLength} characters`, 'shorten it: AWS and Kubernetes names are built from it'),
    )
    .regex(
      /^[a-z]([a-z0-9]|-(?!-))*(?<!-)$/,
      refusal(
        'is not a name that AWS, DNS and Kubernetes all accept',
        'use lower-case letters, digits and single hyphens, beginning with a letter',
      ),
    );

/** A fully qualified domain name, in lower case, without a trailing dot. */
export const domainName = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
    refusal(
      'is not a fully qualified domain name',
      'write it in lower case without a trailing dot, like pad.commons.example',
    ),
  );

/** Words a reviewer can judge; required wherever something leaves the safe default. */
export const reason = z
  .string()
  .min(15, refusal('is too short to be a reason', 'say in a sentence why the safe default does not fit here'))
  .describe('the reason in a sentence, for the reviewer');

const block = (family: 'ipv4' | 'ipv6', example: string) =>
  z.string().superRefine((text, context) => {
    const problem = blockProblem(text, family, example);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** An IPv4 address block in CIDR notation, with no host bits set. */
export const ipv4Block = block('ipv4', '10.0.0.0/16').describe('an IPv4 block like 10.0.0.0/16');

/** An IPv6 address block in CIDR notation, with no host bits set. */
export const ipv6Block = block('ipv6', '2001:db8::/32').describe('an IPv6 block like 2001:db8::/32');

function blockProblem(text: string, family: 'ipv4' | 'ipv6', example: string): string | undefined {
  const parser = family === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const name = family === 'ipv4' ? 'IPv4' : 'IPv6';
  if (!parser.isValidCIDR(text) || (family === 'ipv4' && !ipaddr.IPv4.isValidCIDRFourPartDecimal(text))) {
    return refusal(`is not an ${name} block`, `write address and prefix length, like ${example}`);
  }
  const prefix = text.split('/')[1];
  const network = `${parser.networkAddressFromCIDR(text).toString()}/${prefix}`;
  return network === text.toLowerCase() ? undefined : refusal('has bits set behind its prefix', `write ${network}`);
}

/** `http(s)` address without credentials, query or trailing slash. */
export const httpsUrl = z
  .string()
  .regex(
    /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$/,
    refusal(
      'is not a plain https address',
      'write it like https://sso.commons.example/realms/commons, without a trailing slash',
    ),
  );

/** A calendar day. */
export const day = z.iso
  .date(refusal('is not a calendar day', 'write it like 2027-06-30'))
  .describe('a day like 2027-06-30');
