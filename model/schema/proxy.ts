import { z } from 'zod';
import { utf8Length, inKiB, sizeLimits } from '../data/size-limits';
import { addressPatterns } from '../formats/address-patterns';
import { isCertificate } from '../formats/is-certificate';
import { addressBlock, domainName, refusal } from './fields';

const { anyName, ipv4, port } = addressPatterns;

/**
 * Address of a proxy, without credentials: everybody in the cluster can read it, so the proxy must know its clients by address.
 */
const proxyUrl = (schemes: 'http' | 'https?', example: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${schemes}://(${anyName}|${ipv4}):${port}$`),
      refusal(
        'is not the address of a proxy',
        `write scheme, host and port without user and password, like ${example}`,
      ),
    )
    .meta({ examples: [example] });

/** The proxy through which OpenShift's own components call the internet. */
export const proxySchema = z
  .strictObject({
    http: proxyUrl('http', 'http://proxy.internal.commons.example:3128').describe('proxy URL for http requests'),
    https: proxyUrl('https?', 'http://proxy.internal.commons.example:3128')
      .optional()
      .describe('proxy URL for https requests; the one for http if left out'),
    except: z
      .array(z.union([domainName, addressBlock]))
      .default([])
      .describe('additional domains and blocks to reach without the proxy (noProxy)'),
  })
  .describe(
    'HTTP proxy for machines, OpenShift and its operators; services of tenants and of the platform still use NAT',
  );

/** One or more certificates as PEM, without other text. */
const pemCertificates = /^(-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/]{1,76}={0,2}\n)+-----END CERTIFICATE-----\n*)+$/;

/** Certificate authorities that the cluster trusts besides the public ones. */
export const additionalTrustBundle = z
  .string()
  .regex(pemCertificates, {
    message: refusal(
      'is not one certificate or several as PEM',
      'write it as a block, | and then -----BEGIN CERTIFICATE----- and the rest, without keys or other text',
    ),
    abort: true,
  })
  .superRefine((text, context) => {
    const blocks = text.split(/(?<=-----END CERTIFICATE-----\n*)(?=-----BEGIN)/);
    const unread = blocks.findIndex((block) => !isCertificate(block));
    if (unread === -1) return;
    context.addIssue({
      code: 'custom',
      message: refusal(
        `has a block that is no certificate: ${unread + 1} of ${blocks.length}`,
        'copy each certificate whole: openssl x509 -noout -subject reads it',
      ),
    });
  })
  .refine((text) => utf8Length(text) <= sizeLimits.configMap / 2, {
    message: refusal(
      `is larger than ${inKiB(sizeLimits.configMap / 2)}, and ConfigMaps hold it together with the usual ones`,
      'omit certificates that nobody needs: the usual authorities are trusted anyway',
    ),
  })
  .describe('additional CA certificates that machines and OpenShift trust, in PEM format');
