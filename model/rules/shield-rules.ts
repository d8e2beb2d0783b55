import { shieldMonth } from '../data/shield-prices';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { hostTier } from '../host-machines';
import type { ShieldedPart } from '../schema/shield';
import type { EnvironmentFile } from './findings';

/** Shield Advanced protects what there is, and the budget knows what it costs. */
export function shieldFindings(environment: EnvironmentFile): readonly Finding[] {
  const { edge, observability } = environment;
  if (edge.shield === undefined) return [];
  const { protect, monthlyCost } = edge.shield;
  const path = (index: number) => ['edge', 'shield', 'protect', index];
  return [
    ...repeatFindings(protect, path, (first) => `repeats protect[${first}]`, 'name each once'),
    ...protect.flatMap((part, index) => {
      const missing = missingParts(environment)[part];
      return findingIf(missing !== undefined, path(index), `is ${part}, and ${missing ?? ''}`, 'leave it out');
    }),
    ...findingIf(
      typeof monthlyCost === 'number' && monthlyCost !== shieldMonth,
      ['edge', 'shield', 'monthlyCost'],
      `is not what AWS asks, ${shieldMonth} US dollars a month for a year at least`,
      `write ${shieldMonth}, or { paidElsewhere: <reason> } where the organization pays already`,
    ),
    ...findingIf(
      monthlyCost === shieldMonth && observability.monthlyBudget <= shieldMonth,
      ['observability', 'monthlyBudget'],
      `is no more than Shield Advanced costs alone, ${shieldMonth} US dollars a month`,
      `add ${shieldMonth} to it, or say edge.shield.monthlyCost: { paidElsewhere: <reason> }`,
    ),
  ];
}

/** Why a part cannot be protected. */
function missingParts({ edge, gitlab, hosts, singleSignOn }: EnvironmentFile): Partial<Record<ShieldedPart, string>> {
  return {
    'git-ssh': gitlab === undefined ? 'the environment has no gitlab' : undefined,
    ports: edge.ports === undefined ? 'the environment has no edge.ports' : undefined,
    hosts: hosts.machines.some((host) => hostTier(host) === 'public')
      ? undefined
      : 'no host of hosts.machines has a public address',
    'single-sign-on':
      singleSignOn.keycloak?.placement === 'ecs' ? undefined : 'single sign-on has no balancer of its own',
  };
}
