import { z } from 'zod';
import { openShiftReleaseNames } from '../data/openshift-releases';
import { refusal } from './fields';

/** Schema of a text that matches `shape`; its message says what was expected, with an example. */
export const pattern = (what: string, shape: RegExp, example: string) =>
  z.string().regex(shape, refusal(`is not ${what}`, `expected something like ${example}`));

const base64Url = /^[A-Za-z0-9_-]+$/;

/** A public RSA key as a JSON Web Key. Source: RFC 7517; OpenShift signs service-account tokens with RS256. */
export const publicKeySchema = z.strictObject({
  kty: z.literal('RSA').describe('RSA'),
  use: z.literal('sig').describe('sig'),
  alg: z.literal('RS256').describe('RS256'),
  kid: pattern('a key id', base64Url, 'the unpadded base64url of a SHA-256 digest').describe('id of the key'),
  n: pattern('a modulus', base64Url, 'an unpadded base64url number').describe('modulus'),
  e: pattern('an exponent', base64Url, 'AQAB').describe('exponent'),
});

const imageId = pattern('the id of a machine image', /^ami-[0-9a-f]{8,17}$/, 'ami-0123456789abcdef0').describe(
  'id of the machine image',
);

const imageSchema = z
  .strictObject({ imageId, name: z.string().min(1).describe('name of the machine image') })
  .describe('a machine image');

/** Boot images by release and architecture, in the environment's region. */
export const machineImagesSchema = z.partialRecord(
  z.enum(openShiftReleaseNames),
  z.strictObject({ amd64: imageSchema, arm64: imageSchema }).partial().describe('boot image by architecture'),
);

/** The control-plane machines by zone, with the properties they were created with. */
export const controlPlaneSchema = z.record(
  z.string(),
  z.strictObject({
    generation: z.int().min(1).describe('1 for the machine of the installation, incremented with each replacement'),
    imageId,
    instanceType: z.string().describe('EC2 instance type'),
    volume: z
      .strictObject({
        sizeGiB: z.int().describe('GiB'),
        iops: z.int().describe('IOPS'),
        throughputMiBps: z.int().describe('throughput in MiB/s'),
      })
      .describe('root volume'),
  }),
);
