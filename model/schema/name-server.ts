import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { addressPatterns } from '../formats/address-patterns';
import { refusal } from './fields';

const nameOrIPv4 = new RegExp(`^(${addressPatterns.anyName}|${addressPatterns.ipv4})$`);

/** Name or address of a name server. */
export const nameServer = z
  .string()
  .refine(
    (text) =>
      (nameOrIPv4.test(text) && text.length <= 253) || (/^[0-9a-f:.]+$/.test(text) && ipaddr.IPv6.isValid(text)),
    refusal(
      'is not a name or address of a server',
      'write it like ns1.commons.example, in lower case; the port has a key of its own',
    ),
  )
  .meta({ examples: ['ns1.commons.example'] });

/** Port of a name server. */
export const nameServerPort = z.int().min(1).max(65_535).default(53).describe('port of the name server');

/** Name of a TSIG key, which is a name of DNS. Source: RFC 8945, section 4.2; RFC 1035, section 2.3.4. */
export const transactionKeyName = z
  .string()
  .regex(
    /^(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?$/,
    refusal('is not the name of a key', 'write it as the name server has it'),
  )
  .describe('name of the key')
  .meta({ examples: ['commons-platform'] });
