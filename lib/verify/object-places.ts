import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/** A bucket, and the keys in it or what they begin with. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Where an object keeps or looks for something in S3.
 *
 * @param isShared whether a bucket has a folder for each tenant
 */
export const objectPlaces = (object: RenderedObject, isShared: (bucket: string) => boolean): readonly ObjectPlace[] => [
  ...addresses(object),
  ...variablePlaces(object, isShared),
  ...(qualifiedKind(object) === 'postgres-operator.crunchydata.com/PostgresCluster' ? repositories(object) : []),
];

/** Addresses like `s3://bucket/folder`; what a script puts together from variables is looked at where these are. */
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

/** A bucket of all tenants in a variable, with the folder that the variable beside it names. */
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

/** Repositories of pgBackRest, whose folder is a setting of its own. */
function repositories(object: RenderedObject): readonly ObjectPlace[] {
  const { global = {}, repos = [] } = crunchySchema.parse(object).spec.backups?.pgbackrest ?? {};
  return repos.flatMap(({ name, s3 }) =>
    s3 === undefined ? [] : [{ bucket: s3.bucket, key: `${(global[`${name}-path`] ?? '').replace(/^\//, '')}/` }],
  );
}
