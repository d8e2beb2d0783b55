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
      .describe('which of the tenant’s hosts it serves; the first is the audience of the tokens'),
    gitlab: httpsUrl.describe('address of the GitLab whose jobs publish'),
    namespaces: z
      .array(gitlabPath)
      .default([])
      .describe('groups whose own projects may publish; a subgroup is named for itself')
      .meta({ examples: [['desktop']] }),
    projects: z.array(gitlabPath).default([]).describe('single projects that may publish besides, by their full paths'),
    fileNames: z
      .array(fileName)
      .min(1)
      .default(['{project}-{version}.tar.xz', '{project}-{version}.tar.xz.asc', '{project}-{version}.sha256sum'])
      .describe('names of files; {project}, {version} without its v, and * stand for parts of them'),
    maxSizeMiB: z.int().min(1).max(5120).default(1024).describe('most MiB that a file may have; S3 takes 5120 at once'),
    downloads: httpsUrl.optional().describe('address under which people find what is published'),
    keepDeletedDays: z
      .int()
      .min(30)
      .max(365)
      .default(365)
      .describe('days in which a file that somebody deleted can be had back'),
  })
  .refine(({ namespaces, projects }) => namespaces.length + projects.length > 0, {
    message: refusal('lets nobody publish', 'name at least a group under namespaces, or a project under projects'),
    path: ['namespaces'],
  })
  .describe('a place where projects publish releases from their protected tags')
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
