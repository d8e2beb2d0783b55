import { Construct } from 'constructs';
import type { DatabaseInstances } from '../../base/databases/database-instances';
import type { DatabaseSize } from '../../base/databases/database-size';
import type { k8s } from '../../base/manifests/kubernetes';
import { podsLabelled } from '../../base/network/network-rules';
import type { BackupTarget } from '../../base/databases/postgres-backup';
import { PostgresCluster } from '../../base/databases/postgres-cluster';
import { poolerPods } from '../../base/databases/postgres-labels';
import { poolerPodCount, PostgresPooler, type Pooling } from '../../base/databases/postgres-pooler';
import { poolSizes } from '../../base/databases/postgres-size';
import type { PostgresFlavour, PostgresVersion } from '../../base/databases/postgres-version';
import {
  sharedDatabaseName,
  sharedObjectName,
  sharedPoolerName,
  type DatabaseUser,
} from '../../base/databases/shared-postgres-names';
import { pooledConnections } from '../../../model/formats/pooled-connections';
import { wishedPostgresMemory } from '../../../model/formats/postgres-wishes';
import type { VolumeClaimSpeed } from '../../base/storage/volume-claim';

export interface SharedClusterProps {
  readonly name: string;
  readonly version: PostgresVersion;
  /** Image of all its databases. */
  readonly image: PostgresFlavour;
  /** Parameters of the server, which take the place of those that follow from its size. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly storageGiB: number;
  readonly speed: VolumeClaimSpeed;
  readonly size: DatabaseSize;
  readonly instances: DatabaseInstances;
  readonly synchronous: boolean;
  readonly backup: { readonly keepDays: number };
  readonly backupTarget: BackupTarget;
  /** Services that have a database in the cluster, one for each database. */
  readonly users: readonly (DatabaseUser & { readonly pooling: Pooling })[];
}

/**
 * Lines of `pg_hba.conf`: a role may connect, over TLS, to the database of the same name, and to no other. The operator's
 * own roles have lines before these.
 */
const ownDatabaseOnly = ['hostssl sameuser all all scram-sha-256', 'host all all all reject'];

/** A PostgreSQL cluster that tenants share, with a role for each service and the poolers that they use. */
export class SharedCluster extends Construct {
  constructor(scope: Construct, id: string, props: SharedClusterProps) {
    super(scope, id);
    const { name, size, instances, users, parameters } = props;
    const clients = clientNamespaces(users);
    const poolings = [...new Set(users.map(({ pooling }) => pooling))].sort();
    const poolers = poolings.map((pooling) => ({ pooling, name: sharedPoolerName(name, pooling) }));
    new PostgresCluster(this, 'cluster', {
      ...props,
      access: ownDatabaseOnly,
      roles: users.map((user) => ({
        name: sharedDatabaseName(user),
        passwordSecret: sharedObjectName(user),
        connectionLimit: pooledConnections.eachDatabase,
      })),
      clients: [...poolers.map((pooler) => podsLabelled(poolerPods(pooler.name))), ...clients],
      poolers: poolers.map((pooler) => pooler.name),
    });
    for (const pooler of poolers) {
      new PostgresPooler(this, pooler.name, {
        ...pooler,
        cluster: name,
        size,
        instances,
        clients,
        connections: {
          ...poolSizes(size, poolerPodCount(instances), wishedPostgresMemory(parameters)),
          server: pooledConnections.pooled,
        },
      });
    }
  }
}

/** All pods of the tenants with a database in the cluster; the network rules of the tenants say which pods may connect. */
function clientNamespaces(users: readonly DatabaseUser[]): readonly k8s.NetworkPolicyPeer[] {
  const values = [...new Set(users.map(({ tenant }) => tenant))].sort();
  if (values.length === 0) return [];
  return [
    { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } },
  ];
}
