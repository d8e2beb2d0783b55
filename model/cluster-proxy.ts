import type { Environment } from './environment';

/** The proxy of a cluster in the words of OpenShift's Proxy object and the installer. */
export interface ClusterProxy {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** What is called directly, by commas. */
  readonly noProxy: string;
}

/**
 * The proxy of an environment's cluster, if it has one. OpenShift adds the networks of machines, pods and services and the names
 * of its API to what is called directly. Besides those it is what stays in the VPC: services of AWS by their endpoints; and
 * the community's own hosts, because routers let in the addresses of the NAT gateways, by which direct calls go.
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

/** Services whose endpoint answers another name than its own. Source: Amazon ECR User Guide, "Interface VPC endpoints". */
const endpointHosts: Readonly<Record<string, string>> = { 'ecr.api': 'api.ecr', 'ecr.dkr': 'dkr.ecr' };
