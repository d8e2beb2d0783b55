import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { hasFacts } from '../../model/facts';
import { ProblemsError } from '../../model/problem';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { controlPlanePool } from '../../lib/operations/install/control-plane-pool';
import { missingFactProblems } from '../../lib/operations/install/missing-facts';
import { approvalRound, type ApprovalOutcome } from '../../lib/operations/csr-approval/approval-round';
import { environmentApprovalSettings } from '../../lib/operations/csr-approval/environment-approval-settings';
import { parseApprovalSettings } from '../../lib/operations/csr-approval/approval-settings';
import { checkAccount } from '../aws/check-account';
import { PoolMachines } from '../aws/pool-machines';
import { OcCluster } from '../install/oc-cluster';
import { loadedEnvironment } from '../loaded-environment';
import { readSource } from '../read-source';

/**
 * Approves once the certificate signing requests (CSRs) of machines that CloudFormation made for an environment, and prints
 * which machines are not nodes yet and why.
 */
export async function clusterAdmit(name: string): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  if (!hasFacts(facts, ['infraId'])) throw new ProblemsError(missingFactProblems(environment, facts, ['infraId']));
  await checkAccount(environment);
  const machines = new PoolMachines(environment.region, controlPlanePool(environment).name);
  const admission = await approvalRound(
    environmentApprovalSettings(environment, facts),
    new OcCluster(),
    machines,
    Date.now(),
  );
  for (const line of spoken(admission)) console.log(line);
}

export interface KeepApprovingOptions {
  /** File with `ApprovalSettings`. */
  readonly pools: string;
  /** Seconds between rounds. */
  readonly every: number;
  /**
   * File that is written after each round that did not fail, for a liveness probe.
   * @default no file is written
   */
  readonly heartbeat?: string;
}

/**
 * Approves the CSRs of machines, round after round, until SIGTERM or SIGINT. It runs in the cluster. A round that fails is
 * printed and tried again.
 */
export async function keepApproving({ pools, every, heartbeat }: KeepApprovingOptions): Promise<void> {
  const remedy = 'it is rendered with the application node-admission; mount its config map here';
  const settings = parseApprovalSettings(readSource(pools, remedy));
  const cluster = new OcCluster();
  const machines = new PoolMachines(settings.region);
  console.log(`admitting machines of ${settings.pools.map(({ name }) => name).join(', ')} every ${every} seconds`);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  let before: readonly string[] = [];
  while (!stop.signal.aborted) {
    try {
      const lines = spoken(await approvalRound(settings, cluster, machines, Date.now()));
      // Each line is printed once, although a request that is not approved has the same line in every round.
      for (const line of lines.filter((each) => !before.includes(each))) console.log(line);
      before = lines;
      if (heartbeat !== undefined) writeFileSync(heartbeat, new Date().toISOString());
    } catch (error) {
      console.error(error instanceof AwsCallError ? error.message : error);
    }
    await setTimeout(every * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
  }
}

/** A round as lines of text, one for each request and each changed node. */
function spoken({ decisions, changes, waiting, machines }: ApprovalOutcome): readonly string[] {
  const requests = decisions.map((decision) => {
    const { name, username } = decision.request;
    return decision.approve
      ? `approved ${name} for ${decision.machine.name} (${decision.machine.instanceId}, pool ${decision.machine.pool})`
      : `not approved: ${name} of ${username}: ${decision.because}`;
  });
  const nodes = changes.map(({ node, labels, taints }) => {
    const what = [...Object.keys(labels), ...taints.map(({ key }) => key)].join(', ');
    return `gave ${node} labels and taints of its pool: ${what}`;
  });
  const rest =
    waiting.length === 0
      ? `nothing waits: all ${machines} machines of the pools are ready nodes`
      : `not ready yet: ${waiting.map(({ name, instanceId, pool }) => `${name} (${instanceId}, pool ${pool})`).join(', ')}; look again in a minute`;
  return [...requests, ...nodes, rest];
}
