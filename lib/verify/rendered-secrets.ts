import { z } from 'zod';
import { objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Keys of Secrets that hold operators' settings, and the pattern of harmless values. */
const settings: Readonly<Record<string, RegExp>> = {
  bucketnames: /^[a-z0-9-]+$/,
  region: /^[a-z0-9-]+$/,
  role_arn: /^arn:aws:iam::\d{12}:role\/[a-z0-9-]+$/,
  connection: /^provider: AWS\nregion: [a-z0-9-]+\nuse_iam_profile: true\n$/,
  registry: /^s3:\n {2}bucket: [a-z0-9-]+\n {2}region: [a-z0-9-]+\n {2}v4auth: true\n$/,
  s3cmd: /^\[default\]\nbucket_location = [a-z0-9-]+\n$/,
  audience: /^(openshift|sts\.amazonaws\.com)$/,
  credentials:
    /^\[default\]\nrole_arn = arn:aws:iam::\d{12}:role\/[a-z0-9-]+\nweb_identity_token_file = [a-z/]+\nregion = [a-z0-9-]+\nsts_regional_endpoints = regional\n$/,
};

const secretSchema = z.looseObject({
  data: z.record(z.string(), z.unknown()).default({}),
  stringData: z.record(z.string(), z.string()).default({}),
});

/**
 * No Secret is rendered, except settings that operators read from a Secret. Encoded `data` is refused, because people
 * cannot review it.
 */
export const renderedSecretsRule: RenderedRule = {
  id: 'rendered-secrets',
  holds: 'a rendered Secret has settings only: External Secrets makes all others in the cluster',
  findings: ({ objects }) =>
    objectsOfKind(objects, '/Secret').flatMap((object) => {
      const { data, stringData } = secretSchema.parse(object);
      const found = [
        ...Object.keys(data),
        ...Object.entries(stringData).flatMap(([key, value]) => (settings[key]?.test(value) === true ? [] : [key])),
      ];
      return found.map((key) => ({
        place: describeObject(object),
        reason: `${key} is not a setting that an operator reads from a Secret`,
        remedy: 'keep it in AWS Secrets Manager, and have External Secrets make the Secret',
      }));
    }),
};
