import { z } from 'zod';
import { besides, kindOf, nameOf, type RenderedObject } from '../../rendered';

/** Where a database of CloudNativePG puts its base backups: a folder for each, named after the second it began. */
export interface DatabaseArchive {
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
export function databaseArchives(objects: readonly RenderedObject[]): readonly DatabaseArchive[] {
  const beside = besides(objects);
  return objects
    .filter((object) => kindOf(object) === 'postgresql.cnpg.io/Cluster')
    .flatMap((cluster) =>
      clusterSchema.parse(cluster).spec.plugins.flatMap(({ parameters: { barmanObjectName, serverName } }) => {
        const store = beside(cluster, 'barmancloud.cnpg.io/ObjectStore').find(
          ({ metadata }) => metadata.name === barmanObjectName,
        );
        if (store === undefined) return [];
        const path = storeSchema.parse(store).spec.configuration.destinationPath.replace(/^s3:\/\/|\/$/g, '');
        const [bucket = '', ...folders] = path.split('/');
        const prefix = [...folders, serverName ?? cluster.metadata.name, 'base', ''].join('/');
        return [{ database: nameOf(cluster), bucket, prefix }];
      }),
    );
}

/** When a base backup began, from the name of its folder, as 20270131T024200 in UTC; nothing for any other name. */
export function beginningOf(folder: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(folder) ?? [];
  return year === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
