import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { ProblemsError } from '../../../model/problem';
import { controlPlaneMachineName } from '../../../model/control-plane-machine-name';
import { plannedMachine, type PinnedMachineFact } from './control-plane-machines';
import { fileProblem } from '../../../model/file-problem';

/** Control-plane machines in EC2. */
export interface ControlPlaneMachines {
  /** Those of the names that have a launch template: the machine was deployed, even if it no longer runs. */
  deployed(names: readonly string[]): Promise<readonly string[]>;
  /** Those of the names whose machines run. */
  running(names: readonly string[]): Promise<readonly string[]>;
}

/** The plan for the machine of a zone. */
export interface Replacement {
  readonly facts: Partial<Facts>;
  readonly before: PinnedMachineFact;
  readonly now: PinnedMachineFact;
}

/**
 * Plans a new control-plane machine for one zone, from the environment file and the boot images. A plan that was not
 * deployed is replaced and keeps its generation.
 *
 * @throws ProblemsError when the zone has no machine, or the machine of another zone does not run: etcd needs two of
 *   three.
 * @throws AwsCallError when EC2 does not answer.
 */
export async function replaceMachine(
  environment: Environment,
  facts: Partial<Facts>,
  zone: string,
  machines: ControlPlaneMachines,
): Promise<Replacement> {
  const { infraId, controlPlane = {} } = facts;
  const file = `environments/${environment.name}/facts.json`;
  const refused = (reason: string, remedy: string) => new ProblemsError([fileProblem(file, reason, remedy)]);
  if (infraId === undefined) {
    throw refused('has no cluster whose machines could be replaced', 'install one: docs/runbook.md#install-openshift');
  }
  const before = controlPlane[zone];
  if (before === undefined) {
    const zones = Object.keys(controlPlane).join(', ');
    throw refused(`has no control-plane machine in ${zone}`, `name one of: ${zones}`);
  }

  const names = new Map(
    Object.entries(controlPlane).map(([each, { generation }]) => [
      each,
      controlPlaneMachineName(infraId, each, generation),
    ]),
  );
  const others = [...names].filter(([each]) => each !== zone);
  const deployed = await machines.deployed([...names.values()]);
  const planned = others.filter(([, name]) => !deployed.includes(name));
  if (planned.length > 0) {
    throw refused(
      `plans ${planned.map(([each, name]) => `${name} in ${each}`).join(' and ')}, which is not deployed yet`,
      'go through docs/runbook.md#replace-a-control-plane-node for that one to its end first',
    );
  }
  const running = await machines.running(others.map(([, name]) => name));
  const gone = others.filter(([, name]) => !running.includes(name));
  if (gone.length > 0) {
    throw refused(
      `has a machine that does not run: ${gone.map(([each, name]) => `${name} in ${each}`).join(', ')}`,
      'replace that one first: etcd needs two of its three members all the time',
    );
  }

  const isPlanned = !deployed.includes(names.get(zone) ?? '');
  const now = { generation: before.generation + (isPlanned ? 0 : 1), ...plannedMachine(environment, facts) };
  return { facts: { ...facts, controlPlane: { ...controlPlane, [zone]: now } }, before, now };
}
