import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { containerImage, domainName, gitlabPath, httpsUrl, refusal, shortName } from '../../../model/schema/fields';

const fileName = z
  .string()
  .regex(
    /^([A-Za-z0-9_.+*-]|\{project\}|\{version\})+$/,
    refusal('is not a pattern of file names', 'write it like {project}-{version}.tar.xz; * stands for any part'),
  );

/** Schema of a release service in a tenant's file. */
export const releaseServiceSchema = z
  .strictObject({
    kind: z.literal('release-service'),
    name: shortName(16).default('releases').describe('name of the service in its namespace'),
    image: containerImage,
    hosts: z
      .array(domainName)
      .min(1)
      .optional()
      .describe('hosts of the tenant that it serves; the first is the audience of ID tokens'),
    gitlab: httpsUrl.describe('URL of the GitLab whose jobs publish'),
    namespaces: z
      .array(gitlabPath)
      .default([])
      .describe('groups whose direct projects may publish; subgroups must be listed separately')
      .meta({ examples: [['desktop']] }),
    projects: z.array(gitlabPath).default([]).describe('additional single projects that may publish, by full path'),
    fileNames: z
      .array(fileName)
      .min(1)
      .default(['{project}-{version}.tar.xz', '{project}-{version}.tar.xz.asc', '{project}-{version}.sha256sum'])
      .describe('allowed file names, with the placeholders {project}, {version} (without a leading v) and *'),
    maxSizeMiB: z
      .int()
      .min(1)
      .max(5120)
      .default(1024)
      .describe('maximum size of a file in MiB, at most 5120, the limit of S3 for one request'),
    downloads: httpsUrl.optional().describe('public base URL of published files'),
    keepDeletedDays: z.int().min(30).max(365).default(365).describe('days during which a deleted file can be restored'),
  })
  .refine(({ namespaces, projects }) => namespaces.length + projects.length > 0, {
    message: refusal('lets nobody publish', 'name at least a group under namespaces, or a project under projects'),
    path: ['namespaces'],
  })
  .describe('publishes releases that projects build from protected tags')
  .meta({
    examples: [
      {
        kind: 'release-service',
        image: 'quay.io/commons/release-service:stable',
        gitlab: 'https://gitlab.commons.example',
        namespaces: ['desktop'],
      },
    ],
  });

/** A release service as a tenant's file declares it. */
export type ReleasesService = Immutable<z.output<typeof releaseServiceSchema>>;
