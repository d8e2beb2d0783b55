import { Construct } from 'constructs';
import { crunchyInstances, crunchyJobs, crunchyPooler } from './crunchy-labels';
import { httpsEgress, kubernetesApiEgress, NetworkRules, podsLabelled, prometheusPeer } from '../network/network-rules';
import type { PostgresDatabaseProps } from './postgres-database';
import { postgresPort } from './postgres-labels';

export type CrunchyNetworkProps = Pick<PostgresDatabaseProps, 'name' | 'clients' | 'directClients'>;

/** NetworkPolicies of a `CrunchyDatabase`: for its instances, its backup jobs and its pooler. */
export class CrunchyNetwork extends Construct {
  constructor(scope: Construct, id: string, { name, clients, directClients }: CrunchyNetworkProps) {
    super(scope, id);
    const instances = podsLabelled(crunchyInstances(name));
    const pooler = podsLabelled(crunchyPooler(name));
    const jobs = podsLabelled(crunchyJobs(name));
    const direct = directClients === undefined ? [] : [podsLabelled(directClients)];
    const outside = [kubernetesApiEgress(this), httpsEgress(this)];
    new NetworkRules(this, 'instances', {
      name,
      pods: crunchyInstances(name),
      from: [
        { peers: [instances, pooler, ...direct], ports: [postgresPort] },
        { peers: [instances], ports: [patroniPort] },
        { peers: [instances, jobs], ports: [pgBackRestPort] },
        { peers: [prometheusPeer], ports: [exporterPort] },
      ],
      to: [{ peers: [instances], ports: [postgresPort, patroniPort, pgBackRestPort] }, ...outside],
    });
    new NetworkRules(this, 'jobs', {
      name: `${name}-pgbackrest`,
      pods: crunchyJobs(name),
      from: [],
      to: [{ peers: [instances], ports: [postgresPort, pgBackRestPort] }, ...outside],
    });
    new NetworkRules(this, 'pooler', {
      name: `${name}-pgbouncer`,
      pods: crunchyPooler(name),
      from: [{ peers: [podsLabelled(clients)], ports: [postgresPort] }],
      to: [{ peers: [instances], ports: [postgresPort] }],
    });
  }
}

const patroniPort = 8008;
/** Source: CrunchyData/postgres-operator:internal/pgbackrest/iana.go. */
const pgBackRestPort = 8432;
const exporterPort = 9187;
