import type { App } from 'aws-cdk-lib/core';
import type { Environment } from '../model/environment';
import type { FactName, Facts } from '../model/facts';
import { resourceNames } from '../model/naming';
import { platformTags } from '../model/platform-tags';
import { workloadBoundaryArn } from './deployment-rights';
import { backupCopiesRow } from './platform/backup-copies-row';
import { backupRow } from './platform/backup-row';
import { cachesRow } from './platform/caches-row';
import { clusterRow } from './platform/cluster-row';
import { directoryRow } from './platform/directory-row';
import { dnsRow } from './platform/dns-row';
import { gitlabRow } from './platform/gitlab-row';
import { hostAlarmsRows } from './platform/host-alarms-rows';
import { hostsRow } from './platform/hosts-row';
import { machinesRows } from './platform/machines-rows';
import { identityProvidersRow } from './platform/identity-providers-row';
import { identityRow } from './platform/identity-row';
import { issuerRow } from './platform/issuer-row';
import { networkRow } from './platform/network-row';
import { nodePoolsRow } from './platform/node-pools-row';
import { observabilityRow } from './platform/observability-row';
import { shieldRow } from './platform/shield-row';
import { resolverRow } from './platform/resolver-row';
import { singleSignOnRow } from './platform/single-sign-on-row';
import { portsRow } from './platform/ports-row';
import type { StackRow, StackType, WaitingPart } from './platform/stack-row';
import { storageRow } from './platform/storage-row';
import { tenantsRows } from './platform/tenants-rows';
import type { PlatformStack } from './stacks/platform-stack';

/** The stacks of an environment, in the order in which they are deployed. */
const stackRows = (environment: Environment): readonly StackRow[] => [
  networkRow,
  dnsRow,
  resolverRow,
  storageRow,
  backupCopiesRow,
  directoryRow,
  singleSignOnRow,
  hostsRow,
  ...machinesRows(environment),
  backupRow,
  issuerRow,
  identityRow,
  identityProvidersRow,
  clusterRow,
  nodePoolsRow,
  cachesRow,
  gitlabRow,
  portsRow,
  shieldRow,
  observabilityRow,
  ...hostAlarmsRows(environment),
  ...tenantsRows(environment),
];

/** A stack that cannot be synthesized yet, or a part of one, and the facts it waits for. */
export interface WaitingStack extends Pick<WaitingPart, 'waitsFor'> {
  readonly stackName: string;
  /**
   * The part that waits.
   * @default the whole stack waits
   */
  readonly part?: WaitingPart['part'];
}

/**
 * Makes all stacks of an environment whose facts are known, in `app`.
 *
 * @returns first the stacks that wait for a fact, then the parts of stacks that do
 * @throws Error when a stack uses another one that comes after it
 * @example
 * const app = cloudApp({ context });
 * const waiting = platform(app, environment, facts);
 * app.synth();
 */
export function platform(app: App, environment: Environment, facts: Partial<Facts>): readonly WaitingStack[] {
  const { name, account, region, zones } = environment;
  const names = resourceNames(environment);
  const known = { environment, names, facts };
  const common = { environment: name, account, region, zones };
  const tags = platformTags(environment);
  const boundaryArn = workloadBoundaryArn(names);

  const stacks: PlatformStack[] = [];
  const made = <Made extends PlatformStack>(type: StackType<Made>): readonly Made[] =>
    stacks.flatMap((stack) => (stack instanceof type ? [stack] : []));
  const missing = new Map<StackType<PlatformStack>, readonly FactName[]>();
  const waiting: WaitingStack[] = [];
  const parts: WaitingStack[] = [];

  for (const row of stackRows(environment)) {
    const stackName = names.stack(row.noun);
    parts.push(...row.waitingParts(known).map((part) => ({ stackName, ...part })));
    const plan = row.plan(known);
    if (plan === undefined) continue;
    const ofUsed = row.uses.flatMap((type) => missing.get(type) ?? []);
    const waitsFor = [...new Set([...ofUsed, ...('missing' in plan ? plan.missing : [])])];
    missing.set(row.stack, waitsFor);
    if (waitsFor.length > 0) waiting.push({ stackName, waitsFor });
    else if ('make' in plan) {
      const stack = plan.make(app, { ...common, stackName, tags, boundaryArn }, made);
      for (const before of [...row.uses, ...row.after].flatMap((type) => made(type))) {
        stack.addStackDependency(before);
      }
      stacks.push(stack);
    }
  }
  return [...waiting, ...parts];
}
