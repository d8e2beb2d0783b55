import { z } from 'zod';
import type { Immutable } from '../../../model/immutable';
import { containerImage, imageUpdates, shortName, urlPath } from '../../../model/schema/fields';
import { contentType, fixedAnswersSchema } from '../../../model/schema/fixed-answers';
import { responseHeadersSchema } from '../../../model/schema/response-headers';
import { servedHostsSchema } from '../../../model/schema/served-hosts';

const content = z
  .union([
    z.strictObject({
      service: shortName(16).describe('service of the same tenant whose part of the bucket it serves'),
      folder: shortName(40).optional().describe('folder of that part, if not all of it, like uploads of a Discourse'),
    }),
    z.strictObject({
      keepDeletedDays: z
        .int()
        .min(1)
        .max(365)
        .describe('days during which a deleted or replaced object of its own part of the bucket can be restored'),
    }),
  ])
  .prefault({ keepDeletedDays: 30 })
  .describe('what it serves: objects of another service, or a part of the bucket that is written from outside');

const serves = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('site') }).describe('a static site: /page/ serves /page/index.html'),
    z
      .strictObject({
        kind: z.literal('downloads'),
        listing: z.boolean().default(false).describe('whether folders show a listing'),
      })
      .describe('file downloads, large files and range requests included'),
  ])
  .prefault({ kind: 'site' })
  .describe('{ kind: site } for pages, or { kind: downloads } for files');

/** A website or downloads out of a bucket. */
export const webGatewaySchema = z
  .strictObject({
    kind: z.literal('web-gateway'),
    name: shortName(16).default('gateway').describe('name of the service in its namespace'),
    // The tag of one day's builds, with the fixes of August 2026 (nginx/nginx-s3-gateway:.github/workflows/s3-gateway.yml).
    image: containerImage.default('docker.io/nginxinc/nginx-s3-gateway:unprivileged-oss-20260928'),
    updates: imageUpdates('reviewed'),
    hosts: servedHostsSchema
      .min(1)
      .optional()
      .describe(
        'hosts of the tenant that it serves, or { host: <host>, paths: [<path>] } for part of one; defaults to all of them if it is the only service',
      ),
    content,
    serves,
    health: urlPath.default('/health').describe('readiness check path; the path of an object checks the bucket too'),
    answers: fixedAnswersSchema,
    headers: responseHeadersSchema,
    notFound: z
      .strictObject({
        text: z
          .string()
          .min(1)
          .max(16_384)
          .describe('body of the page')
          .meta({ examples: ['<!doctype html><title>Not here</title>'] }),
        contentType: contentType('text/html; charset=utf-8'),
      })
      .optional()
      .describe('page with status 404 for what is not there, that of nginx if left out'),
    cacheSeconds: z
      .int()
      .min(0)
      .max(31536000)
      .default(300)
      .describe('default max-age in seconds for objects without a Cache-Control of their own'),
    replicas: z.int().min(1).max(10).default(2).describe('number of pods'),
  })
  .describe('serves a part of the tenant’s bucket to the internet');

/** A gateway as a tenant's file declares it. */
export type GatewayService = Immutable<z.output<typeof webGatewaySchema>>;
