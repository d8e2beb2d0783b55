import type { App, Stack } from 'aws-cdk-lib/core';
import { answeringIssuers } from '../model/believed-issuers';
import { cloudPools, clusterDomain, type Environment } from '../model/environment';
import { hasFacts, type Facts } from '../model/facts';
import { namesOf } from '../model/naming';
import { platformTags } from '../model/platform-tags';
import { gitSshAlarms } from '../constructs/gitlab/git-ssh-alarms';
import { apiBalancerAlarms, type WatchedBalancer } from '../constructs/observability/api-balancer-alarms';
import { natAlarms } from '../constructs/observability/nat-alarms';
import { routerBalancerAlarms } from '../constructs/observability/router-balancer-alarms';
import { backupAlarmsOf, backupCopiesProps, backupProps } from './backup';
import { cachesAlarms, cachesOf } from './caches';
import { cloudPoolSpecs } from './cloud-pools';
import { contributorsOf } from './contributors';
import { workloadBoundaryArn } from './deployment-rights';
import { gitlabProps, pagesZoneProps } from './gitlab';
import { hostsAlarms, runnerHostsOf } from './hosts';
import { observabilityOf, watchedIssuer } from './observability';
import { platformRolesOf } from './platform-roles';
import { singleSignOnAlarms, singleSignOnProps, singleSignOnRolesOf } from './single-sign-on';
import { storageProps } from './storage';
import { stackFacts, waitingStacks, type WaitingStack } from './stack-facts';
import { ClusterStack } from './stacks/cluster-stack';
import { DnsStack } from './stacks/dns-stack';
import { BackupCopiesStack } from './stacks/backup-copies-stack';
import { BackupStack } from './stacks/backup-stack';
import { CachesStack } from './stacks/caches-stack';
import { GitLabStack } from './stacks/gitlab-stack';
import { HostsStack } from './stacks/hosts-stack';
import { IdentityProvidersStack } from './stacks/identity-providers-stack';
import { IdentityStack } from './stacks/identity-stack';
import { IssuerStack } from './stacks/issuer-stack';
import { NetworkStack } from './stacks/network-stack';
import { NodePoolsStack } from './stacks/node-pools-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SingleSignOnStack } from './stacks/single-sign-on-stack';
import { StorageStack } from './stacks/storage-stack';
import { TenantsStack } from './stacks/tenants-stack';
import { tenancyOf, tenantsStacksOf } from './tenants';

/**
 * The map of all stacks of an environment, in the order of their deployment.
 *
 * @returns the stacks that wait for a fact
 */
