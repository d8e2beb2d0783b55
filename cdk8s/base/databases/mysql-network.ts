import { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { httpsEgress, NetworkRules, podsLabelled, prometheusPeer, type TrafficRule } from '../network/network-rules';
import { mysqlExporter } from './mysql-exporter';

export interface MysqlNetworkProps {
  /** Name of the database. */
  readonly name: string;
  /** Labels of the pods that may connect. */
  readonly clients: Readonly<Record<string, string>>;
  readonly backedUp: boolean;
}

/** Labels that the operator sets on a component's pods (percona/percona-xtradb-cluster-operator:pkg/naming/labels.go). */
export const mysqlLabels = (name: string, component: 'pxc' | 'haproxy'): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/instance': name,
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/name': 'percona-xtradb-cluster',
});

/** Client protocol, and the port for administrators, which answers when all other connections are taken. */
const mysqlPort = 3306;
const adminPort = 33062;
/** Ports of Galera: transfer of all data (SST), replication, and transfer of missing writes (IST). */
const groupPorts = [4444, 4567, 4568];

/**
 * NetworkPolicies of a `MysqlDatabase`: clients and backups reach the proxy, the proxy reaches the servers, the servers
 * reach each other, and the operator reaches proxy and servers.
 */
export class MysqlNetwork extends Construct {
  /** Traffic to the proxy, for the network rules of clients. */
  readonly proxyTraffic: TrafficRule;
  /** Labels of the pods that dump the database. */
  readonly backupLabels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { name, clients, backedUp }: MysqlNetworkProps) {
    super(scope, id);
    const servers = podsLabelled(mysqlLabels(name, 'pxc'));
    const proxies = podsLabelled(mysqlLabels(name, 'haproxy'));
    const operator = namespacePeer(clusterNamespaces.mysqlOperator);
    this.backupLabels = { 'app.kubernetes.io/name': `${name}-backup` };
    this.proxyTraffic = { peers: [proxies], ports: [mysqlPort] };

    new NetworkRules(this, 'servers', {
      name,
      pods: mysqlLabels(name, 'pxc'),
      from: [
        { peers: [servers], ports: [mysqlPort, adminPort, ...groupPorts] },
        { peers: [proxies], ports: [mysqlPort, adminPort] },
        { peers: [operator], ports: [mysqlPort, adminPort] },
        { peers: [prometheusPeer], ports: [mysqlExporter.port] },
      ],
      to: [{ peers: [servers], ports: [mysqlPort, adminPort, ...groupPorts] }],
    });
    const callers = [podsLabelled(clients), ...(backedUp ? [podsLabelled(this.backupLabels)] : [])];
    new NetworkRules(this, 'proxies', {
      name: `${name}-haproxy`,
      pods: mysqlLabels(name, 'haproxy'),
      from: [
        { peers: callers, ports: [mysqlPort] },
        { peers: [operator], ports: [mysqlPort, adminPort] },
      ],
      to: [{ peers: [servers], ports: [mysqlPort, adminPort] }],
    });
    if (backedUp) {
      new NetworkRules(this, 'backup', {
        name: `${name}-backup`,
        pods: this.backupLabels,
        from: [],
        to: [this.proxyTraffic, httpsEgress(this)],
      });
    }
  }
}
