import { z } from 'zod';
import type { ServerLimits } from '../../http-server/src/start-server';
import { secondsFor } from './received-body';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** URL without a slash at its end: https, or http on this computer. */
const address = z.string().refine((text) => {
  if (!URL.canParse(text) || text.endsWith('/')) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname));
}, 'is no https address without a slash at its end');

/** List of words separated by commas; empty for an empty text. */
const list = z.string().transform((text) => text.split(',').filter((word) => word !== ''));

const gitlabPath = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;
const gitlabPaths = list.pipe(z.array(z.string().regex(gitlabPath, 'is no path of a group or project of GitLab')));

const namePattern = z
  .string()
  .regex(
    /^([A-Za-z0-9_.+*-]|\{project\}|\{version\})+$/,
    'is no pattern of file names, like {project}-{version}.tar.xz',
  );

const mebibyte = 1024 * 1024;

const number = (lowest: number, highest: number, otherwise: number) =>
  z.coerce.number().min(lowest).max(highest).default(otherwise);

const variables = z
  .object({
    PORT: number(0, 65535, 8080),
    ISSUER: address,
    AUDIENCE: address,
    ALLOWED_NAMESPACES: gitlabPaths.default([]),
    ALLOWED_PROJECTS: gitlabPaths.default([]),
    FILE_NAMES: list.pipe(z.array(namePattern).min(1)),
    // S3 takes at most 5 GiB in one request.
    MAX_SIZE_MIB: number(1, 5 * 1024, 1024),
    MAX_UPLOADS: number(1, 256, 16),
    BODY_GRACE_SECONDS: number(1, 600, 30),
    HEADER_SECONDS: number(1, 60, 10),
    IDLE_SECONDS: number(1, 600, 60),
    MAX_CONNECTIONS: number(1, 65_536, 1024),
    KEYS_PAUSE_SECONDS: number(1, 600, 10),
    DOWNLOAD_URL: address.optional(),
    S3_BUCKET: z.string().min(3).optional(),
    S3_PREFIX: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .optional(),
    AWS_REGION: z.string().min(1).optional(),
    STORE_DIRECTORY: z.string().startsWith('/').optional(),
  })
  .refine((read) => read.ALLOWED_NAMESPACES.length + read.ALLOWED_PROJECTS.length > 0, {
    message: 'nobody may publish: name somebody',
    path: ['ALLOWED_NAMESPACES'],
  });

/** The store for releases. */
export type StoreLocation =
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string; readonly region: string }
  | { readonly kind: 'directory'; readonly directory: string };

export interface Configuration {
  readonly port: number;
  /** URL of the GitLab whose jobs publish; its tokens name it as their issuer. */
  readonly issuer: string;
  /** Audience that tokens must have, and no other. */
  readonly audience: string;
  /** Groups whose projects may publish. Projects of their subgroups may not. */
  readonly namespaces: readonly string[];
  /** Further projects that may publish. */
  readonly projects: readonly string[];
  /** Patterns for names of files, in which `{project}`, `{version}` and `*` stand for parts of the name. */
  readonly fileNames: readonly string[];
  readonly maxBytes: number;
  /** Largest number of uploads at the same time. */
  readonly maxUploads: number;
  /** Seconds in which a body must arrive, besides one second for each MiB. */
  readonly bodyGraceSeconds: number;
  /** Limits for every connection. */
  readonly limits: ServerLimits;
  /** Seconds between two requests for GitLab's keys, when tokens name unknown keys. */
  readonly keysPauseSeconds: number;
  /** URL below which people download releases. */
  readonly downloadUrl?: string;
  readonly store: StoreLocation;
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws Error that names every variable that is missing or wrong.
 */
export function configurationFrom(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const { success, data, error } = variables.safeParse(environment);
  if (!success) {
    const faults = error.issues.map(({ path: [variable, ...rest], message }) => {
      const place =
        rest.length === 0
          ? ''
          : ` (entry ${rest
              .map(Number)
              .map((index) => index + 1)
              .join('.')})`;
      return `${String(variable)}${place}: ${message}`;
    });
    throw new Error(faults.join('\n'));
  }
  const maxBytes = data.MAX_SIZE_MIB * mebibyte;
  return {
    port: data.PORT,
    issuer: data.ISSUER,
    audience: data.AUDIENCE,
    namespaces: data.ALLOWED_NAMESPACES,
    projects: data.ALLOWED_PROJECTS,
    fileNames: data.FILE_NAMES,
    maxBytes,
    maxUploads: data.MAX_UPLOADS,
    bodyGraceSeconds: data.BODY_GRACE_SECONDS,
    limits: {
      headerSeconds: data.HEADER_SECONDS,
      // The longest time for the largest upload, if it starts as late as allowed.
      requestSeconds:
        data.HEADER_SECONDS + 2 * data.BODY_GRACE_SECONDS + secondsFor({ bytes: maxBytes, graceSeconds: 0 }),
      idleSeconds: data.IDLE_SECONDS,
      maxConnections: data.MAX_CONNECTIONS,
    },
    keysPauseSeconds: data.KEYS_PAUSE_SECONDS,
    downloadUrl: data.DOWNLOAD_URL,
    store: storeOf(data),
  };
}

function storeOf({ S3_BUCKET, S3_PREFIX, AWS_REGION, STORE_DIRECTORY }: z.output<typeof variables>): StoreLocation {
  if (STORE_DIRECTORY !== undefined && S3_BUCKET === undefined)
    return { kind: 'directory', directory: STORE_DIRECTORY };
  if (S3_BUCKET === undefined || S3_PREFIX === undefined || AWS_REGION === undefined || STORE_DIRECTORY !== undefined) {
    throw new Error('nowhere to keep releases: set S3_BUCKET, S3_PREFIX and AWS_REGION, or STORE_DIRECTORY alone');
  }
  return { kind: 's3', bucket: S3_BUCKET, prefix: S3_PREFIX, region: AWS_REGION };
}
