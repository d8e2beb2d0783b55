import { convergeProgram } from '../../constructs/hosts/converge-program';
import { convergeUnits } from '../../constructs/hosts/converge-units';
import { baseRoles } from '../../model/data/base-roles';
import type { Environment } from '../../model/environment';
import { blockYaml } from '../../model/formats/block-yaml';
import { keptMachines } from '../../model/kept-hosts';
import { groupVariables } from './group-variables';
import { hostInventory } from './host-inventory';
import { baseRolesFor, hostPlaybook } from './host-playbook';

/** What `rendered/<environment>/hosts` holds. */
export interface ConvergenceFiles {
  /** Texts by their path in it. */
  readonly texts: Readonly<Record<string, string>>;
  /** Roles of the project that are copied beside them. */
  readonly baseRoles: readonly string[];
  /** Roles of the community that are. */
  readonly homeRoles: readonly string[];
}

/**
 * Everything that hosts need to converge, in one folder, so that a commit is all that they fetch: inventory, variables, playbook and
 * roles. Undefined for an environment without a host that is kept.
 */
export function convergenceFiles(environment: Environment): ConvergenceFiles | undefined {
  const kept = keptMachines(environment);
  if (kept.length === 0) return undefined;
  const ofProject: readonly string[] = baseRoles;
  const { 'commons-converge.service': service, 'commons-converge.timer': timer } =
    convergeUnits('{{ converge_minute }}');
  return {
    texts: {
      'inventory.yaml': yaml(hostInventory(environment)),
      'site.yaml': yaml(hostPlaybook(environment)),
      ...Object.fromEntries(
        Object.entries(groupVariables(environment)).map(([group, variables]) => [
          `group_vars/${group}.yaml`,
          yaml(variables),
        ]),
      ),
      'roles/converge/files/commons-converge': convergeProgram,
      'roles/converge/files/commons-converge.service': service,
      'roles/converge/templates/commons-converge.timer.j2': timer,
    },
    baseRoles: baseRolesFor(environment),
    homeRoles: [...new Set(kept.flatMap(({ lifecycle }) => lifecycle.roles))].filter(
      (role) => !ofProject.includes(role),
    ),
  };
}

const yaml = (content: object): string => `---\n${blockYaml(content)}`;
