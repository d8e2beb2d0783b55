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
import type { PostgresVersion } from '../../base/databases/postgres-version';
import {
  sharedDatabaseName,
  sharedObjectName,
  sharedPoolerName,
  type DatabaseUser,
} from '../../base/databases/shared-postgres-names';
import type { VolumeClaimSpeed } from '../../base/storage/volume-claim';

export interface SharedClusterProps {
  readonly name: string;
  readonly version: PostgresVersion;
  readonly storageGiB: number;
  readonly speed: VolumeClaimSpeed;
  readonly size: DatabaseSize;
  readonly instances: DatabaseInstances;
  readonly synchronous: boolean;
  readonly backup: { readonly keepDays: number };
  readonly backupTarget: BackupTarget;
  /** Services with a database in it. */
  readonly users: readonly (DatabaseUser & { readonly pooling: Pooling })[];
}

/** Connections that each pod of a pooler keeps to one database at most. */
const serverConnections = 8;

/** Connections of one role: those of two poolers' pods, and some past them for migrations and dumps. */
const sharedConnectionLimit = 2 * serverConnections + 4;

/**
 * Who may go where in a shared cluster, in the language of `pg_hba.conf`: a role into the database that has its name,
 * over TLS, and nobody anywhere else. Roles of the operator have rules of their own before these.
 */
const ownDatabaseOnly = ['hostssl sameuser all all scram-sha-256', 'host all all all reject'];

/** A PostgreSQL cluster that tenants share, with a role for each service and the poolers that they use. */
export class SharedCluster extends Construct {
  constructor(scope: Construct, id: string, props: SharedClusterProps) {
    super(scope, id);
    const { name, size, instances, users } = props;
    const clients = clientNamespaces(users);
    const poolings = [...new Set(users.map(({ pooling }) => pooling))].sort();
    const poolers = poolings.map((pooling) => ({ pooling, name: sharedPoolerName(name, pooling) }));
    new PostgresCluster(this, 'cluster', {
      ...props,
      access: ownDatabaseOnly,
      roles: users.map((user) => ({
        name: sharedDatabaseName(user),
        passwordSecret: sharedObjectName(user),
        connectionLimit: sharedConnectionLimit,
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
        connections: { ...poolSizes(size, poolerPodCount(instances)), server: serverConnections },
      });
    }
  }
}

/** Pods of all namespaces that have a database here; which of them come is up to the rules of those namespaces. */
function clientNamespaces(users: readonly DatabaseUser[]): readonly k8s.NetworkPolicyPeer[] {
  const values = [...new Set(users.map(({ tenant }) => tenant))].sort();
  if (values.length === 0) return [];
  return [
    { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } },
  ];
}
