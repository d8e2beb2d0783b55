import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { gitlabNames } from '../../../model/gitlab-names';
import { resourceNames } from '../../../model/naming';
import { portsNames } from '../../../model/ports-names';
import { routerRules } from '../../../model/router-rules';
import { addressNames } from './address-names';
import { failed, passed, type PreflightCheck } from './check';
import type { Cloud, Gateway } from './cloud';
import { deployedNetwork, type DeployedNetwork } from './deployed-network';
import { quotaFinding } from './quota-finding';

interface Count {
  /** Number in the account. */
  readonly used: number;
  /** Number that this environment has already. */
  readonly own: number;
}

interface NetworkQuota {
  readonly unit: string;
  readonly service: string;
  readonly code: string;
  /** Number that the environment needs. */
  readonly needed: (environment: Environment) => number;
  readonly count: (
    cloud: Cloud,
    network: DeployedNetwork,
    environment: Environment,
    facts: Partial<Facts>,
  ) => Promise<Count>;
}

/**
 * Codes of the quotas. Source: Service Quotas of ec2, vpc and elasticloadbalancing. OpenShift's installation fails
 * without the first four.
 */
const quotas: readonly NetworkQuota[] = [
  {
    unit: 'VPCs',
    service: 'vpc',
    code: 'L-F678F1CE',
    needed: () => 1,
    count: async (cloud, { vpcIds }) => ({ used: (await cloud.vpcs()).length, own: vpcIds.length }),
  },
  {
    unit: 'Elastic IP addresses',
    service: 'ec2',
    code: 'L-0263D0A3',
    needed: (environment) => addressNames(environment).length,
    count: async (cloud, _, environment) => {
      const addresses = await cloud.addresses();
      const names = addressNames(environment);
      return { used: addresses.length, own: addresses.filter(({ tags }) => names.includes(tags.Name ?? '')).length };
    },
  },
  {
    unit: 'internet gateways',
    service: 'vpc',
    code: 'L-A4707A72',
    needed: () => 1,
    count: async (cloud, network) => attached(await cloud.internetGateways(), network),
  },
  {
    unit: 'NAT gateways in a zone',
    service: 'vpc',
    code: 'L-FE5A380F',
    needed: () => 1,
    count: async (cloud, network, environment) => {
      const zones = new Map((await cloud.subnets()).map(({ subnetId, zone }) => [subnetId, zone]));
      const gateways = await cloud.natGateways();
      const counts = natZones(environment).map((zone) => {
        const there = gateways.filter(({ subnetId }) => zones.get(subnetId) === zone);
        const own = there.filter(({ subnetId }) => network.subnets.some((subnet) => subnet.subnetId === subnetId));
        return { used: there.length, own: own.length };
      });
      // The zone in which others have the most gateways.
      return counts.reduce((worst, count) => (count.used - count.own > worst.used - worst.own ? count : worst));
    },
  },
  {
    unit: 'egress-only internet gateways',
    service: 'vpc',
    code: 'L-45FE3B85',
    needed: ({ network }) => (network.addressFamily === 'dual-stack' ? 1 : 0),
    count: async (cloud, network) => attached(await cloud.egressOnlyGateways(), network),
  },
  {
    unit: 'network load balancers',
    service: 'elasticloadbalancing',
    code: 'L-69A177A2',
    needed: (environment) =>
      (environment.cluster.api === 'vpc' ? 1 : 2) +
      (ingressComes(environment.cluster) ? 1 : 0) +
      portBalancers(environment).length,
    count: async (cloud, _network, environment, { infraId }) => {
      const names = await cloud.balancers('network');
      const own = [
        ...(infraId === undefined ? [] : [`${infraId}-ext`, `${infraId}-int`]),
        ...portBalancers(environment),
      ];
      return { used: names.length, own: names.filter((name) => own.includes(name)).length };
    },
  },
  {
    unit: 'application load balancers',
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    needed: (environment) => applicationBalancers(environment).length,
    count: async (cloud, _network, environment) => {
      const names = await cloud.balancers('application');
      const own = applicationBalancers(environment);
      return { used: names.length, own: names.filter((name) => own.includes(name)).length };
    },
  },
];

/**
 * Whether the routers' clients fit into a security group. The quota is per group, so other environments do not count.
 */
const groupRulesCheck: PreflightCheck = {
  name: 'quota of rules of a security group',
  findings: async ({ environment, cloud }) => {
    const { group, rules } = routerRules(environment);
    const code = 'L-0EA8095F';
    const quota = await cloud.quota('vpc', code);
    const needed = Math.max(rules, environment.network.securityGroupRules);
    const says = `a security group may have ${quota} rules`;
    return quota < needed
      ? [
          failed(
            rules > quota
              ? `${says}, and the clients of the routers need ${rules} in ${group}`
              : `${says}, and network.securityGroupRules says ${needed}`,
            `ask for more: aws service-quotas request-service-quota-increase --region ${environment.region} --service-code vpc --quota-code ${code} --desired-value ${needed}`,
          ),
        ]
      : [passed(`${says}, and the clients of the routers need ${rules} in ${group}`)];
  },
};

/**
 * Whether the quotas of the account suffice for the network of this environment, besides everything else in the
 * account.
 */
const accountChecks: readonly PreflightCheck[] = quotas.map(({ unit, service, code, needed, count }) => ({
  name: `quota of ${unit}`,
  findings: async ({ environment, facts, cloud }) => {
    const minimum = needed(environment);
    if (minimum === 0) return [passed(`no ${unit} are needed`)];
    const quota = await cloud.quota(service, code);
    const counted = await count(cloud, await deployedNetwork(environment, cloud), environment, facts);
    const { region } = environment;
    return [quotaFinding({ unit, region, service, code, quota, ...counted, minimum, maximum: minimum })];
  },
}));

export const networkQuotaChecks: readonly PreflightCheck[] = [...accountChecks, groupRulesCheck];

const natZones = ({ zones, network: { nat } }: Environment): readonly string[] =>
  nat === 'per-zone' ? zones : [nat.single];

/** Names of the load balancers for Git over SSH and for ports of tenants. */
function portBalancers(environment: Environment): readonly string[] {
  const names = resourceNames(environment);
  return [
    ...(environment.gitlab === undefined ? [] : [gitlabNames(names).sshBalancer]),
    ...(environment.edge.ports === undefined ? [] : [portsNames(names).balancer]),
  ];
}

/** Names of the load balancers before Keycloak beside the cluster, and before the web pages of the directory. */
function applicationBalancers(environment: Environment): readonly string[] {
  const names = resourceNames(environment);
  return [
    ...(environment.singleSignOn.keycloak?.placement === 'ecs' ? [names.stack('single-sign-on')] : []),
    ...(environment.directory === undefined ? [] : [names.balancer('directory')]),
  ];
}

/**
 * Whether the ingress operator will make a network load balancer. Once the cluster runs, it exists and is counted under
 * a name that OpenShift chose.
 */
const ingressComes = ({ ingress, phase }: Environment['cluster']): boolean =>
  ingress.balancer === 'network' && phase === 'bootstrapping';

const attached = (gateways: readonly Gateway[], { vpcIds }: DeployedNetwork): Count => ({
  used: gateways.length,
  own: gateways.filter((gateway) => gateway.vpcIds.some((id) => vpcIds.includes(id))).length,
});
