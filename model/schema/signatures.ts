import { z } from 'zod';
import { imagePatterns } from '../formats/image-patterns';
import { isSigningKey } from '../formats/is-signing-key';
import { refusal, shortName } from './fields';

/** A public key in PEM as `cosign generate-key-pair` writes it, of a kind that nodes can check. */
const publicKey = z
  .string()
  .regex(/^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]+\n)+-----END PUBLIC KEY-----\n?$/, {
    message: refusal('is not a public key', 'copy cosign.pub as it is: publicKey: | and its lines, indented'),
    abort: true,
  })
  .refine(isSigningKey, {
    message: refusal(
      'is not a public key that nodes can check a signature with',
      'copy cosign.pub whole: a key of the curve P-256 as cosign generate-key-pair makes it',
    ),
  })
  .describe('public key that verifies signatures: cosign.pub of cosign generate-key-pair')
  .meta({
    examples: [
      `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMyjMll5xhECn7cNpZkB8pd1bp3pN
QRlzOVEG14BjD6PSP+jUGJuPRiQlE92vltj5CjsSwKaVNpmRfX7yh654wQ==
-----END PUBLIC KEY-----
`,
    ],
  });

/** Images that nodes run only with a valid signature. */
export const signaturesSchema = z
  .array(
    z.strictObject({
      name: shortName(30)
        .refine((name) => !name.startsWith('openshift'), {
          message: refusal('begins like the policies of OpenShift itself', 'name it after the signer'),
        })
        .describe('name of the policy object in the cluster'),
      repositories: z
        .array(
          z
            .string()
            .regex(
              new RegExp(`^${imagePatterns.repository}$`),
              refusal(
                'is not a repository',
                'write registry and repository without a tag, like quay.io/commons/platform',
              ),
            ),
        )
        .min(1)
        .describe('repositories or repository prefixes, without a tag')
        .meta({ examples: [['quay.io/commons/platform']] }),
      publicKey,
    }),
  )
  .default([])
  .describe('images that nodes run only if signed, and the key that verifies them; requires release 4.20');
