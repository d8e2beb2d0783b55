import type { Environment } from './environment';

/** The proxy of a cluster, with the field names of OpenShift's Proxy object and the installer. */
export interface ClusterProxy {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** Hosts and networks that are called directly, separated by commas. */
  readonly noProxy: string;
}

/**
 * The proxy of an environment's cluster; undefined if it has none. OpenShift itself adds the networks of machines, pods and
 * services and the names of its API to `noProxy`. This adds AWS services with an endpoint in the VPC, and the community's own
 * hosts, because the routers accept the addresses of the NAT gateways, through which direct calls go.
 * Source: openshift/cluster-network-operator:pkg/util/proxyconfig/no_proxy.go.
 */
export function clusterProxy({
  region,
  domains,
  network,
  cluster: { proxy },
}: Pick<Environment, 'region' | 'domains' | 'network' | 'cluster'>): ClusterProxy | undefined {
  if (proxy === undefined) return undefined;
  const services = ['s3', 'dynamodb', ...network.interfaceEndpoints].map(
    (service) => `${endpointHosts[service] ?? service}.${region}.amazonaws.com`,
  );
  const direct = [...domains, ...services, ...proxy.except];
  return {
    httpProxy: proxy.http,
    httpsProxy: proxy.https ?? proxy.http,
    noProxy: [...new Set(direct)].sort().join(','),
  };
}

/** Hosts of services that differ from the name of the endpoint. Source: Amazon ECR User Guide, "Interface VPC endpoints". */
const endpointHosts: Readonly<Record<string, string>> = { 'ecr.api': 'api.ecr', 'ecr.dkr': 'dkr.ecr' };