export function platform(app: App, environment: Environment, facts: Partial<Facts>): readonly WaitingStack[] {
  const { name, account, region, zones, network, edge, cluster } = environment;
  const { infraId } = facts;
  const names = namesOf(environment);
  const domain = clusterDomain(environment);
  const { alertsUrl, globalAlarms, ...observability } = observabilityOf(environment, names);
  const tags = platformTags(environment);
  const boundaryArn = workloadBoundaryArn(names);
  const place = (noun: string) => ({
    ...{ stackName: names.stack(noun), environment: name },
    ...{ account, region, zones, tags, boundaryArn },
  });

  const networkStack = new NetworkStack(app, names.stack('network'), {
    ...place('network'),
    network,
    infraId,
    interfaceEndpoints: network.interfaceEndpoints,
    flowLogs: { bucketName: names.bucket('flow-logs'), ...network.flowLogs },
    cdnRanges: 'none' in edge.cdn ? { ipv4: [], ipv6: [] } : edge.cdn.ranges,
    deniedBlocks: edge.denied.map(({ block }) => block),
  });
  const { vpcId, publicSubnetIds, privateSubnetIds, natGatewayIds, natAddresses } = networkStack;

  const { publicZoneId, privateZoneId } = new DnsStack(app, names.stack('dns'), {
    ...place('dns'),
    region: 'us-east-1',
    publicZone: cluster.baseDomain,
    signingKeyAlias: names.keyAlias('dnssec'),
    pages: pagesZoneProps(environment),
    clusterDomain: domain,
    privateZones: environment.privateZones,
    infraId,
    vpcId,
    vpcRegion: region,
    issuer: watchedIssuer(facts),
    alarms: { alertsUrl, notify: globalAlarms },
  });

  const storageStack = new StorageStack(app, names.stack('storage'), {
    ...place('storage'),
    ...{ vpcId, privateSubnetIds },
    ...storageProps(environment),
  });
  const { keyArns } = storageStack;
  // Names of its keys and buckets tell CDK nothing of the order.
  const afterStorage = <Later extends Stack>(stack: Later): Later => {
    stack.addStackDependency(storageStack);
    return stack;
  };

  const copies = backupCopiesProps(environment);
  const copiesStack =
    copies && new BackupCopiesStack(app, names.stack('backup-copies'), { ...place('backup-copies'), ...copies });

  const login = singleSignOnProps(environment);
  const loginStack =
    login &&
    afterStorage(
      new SingleSignOnStack(app, names.stack('single-sign-on'), {
        ...place('single-sign-on'),
        ...{ vpcId, publicSubnetIds, privateSubnetIds, natAddresses },
        copies: copies && copiesStack && { region: copies.region, keyArn: copiesStack.keyArn },
        ...login,
      }),
    );

  const runners = runnerHostsOf(environment);
  if (runners.length > 0) {
    afterStorage(
      new HostsStack(app, names.stack('hosts'), {
        ...place('hosts'),
        ...{ runners, vpcId, vpcBlock: network.block, hostsSubnetIds: networkStack.hostsSubnetIds },
        key: { alias: names.keyAlias('data'), region, account },
      }),
    );
  }

  const backupStack = new BackupStack(app, names.stack('backup'), {
    ...place('backup'),
    ...backupProps(environment),
    ...{ backupKeyArn: keyArns.backup, alertsUrl },
  });
  if (copiesStack !== undefined) backupStack.addStackDependency(copiesStack);

  if (hasFacts(facts, stackFacts.issuer)) {
    new IssuerStack(app, names.stack('issuer'), { ...place('issuer'), keys: facts.serviceAccountKeys });
  }

  const pools = cloudPools(environment);
  const identityStack =
    hasFacts(facts, stackFacts.identity) &&
    new IdentityStack(app, names.stack('identity'), {
      ...place('identity'),
      release: cluster.release,
      clusterName: cluster.name,
      issuer: facts.serviceAccountIssuer,
      roleName: names.roleName,
      bootstrapBucketName: names.bucket('bootstrap'),
      publicZone: { id: facts.clusterZoneId, name: cluster.baseDomain },
      privateZoneId: facts.clusterPrivateZoneId,
      platformRoles: platformRolesOf(environment, facts),
      nodeAdmission: pools.length > 0,
      singleSignOn: singleSignOnRolesOf(environment),
      contributors: contributorsOf(environment),
    });

  const providers = answeringIssuers(environment, facts.answeringIssuers);
  if (providers.length > 0) {
    const providersStack = new IdentityProvidersStack(app, names.stack('identity-providers'), {
      ...place('identity-providers'),
      providers: providers.map(({ id, issuer, audiences }) => ({ id, issuer, audiences })),
    });
    // Environments that are older than this stack have the providers in the identity stack: they must go there first.
    if (identityStack) providersStack.addStackDependency(identityStack);
  }

  const balancers: WatchedBalancer[] = [];
  if (hasFacts(facts, stackFacts.cluster)) {
    const { machineConfigServerCa, controlPlane } = facts;
    const ofCluster = { infraId: facts.infraId, clusterDomain: domain, machineConfigServerCa, privateSubnetIds };
    const peers = edge.peers.map(({ block }) => block);
    const { nodeSecurityGroupId, apiBalancers } = new ClusterStack(app, names.stack('cluster'), {
      ...place('cluster'),
      ...ofCluster,
      vpcId,
      vpcBlock: network.block,
      publicSubnetIds,
      publicZoneId,
      privateZoneId,
      api: cluster.api === 'peers' ? { clients: peers } : cluster.api,
      controlPlane,
      instanceProfiles: { controlPlane: names.roleName('control-plane'), bootstrap: names.roleName('bootstrap') },
      bootstrap:
        cluster.phase === 'bootstrapping' ? { bucketName: names.bucket('bootstrap'), installers: peers } : undefined,
    });
    balancers.push(...apiBalancers);

    const specs = cloudPoolSpecs(pools, environment, facts);
    if (specs.length > 0 && specs.length === pools.length) {
      new NodePoolsStack(app, names.stack('node-pools'), {
        ...place('node-pools'),
        ...ofCluster,
        nodeSecurityGroupId,
        instanceProfile: names.roleName('worker'),
        pools: specs,
      });
    }

    const caches = cachesOf(environment);
    if (caches.length > 0) {
      new CachesStack(app, names.stack('caches'), {
        ...place('caches'),
        ...{ caches, vpcId, privateSubnetIds, nodeSecurityGroupId },
        ...{ keyArn: keyArns.data, keyAlias: names.keyAlias('data') },
      });
    }
  }

  const gitlabStack =
    environment.gitlab !== undefined && hasFacts(facts, stackFacts.gitlab)
      ? afterStorage(
          new GitLabStack(app, names.stack('gitlab'), {
            ...place('gitlab'),
            ...{ vpcId, publicSubnetIds },
            ...gitlabProps(environment, environment.gitlab, facts.serviceAccountIssuer),
          }),
        )
      : undefined;

  new ObservabilityStack(app, names.stack('observability'), {
    ...place('observability'),
    ...{ ...observability, alertsUrl },
    alarms: [
      ...natAlarms(natGatewayIds),
      ...singleSignOnAlarms(loginStack?.watched),
      ...hostsAlarms(environment),
      ...apiBalancerAlarms(balancers),
      ...(infraId === undefined
        ? []
        : [...routerBalancerAlarms(cluster.ingress.balancer), ...backupAlarmsOf(environment)]),
      ...(balancers.length === 0 ? [] : cachesAlarms(environment)),
      ...(gitlabStack === undefined ? [] : gitSshAlarms(gitlabStack.sshBalancer)),
    ],
  });

  if (hasFacts(facts, stackFacts.tenants)) {
    const tenancy = tenancyOf(environment, facts.serviceAccountIssuer);
    for (const { noun, tenants } of tenantsStacksOf(environment)) {
      afterStorage(new TenantsStack(app, names.stack(noun), { ...place(noun), tenancy, tenants }));
    }
  }
  return waitingStacks(environment, facts);
}
