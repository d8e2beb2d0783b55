import { celList, type AdmissionRule } from './admission-policy';

/**
 * Rules by which databases write archives only below the name of their namespace, and are restored only from there. In AWS
 * the permissions of the IAM role say the same.
 *
 * @param bucket name of the bucket with the archives of all tenants
 */
export const ownArchives = (bucket: string): readonly AdmissionRule[] => [
  {
    name: 'own-archives',
    because: 'A database that reads the archive of another is a copy of it',
    resources: [{ group: 'barmancloud.cnpg.io', resources: ['objectstores'] }],
    validations: [
      {
        expression: `object.spec.configuration.destinationPath.startsWith('s3://${bucket}/' + request.namespace + '/')`,
        message: `spec.configuration.destinationPath: must begin with s3://${bucket}/ and the namespace`,
      },
      {
        expression: "object.spec.configuration.?endpointURL.orValue('') == ''",
        message: 'spec.configuration.endpointURL: archives stay in AWS',
      },
    ],
  },
  {
    name: 'own-archives-postgres',
    because: 'CloudNativePG’s older way to name an archive passes by its object',
    resources: [{ group: 'postgresql.cnpg.io', resources: ['clusters'] }],
    validations: [
      {
        expression: '!has(object.spec.backup) || !has(object.spec.backup.barmanObjectStore)',
        message: 'spec.backup.barmanObjectStore: name an ObjectStore by the plugin',
      },
      {
        expression: 'object.spec.?externalClusters.orValue([]).all(each, !has(each.barmanObjectStore))',
        message: 'spec.externalClusters: name an ObjectStore by the plugin',
      },
    ],
  },
  {
    name: 'own-archives-crunchy',
    because: 'A database that reads the archive of another is a copy of it',
    resources: [{ group: 'postgres-operator.crunchydata.com', resources: ['postgresclusters'] }],
    variables: {
      repositories: 'object.spec.?backups.?pgbackrest.?repos.orValue([])',
      settings: 'object.spec.?backups.?pgbackrest.?global.orValue({})',
    },
    validations: [
      {
        expression: `variables.repositories.all(each, !has(each.s3) || (each.s3.bucket in ${celList([bucket])} && variables.settings[?each.name + '-path'].orValue('').startsWith('/' + request.namespace + '/')))`,
        message: `spec.backups.pgbackrest: repositories lie in ${bucket}, below /<namespace>/`,
      },
      {
        expression: '!has(object.spec.dataSource) || !has(object.spec.dataSource.pgbackrest)',
        message: 'spec.dataSource.pgbackrest: a database is restored from its own repository',
      },
    ],
  },
];
