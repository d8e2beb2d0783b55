import { z } from 'zod';
import { namespaceLookup, qualifiedKind, qualifiedName, type RenderedObject } from '../../rendered';

/** Where a database of CloudNativePG puts its base backups: a folder for each, named after the second it began. */
export interface CloudNativeArchive {
  /** `<namespace>/<cluster>`. */
  readonly database: string;
  readonly bucket: string;
  /** Ends with a slash. */
  readonly prefix: string;
}

const clusterSchema = z.looseObject({
  spec: z.looseObject({
    plugins: z
      .array(
        z.looseObject({
          parameters: z
            .looseObject({ barmanObjectName: z.string().optional(), serverName: z.string().optional() })
            .default({}),
        }),
      )
      .default([]),
  }),
});

const storeSchema = z.looseObject({
  spec: z.looseObject({ configuration: z.looseObject({ destinationPath: z.string() }) }),
});

/** The archives of all databases that are rendered. Source of the folders: EnterpriseDB/barman:docs, barman-cloud. */
export function databaseArchives(objects: readonly RenderedObject[]): readonly CloudNativeArchive[] {
  const beside = namespaceLookup(objects);
  return objects
    .filter((object) => qualifiedKind(object) === 'postgresql.cnpg.io/Cluster')
    .flatMap((cluster) =>
      clusterSchema.parse(cluster).spec.plugins.flatMap(({ parameters: { barmanObjectName, serverName } }) => {
        const store = beside(cluster, 'barmancloud.cnpg.io/ObjectStore').find(
          ({ metadata }) => metadata.name === barmanObjectName,
        );
        if (store === undefined) return [];
        const path = storeSchema.parse(store).spec.configuration.destinationPath.replace(/^s3:\/\/|\/$/g, '');
        const [bucket = '', ...folders] = path.split('/');
        const prefix = [...folders, serverName ?? cluster.metadata.name, 'base', ''].join('/');
        return [{ database: qualifiedName(cluster), bucket, prefix }];
      }),
    );
}

/** When a base backup began, from the name of its folder, as 20270131T024200 in UTC; nothing for any other name. */
export function parseBackupStart(folder: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(folder) ?? [];
  return year === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
