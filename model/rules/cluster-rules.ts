import { bootImages } from '../data/boot-images';
import { openShiftReleaseNames, openShiftReleases } from '../data/openshift-releases';
import { clusterDomain, routerPool, type NodePool } from '../environment';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { poolFindings } from './pool-rules';
import { registryMirrorFindings } from './registry-mirror-rules';
import { signatureFindings } from './signature-rules';
import { poolSize } from '../pool-size';
import { sum } from '../sum';
import { acceptsAnyPod } from '../accepts-any-pod';

/** Control-plane machines of a cluster: etcd needs an odd number, OpenShift supports three. */
const controlPlaneMachines = 3;

/** Pods have IPv4 alone on AWS until a release brings the rest. */
const podAddressFindings = ({ cluster: { addressFamily, release } }: EnvironmentFile): readonly Finding[] =>
  findingIf(
    addressFamily === 'dual-stack' && !openShiftReleases[release].dualStackPods,
    ['cluster', 'addressFamily'],
    `OpenShift ${release} gives pods on AWS no IPv6 addresses: 4.22 is the first that does`,
    'leave it out; with network.addressFamily: dual-stack hosts and balancers have IPv6 today',
  );

/** Domains of the cluster, its control plane and its node pools. */
export function clusterFindings(environment: EnvironmentFile): readonly Finding[] {
  const { pools } = environment.cluster;
  return [
    ...domainFindings(environment),
    ...imageFindings(environment),
    ...signatureFindings(environment),
    ...registryMirrorFindings(environment),
    ...podAddressFindings(environment),
    ...repeatFindings(
      pools.map(({ name }) => name),
      (index) => ['cluster', 'pools', index, 'name'],
      (first) => `repeats the name of pools[${first}]`,
      'give each pool a name of its own',
    ),
    ...controlPlaneFindings(environment),
    ...ingressFindings(environment),
    ...pools.flatMap((pool, index) => poolFindings(pool, environment, ['cluster', 'pools', index])),
  ];
}

function imageFindings({ region, cluster: { release } }: EnvironmentFile): readonly Finding[] {
  const { regions } = bootImages[release];
  const elsewhere = openShiftReleaseNames.filter((other) => bootImages[other].regions.includes(region));
  return findingIf(
    !regions.includes(region),
    elsewhere.length > 0 ? ['cluster', 'release'] : ['region'],
    `OpenShift ${release} has no boot images in ${region}`,
    elsewhere.length > 0
      ? `write one of: ${elsewhere.join(', ')}`
      : `choose another region, such as ${regions.slice(-4).join(', ')}`,
  );
}

/** Beginning of the longest name that the cluster itself makes below its domain: the proof for a certificate of a route. */
const longestHost = '_acme-challenge.alertmanager-main-openshift-monitoring.apps.';

function domainFindings(environment: EnvironmentFile): readonly Finding[] {
  const { domains, cluster } = environment;
  return [
    ...findingIf(
      !domains.some((domain) => cluster.baseDomain.endsWith(`.${domain}`)),
      ['cluster', 'baseDomain'],
      'is not below one of the registered domains, so nobody could delegate it',
      `choose a name below one of: ${domains.join(', ')}`,
    ),
    ...findingIf(
      longestHost.length + clusterDomain(environment).length > 253,
      ['cluster', 'baseDomain'],
      `makes names longer than the 253 characters of DNS, such as ${longestHost}…`,
      `shorten it by ${longestHost.length + clusterDomain(environment).length - 253} characters`,
    ),
    ...repeatFindings(
      domains,
      (index) => ['domains', index],
      (first) => `repeats domains[${first}]`,
      'name each domain once',
    ),
  ];
}

function controlPlaneFindings({ zones, cluster: { pools } }: EnvironmentFile): readonly Finding[] {
  const found = pools.flatMap((pool, index) => (pool.role === 'control-plane' ? [{ pool, index }] : []));
  const [only, second] = found;
  if (only === undefined || second !== undefined) {
    const path = ['cluster', 'pools', ...(second === undefined ? [] : [second.index])];
    const reason = second === undefined ? 'has no control plane' : 'is a second control plane';
    return [{ path, reason, remedy: 'declare exactly one pool with role: control-plane' }];
  }

  const { pool, index } = only;
  const path = ['cluster', 'pools', index];
  const plain = { labels: Object.keys(pool.labels).length, taints: pool.taints.length, tuning: pool.tuning ? 1 : 0 };
  const distinct = new Set(pool.zones ?? zones).size;
  return [
    ...findingIf(
      pool.size !== controlPlaneMachines,
      [...path, 'size'],
      'is not three',
      'write size: 3, the number etcd is safe with',
    ),
    ...findingIf(
      distinct < controlPlaneMachines,
      pool.zones === undefined ? ['zones'] : [...path, 'zones'],
      `${distinct === 1 ? 'one zone' : `${distinct} zones`} cannot keep the three machines of a control plane apart`,
      'name three zones, so that losing one leaves etcd a majority',
    ),
    ...findingIf(
      pool.owner !== 'cloudformation',
      [...path, 'owner'],
      'cannot be created by the cluster of which it is the control plane',
      'write owner: cloudformation',
    ),
    ...findingIf(
      pool.capacity !== 'on-demand',
      [...path, 'capacity'],
      'would let AWS terminate members of etcd',
      'omit it: the machines of a control plane are on demand',
    ),
    ...findingIf(
      pool.instanceTypes.length > 1,
      [...path, 'instanceTypes', 1],
      'is a second type, but all machines of a control plane have the same type',
      'name one type',
    ),
    ...Object.entries(plain).flatMap(([key, entries]) =>
      findingIf(
        entries > 0,
        [...path, key],
        'is for workers: OpenShift labels, taints and configures its control plane itself',
        'leave it out',
      ),
    ),
  ];
}

function ingressFindings(environment: EnvironmentFile): readonly Finding[] {
  const { pools, ingress } = environment.cluster;
  const workers = pools.filter(({ role }) => role === 'worker');
  const pool = routerPool(environment);
  const carriers = pool === undefined ? workers.filter(acceptsAnyPod) : [pool];
  const machines = minimumMachines(carriers);
  return [
    ...findingIf(
      ingress.pool !== undefined && pool === undefined,
      ['cluster', 'ingress', 'pool'],
      `${ingress.pool ?? ''} is not a pool of workers`,
      workers.length === 0 ? 'declare one' : `write one of: ${workers.map(({ name }) => name).join(', ')}`,
    ),
    ...findingIf(
      carriers.length > 0 && machines < ingress.replicas && (pool !== undefined || machines > 0),
      ['cluster', 'ingress', 'replicas'],
      `${ingress.replicas} routers need a machine each, but ${carriers.map(({ name }) => name).join(' and ')} may have ${machines}`,
      'make the pool larger, choose another with ingress.pool, or write fewer',
    ),
  ];
}

/** Machines that pools have at the quietest hour, and when they are made. */
const minimumMachines = (pools: readonly NodePool[]): number => sum(pools.map((pool) => poolSize(pool, 'minimum')));
