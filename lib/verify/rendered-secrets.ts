import { z } from 'zod';
import { objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Keys under which operators look for settings in a Secret, and all that may stand there. */
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

/** Operators want some of their settings in a Secret. What is encoded nobody can review, so it is refused whatever it says. */
export const renderedSecretsRule: RenderedRule = {
  id: 'rendered-secrets',
  holds: 'a Secret that is rendered has settings only: External Secrets makes all others in the cluster',
  findings: ({ objects }) =>
    objectsOfKind(objects, '/Secret').flatMap((object) => {
      const { data, stringData } = secretSchema.parse(object);
      const found = [
        ...Object.keys(data),
        ...Object.entries(stringData).flatMap(([key, value]) => (settings[key]?.test(value) === true ? [] : [key])),
      ];
      return found.map((key) => ({
        place: describeObject(object),
        reason: `${key} is no setting that an operator looks for in a Secret`,
        remedy: 'have External Secrets make it of what is in AWS Secrets Manager',
      }));
    }),
};
