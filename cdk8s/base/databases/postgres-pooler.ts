import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { instanceCount, type DatabaseInstances } from './database-instances';
import type { DatabaseSize } from './database-size';
import { addPodDisruptionBudget } from '../pods/pod-disruption-budget';
import { k8s } from '../manifests/kubernetes';
import { kubernetesApiEgress, NetworkRules, podsLabelled, prometheusPeer } from '../network/network-rules';
import { operatorLabels } from '../delivery/operator-labels';
import { PodMonitor } from '../monitoring/pod-monitor';
import { topologySpread, zoneTopology } from '../pods/topology-spread';
import { clusterPods, poolerPods, postgresPort } from './postgres-labels';
import { poolerMemory } from './postgres-size';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * When PgBouncer gives a connection to another client: after each `transaction`, which serves many clients with few
 * connections, or after each `session`, for clients that set state in a connection or hold locks beyond a transaction.
 */
export type Pooling = 'transaction' | 'session';

export interface PostgresPoolerProps {
  readonly name: string;
  /** Name of the CloudNativePG cluster. */
  readonly cluster: string;
  readonly size: DatabaseSize;
  /** Instances of the cluster: with more than one, the pooler has two pods. */
  readonly instances: DatabaseInstances;
  readonly pooling: Pooling;
  /**
   * Whether it leads to the primary, or to the copies, which only read.
   * @default 'primary'
   */
  readonly leadsTo?: 'primary' | 'copies';
  /** Connections of each pod: to the cluster for each database, and from clients for all databases together. */
  readonly connections: { readonly server: number; readonly clients: number };
  /** Pods that may connect to the pooler. */
  readonly clients: readonly k8s.NetworkPolicyPeer[];
}

/** Number of pods of a pooler: two for a cluster of several instances, else one. */
export const poolerPodCount = (instances: DatabaseInstances): number => Math.min(2, instanceCount(instances));

/** PgBouncer between clients and the primary of a cluster, or its copies. */
export class PostgresPooler extends Construct {
  constructor(scope: Construct, id: string, props: PostgresPoolerProps) {
    super(scope, id);
    const { name, cluster, size, pooling, connections, clients } = props;
    const labels = poolerPods(name);
    const pods = poolerPodCount(props.instances);
    new ApiObject(this, 'pooler', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name, annotations: inWave(objectWaves.data) },
      spec: {
        cluster: { name: cluster },
        type: props.leadsTo === 'copies' ? 'ro' : 'rw',
        instances: pods,
        pgbouncer: {
          poolMode: pooling,
          parameters: {
            max_client_conn: String(connections.clients),
            default_pool_size: String(connections.server),
            max_db_connections: String(connections.server),
          },
        },
        template: {
          metadata: { labels: operatorLabels(Chart.of(this).labels) },
          spec: {
            topologySpreadConstraints: topologySpread(labels, [zoneTopology]),
            containers: [{ name: 'pgbouncer', resources: poolerResources(size, connections.clients) }],
          },
        },
      },
    });
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [
        { peers: [...clients], ports: [postgresPort] },
        { peers: [prometheusPeer], ports: [poolerMetricsPort] },
      ],
      to: [{ peers: [podsLabelled(clusterPods(cluster))], ports: [postgresPort] }, kubernetesApiEgress(this)],
    });
    new PodMonitor(this, 'monitor', { name, labels, port: 'metrics' });
    addPodDisruptionBudget(this, { name, labels, pods, wave: objectWaves.data });
  }
}

const modest = { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: 128 } };
const strong = { requests: { cpu: '200m', memory: '128Mi' }, limits: { cpu: '1', memory: 256 } };

/** Requests and limits by the cluster's size, the limit of memory in MiB; PgBouncer has one thread and cannot use more than one CPU. */
const bySize: Readonly<Record<DatabaseSize, typeof modest>> = {
  small: modest,
  medium: modest,
  large: strong,
  xlarge: strong,
};

function poolerResources(size: DatabaseSize, clients: number): object {
  const { requests, limits } = bySize[size];
  return { requests, limits: { ...limits, memory: poolerMemory(clients, limits.memory) } };
}

const poolerMetricsPort = 9127;
