import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/** A bucket, and a key or a prefix of keys in it. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Places in S3 that an object of the cluster reads or writes.
 *
 * @param isShared whether a bucket has a folder for each tenant
 */
export const objectPlaces = (object: RenderedObject, isShared: (bucket: string) => boolean): readonly ObjectPlace[] => [
  ...addresses(object),
  ...variablePlaces(object, isShared),
  ...(qualifiedKind(object) === 'postgres-operator.crunchydata.com/PostgresCluster' ? repositories(object) : []),
  ...(qualifiedKind(object) === 'pxc.percona.com/PerconaXtraDBCluster' ? storages(object) : []),
];

/** Places in addresses like `s3://bucket/folder`; if a script composes them from variables, see `variablePlaces`. */
function addresses(value: unknown): readonly ObjectPlace[] {
  if (typeof value === 'string') {
    return [...value.matchAll(/s3:\/\/([a-z0-9][a-z0-9.-]*)(?:\/([^\s"']*))?/g)].map(([, bucket = '', key = '']) => ({
      bucket,
      key: key.endsWith('/') || key === '' ? key : `${key}/`,
    }));
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addresses) : [];
}

const environmentSchema = z.looseObject({
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
});

/** Shared buckets in environment variables, each with the folder in the variable next to it. */
function variablePlaces(value: unknown, isShared: (bucket: string) => boolean): readonly ObjectPlace[] {
  if (typeof value !== 'object' || value === null) return [];
  const { env } = ('env' in value ? environmentSchema.safeParse(value).data : undefined) ?? { env: [] };
  const valueOf = (name: string) => env.find((each) => each.name === name)?.value ?? '';
  return [
    ...env
      .filter((each) => each.value !== undefined && looksLikeBucket.test(each.value) && isShared(each.value))
      .map(({ name, value: bucket = '' }) => ({ bucket, key: `${valueOf(name.replace('BUCKET', 'PREFIX'))}/` })),
    ...Object.values(value).flatMap((inner) => variablePlaces(inner, isShared)),
  ];
}

const looksLikeBucket = /^[a-z0-9][a-z0-9.-]*-\d{12}-[a-z0-9-]+$/;

const crunchySchema = z.looseObject({
  spec: z.looseObject({
    backups: z
      .looseObject({
        pgbackrest: z
          .looseObject({
            global: z.record(z.string(), z.string()).default({}),
            repos: z
              .array(z.looseObject({ name: z.string(), s3: z.looseObject({ bucket: z.string() }).optional() }))
              .default([]),
          })
          .optional(),
      })
      .optional(),
  }),
});

/** Repositories of pgBackRest, whose folder is a separate setting. */
function repositories(object: RenderedObject): readonly ObjectPlace[] {
  const { global = {}, repos = [] } = crunchySchema.parse(object).spec.backups?.pgbackrest ?? {};
  return repos.flatMap(({ name, s3 }) =>
    s3 === undefined ? [] : [{ bucket: s3.bucket, key: `${(global[`${name}-path`] ?? '').replace(/^\//, '')}/` }],
  );
}

const perconaS3Schema = z.looseObject({ bucket: z.string(), prefix: z.string().default('') });

const perconaSchema = z.looseObject({
  spec: z.looseObject({
    backup: z
      .looseObject({
        storages: z.record(z.string(), z.looseObject({ s3: perconaS3Schema.optional() })).default({}),
      })
      .optional(),
  }),
});

/** Storages of Percona's operator, whose bucket may have a folder behind a slash, beside the setting for it. Source: Percona Operator for MySQL, "Custom Resource options". */
function storages(object: RenderedObject): readonly ObjectPlace[] {
  return Object.values(perconaSchema.parse(object).spec.backup?.storages ?? {}).flatMap(({ s3 }) => {
    const [bucket = '', ...folders] = (s3?.bucket ?? '').split('/');
    return s3 === undefined
      ? []
      : [{ bucket, key: `${[...folders, ...s3.prefix.split('/')].filter((part) => part !== '').join('/')}/` }];
  });
}
