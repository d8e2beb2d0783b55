import { joinNetwork } from '../../model/data/cluster-internal-blocks';
import { gitlabReleases, type GitLabAvailability } from '../../model/data/gitlab-releases';
import type { NodePool } from '../../model/environment';
import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { gitlabName as name, gitlabNames, gitSshNodePort } from '../../model/gitlab-names';
import { machineCapacity } from '../../model/machine-capacity';
import { findGitLabMail } from '../../model/mail/gitlab-mail';
import type { GitLabDeclaration } from '../../model/schema/gitlab';
import { missingStackFacts } from '../../model/stack-facts';
import { SecretStore } from '../base/secrets/external-secret';
import { applicationWaves } from '../base/delivery/sync';
import { GitLab } from '../services/gitlab/gitlab';
import {
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { missingCacheHosts, exclusiveCache } from './declared-needs';
import { gitFetchCacheHost } from './git-fetch-cache-host';
import { operatorStacks } from './operator-stacks';
import { poolPlacement } from './pool-placement';
import { publicHost } from './public-host';

/** GitLab; empty if the environment has none. Its operator and its runners are applications of their own. */
export function gitlabApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const declared = context.environment.gitlab;
  if (declared === undefined) return [];
  const needed = ['infraId', 'natAddresses'] as const;
  const waitsFor = [
    ...missingStackFacts(facts, [...operatorStacks, 'gitlab']),
    ...missingFacts(facts, needed),
    ...missingCacheHosts(Object.values(declared.redis), facts),
  ];
  if (waitsFor.length > 0 || !hasFacts(facts, needed)) return [waitingApplication(context, name, waitsFor)];
  const manifests = namespacedManifests(context, name, (chart) => {
    new SecretStore(chart, 'secrets', {
      roleArn: gitlabNames(context.names).roleArn('secrets'),
    });
    new GitLab(chart, name, gitlabProps(context, declared, facts));
  });
  return [
    platformApplication(
      context,
      { [`${name}/${name}.yaml`]: manifests },
      { name, description: 'GitLab', namespaces: [name], clusterKinds: [], wave: applicationWaves.services },
    ),
  ];
}

/** Props of `GitLab`, with the names of its buckets, IAM roles and secrets in AWS. */
function gitlabProps(
  context: Context,
  declared: GitLabDeclaration,
  facts: Partial<Facts> & Pick<Facts, 'infraId' | 'natAddresses'>,
): ConstructorParameters<typeof GitLab>[2] {
  const { environment, names } = context;
  const { repositories, registry, agents, pages, redis } = declared;
  const { roleArn, bucketName, loginSecret, railsSecrets } = gitlabNames(names);
  const cache = (which: string) => exclusiveCache(which, context, facts);
  const host = (of: { readonly host: string }) => publicHost(of.host, environment);
  const disks = poolNamed(repositories.pool, environment.cluster.pools);
  return {
    name,
    chartVersion: gitlabAvailability(context).chart,
    size: declared.size,
    host: host(declared),
    registry: registry && host(registry),
    agents: agents && host(agents),
    pages: pages && { domain: pages.domain, certificate: publicHost(pages.domain, environment).certificate },
    ssh: { host: declared.ssh.host, nodePort: gitSshNodePort, from: [environment.network.block, joinNetwork] },
    repositories: {
      shards: repositories.shards,
      sizeGiB: repositories.sizeGiB,
      placement: poolPlacement(disks),
      machine: machineCapacity(disks, environment.cluster)?.offered,
    },
    database: {
      ...declared.database,
      backupTarget: {
        bucket: names.bucket('database-backups'),
        prefix: `${name}/${name}`,
        roleArn: roleArn('backup'),
      },
    },
    redis: { persistent: cache(redis.persistent), cache: redis.cache === undefined ? undefined : cache(redis.cache) },
    bucketName,
    roleArns: {
      rails: roleArn('rails'),
      toolbox: roleArn('toolbox'),
      gitaly: roleArn('gitaly'),
      pages: roleArn('pages'),
      registry: roleArn('registry'),
    },
    secretCopy: {
      remoteName: `${railsSecrets}/${facts.infraId}`,
      keyAlias: names.keyAlias('data'),
      roleArn: roleArn('secret-copy'),
    },
    mail: findGitLabMail(environment),
    login: { issuer: environment.singleSignOn.issuer, client: name, remoteSecret: loginSecret },
    trustedProxies: [
      ...('none' in environment.edge.cdn ? [] : cdnBlocks(environment.edge.cdn)),
      // git-fetch-cache calls GitLab by its public name, from a NAT address, and passes on the client's address.
      ...(gitFetchCacheHost(environment) === undefined ? [] : facts.natAddresses.map((address) => `${address}/32`)),
    ],
    podPidsLimit: environment.cluster.nodes.podPidsLimit,
  };
}

type Cdn = Exclude<Context['environment']['edge']['cdn'], { readonly none: string }>;

const cdnBlocks = ({ ranges }: Cdn): readonly string[] => [...ranges.ipv4, ...ranges.ipv6];

/**
 * Returns the versions of GitLab, its operator and its runner for the cluster's release.
 *
 * @throws Error when the release has none; a rule of `environment check` finds that before.
 */
export function gitlabAvailability({ environment }: Context): Exclude<GitLabAvailability, { readonly none: string }> {
  const supply = gitlabReleases[environment.cluster.release];
  if ('none' in supply) throw new Error(`there is no GitLab for OpenShift ${environment.cluster.release}`);
  return supply;
}

/**
 * Returns the pool with this name.
 *
 * @throws Error when there is none; a rule of `environment check` finds that before.
 */
export function poolNamed(wanted: string, pools: readonly NodePool[]): NodePool {
  const pool = pools.find((each) => each.name === wanted);
  if (pool === undefined) throw new Error(`there is no pool ${wanted}`);
  return pool;
}
