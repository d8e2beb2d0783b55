import { App } from 'cdk8s';
import type { Environment } from '../../model/environment';
import type { Tenant } from '../../model/tenant';
import type { Facts } from '../../model/facts';
import { databasePasswordKey } from '../../model/service-needs';
import { missingStackFacts } from '../../model/stack-facts';
import { parameterTexts } from '../../model/formats/parameter-text';
import { SecretStore } from '../base/secrets/external-secret';
import { toManifests } from '../base/manifests/manifest';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { PlatformChart } from '../base/manifests/platform-chart';
import type { Pooling } from '../base/databases/postgres-pooler';
import { sharedDatabasesNamespace, sharedFileName, type DatabaseUser } from '../base/databases/shared-postgres-names';
import type { PostgresLocale } from '../base/databases/postgres-locale';
import { applicationWaves } from '../base/delivery/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { SharedCluster } from '../platform/shared-databases/shared-cluster';
import { SharedDatabase } from '../platform/shared-databases/shared-database';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
  type ManifestFiles,
} from './application';

/** The PostgreSQL clusters that tenants share, with databases and roles of their services; empty if there are no clusters. */
export function sharedDatabasesApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment, names } = context;
  const { shared } = environment.databases;
  if (shared.length === 0) return [];
  const name = 'shared-databases';
  const waitsFor = missingStackFacts(facts, ['identity', 'tenants']);
  if (waitsFor.length > 0) return [waitingApplication(context, name, waitsFor)];

  const namespace = sharedDatabasesNamespace;
  const databases = declaredDatabases(environment);

  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', { name: namespace, purpose: 'PostgreSQL clusters that tenants share' });
  });
  const common = namespacedManifests(context, namespace, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new SecretStore(chart, 'secrets', {
      roleArn: names.roleArn('shared-databases-secrets'),
    });
  });
  const clusters = shared.map((cluster) => {
    const manifests = namespacedManifests(context, namespace, (chart) => {
      new SharedCluster(chart, cluster.name, {
        ...cluster,
        parameters: parameterTexts(cluster.parameters),
        backupTarget: {
          bucket: names.bucket('database-backups'),
          prefix: `shared/${cluster.name}`,
          roleArn: names.roleArn('shared', cluster.name, 'backup'),
        },
        users: databases.filter((database) => database.cluster === cluster.name),
      });
    });
    return [`${name}/postgres-${cluster.name}.yaml`, manifests] as const;
  });
  const application = platformApplication(
    context,
    {
      [`${name}/cluster-wide.yaml`]: clusterWide,
      [`${name}/namespace.yaml`]: common,
      ...Object.fromEntries(clusters),
      ...databaseFiles(context, databases),
    },
    {
      name,
      description: 'PostgreSQL clusters that tenants share',
      namespaces: [namespace],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.data,
    },
  );
  return [application];
}

interface DeclaredDatabase extends DatabaseUser {
  readonly cluster: string;
  readonly pooling: Pooling;
  readonly extensions: readonly string[];
  readonly locale?: PostgresLocale;
  readonly dataClass: Tenant['dataClass'];
}

/** Returns the databases in shared clusters that services declare, in the order of the tenants. */
const declaredDatabases = ({ tenants }: Environment): readonly DeclaredDatabase[] =>
  tenants.flatMap((tenant) =>
    tenant.services.flatMap(({ name, database }) => {
      if (database === undefined || !('shared' in database)) return [];
      const { shared: cluster, pooling, extensions, locale } = database;
      const further = 'further' in database ? database.further : [];
      const common = { tenant: tenant.name, service: name, dataClass: tenant.dataClass, cluster, pooling };
      return [
        { ...common, extensions, locale },
        ...further.map((each) => ({
          ...common,
          further: each.name,
          extensions: each.extensions,
          locale: each.locale,
        })),
      ];
    }),
  );

/** Returns a file for each database; the tenant is the owner of its objects. */
const databaseFiles = ({ names, charts: context }: Context, databases: readonly DeclaredDatabase[]): ManifestFiles =>
  Object.fromEntries(
    databases.map((database) => {
      const { tenant, service, further, dataClass } = database;
      const chart = new PlatformChart(new App(), 'database', {
        ownership: { owner: tenant, dataClass },
        namespace: sharedDatabasesNamespace,
        context,
      });
      new SharedDatabase(chart, 'database', {
        ...database,
        remotePassword: names.serviceSecret(tenant, service, databasePasswordKey(further)),
      });
      return [`shared-databases/${sharedFileName(database)}.yaml`, toManifests(chart)] as const;
    }),
  );
