import type { Tenant } from '../tenant';
import type { Finding } from '../finding';
import type { EnvironmentFile, TenantFinding } from './findings';
import { accessFindings } from './access-rules';
import { addressPoolFindings } from './address-pool-rules';
import { bastionFindings } from './bastion-rules';
import { cacheStackFindings, sharedCacheRule } from './cache-rules';
import { cdnFindings } from './cdn-rules';
import { clusterFindings } from './cluster-rules';
import { constructNameFindings } from './construct-name-rules';
import { directoryFindings } from './directory-rules';
import { challengeFindings } from './challenge-rules';
import { dnsFindings } from './dns-rules';
import { gitlabFindings } from './gitlab-rules';
import { hostMachineFindings } from './host-machine-rules';
import { hostRule } from './host-rules';
import { installationFindings } from './installation-rules';
import { edgeLimitFindings, limitRule } from './limit-rules';
import { machineRoomFindings } from './machine-room-rules';
import { mailPolicyRule } from './mail-policy-rules';
import { mailSenderRule } from './mail-sender-rules';
import { networkFindings } from './network-rules';
import { operatorFindings, operatorRule } from './operator-rules';
import { outsidePortRule } from './outside-port-rules';
import { ownMailFindings } from './own-mail-rules';
import { portsBalancerFindings } from './ports-balancer-rules';
import { privateZoneFindings } from './private-zone-rules';
import { repositoryFindings } from './repository-rules';
import { resolverFindings } from './resolver-rules';
import { runnerHostFindings } from './runner-host-rules';
import { shieldFindings } from './shield-rules';
import { singleSignOnFindings, singleSignOnRule } from './single-sign-on-rules';
import { stateFindings } from './state-rules';
import { tenancyFindings } from './tenancy-rules';
import { tenantRule } from './tenant-rules';
import { wireguardFindings } from './wireguard-rules';

/** What rules find in an environment and in its tenants, each at its place in their files. */
export const ruleFindings = (
  environment: EnvironmentFile,
  tenants: readonly Tenant[],
): { readonly environment: readonly Finding[]; readonly tenants: readonly TenantFinding[] } => ({
  environment: [
    ...networkFindings(environment),
    ...cdnFindings(environment, tenants),
    ...clusterFindings(environment),
    ...machineRoomFindings(environment),
    ...privateZoneFindings(environment),
    ...installationFindings(environment),
    ...operatorFindings(environment),
    ...challengeFindings(environment),
    ...dnsFindings(environment),
    ...repositoryFindings(environment),
    ...singleSignOnFindings(environment),
    ...stateFindings(environment),
    ...runnerHostFindings(environment),
    ...hostMachineFindings(environment),
    ...wireguardFindings(environment),
    ...bastionFindings(environment),
    ...directoryFindings(environment),
    ...ownMailFindings(environment),
    ...resolverFindings(environment, tenants),
    ...accessFindings(environment, tenants),
    ...cacheStackFindings(environment, tenants),
    ...gitlabFindings(environment, tenants),
    ...portsBalancerFindings(environment, tenants),
    ...edgeLimitFindings(environment),
    ...shieldFindings(environment),
    ...addressPoolFindings(environment),
    ...constructNameFindings(environment),
    ...tenancyFindings(environment, tenants),
  ],
  tenants: [
    tenantRule,
    sharedCacheRule,
    operatorRule(),
    hostRule,
    outsidePortRule,
    limitRule,
    singleSignOnRule,
    mailSenderRule,
    mailPolicyRule,
  ].flatMap((rule) => rule(tenants, environment)),
});
