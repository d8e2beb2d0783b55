import { operators, type Operator } from '../data/operators';
import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { operatorUse } from '../needed-operators';
import { operatorMachines } from '../operator-machines';
import { findingIf, type Finding } from '../finding';
import { pinnedOperators } from '../operator-versions';
import type { EnvironmentFile, TenantRule } from './findings';

/** Whether the release has every operator that an environment cannot do without, and a machine for each. */
export const operatorFindings = (
  environment: EnvironmentFile,
  table: readonly Operator[] = operators,
): readonly Finding[] =>
  table
    .filter(({ neededFor }) => neededFor === 'everything')
    .flatMap(({ title, architectures, releases }) => {
      const { release } = environment.cluster;
      const supply = releases[release];
      return [
        ...('none' in supply
          ? [{ path: ['cluster', 'release'], reason: `${release} has no operator for ${title}`, remedy: supply.none }]
          : []),
        ...findingIf(
          // An environment without pools gets another finding.
          environment.cluster.pools.length > 0 && operatorMachines(environment, architectures) === undefined,
          ['cluster', 'pools'],
          `no machine can run the operator for ${title}, which is built for ${architectures.join(' and ')}`,
          `add a pool of ${architectures.join(' or ')} workers without taints`,
        ),
      ];
    });

/** Whether the release has the operators that single services ask for, and a machine for each. */
export const operatorRule =
  (table: readonly Operator[] = operators): TenantRule =>
  (tenants, environment) =>
    tenants.flatMap(({ name: tenant, services }) =>
      services.flatMap((service, index) => {
        const use = operatorUse(service);
        return table
          .filter(({ neededFor }) => neededFor === use && use !== 'everything')
          .flatMap(({ title, architectures, releases }) => {
            const { release } = environment.cluster;
            const supply = releases[release];
            const path = ['services', index, 'database', use === 'crunchy' ? 'operator' : 'engine'];
            return [
              ...('none' in supply
                ? [{ path, reason: `${release} has no operator for ${title}`, remedy: supply.none }]
                : []),
              ...findingIf(
                operatorMachines(environment, architectures) === undefined,
                path,
                `no machine can run the operator for ${title}, which is built for ${architectures.join(' and ')}`,
                'choose another database, or ask the platform’s engineers for such machines',
              ),
            ].map((finding) => ({ ...finding, tenant }));
          });
      }),
    );

/** Warnings for operators that a release has in an older version than newer releases, or only as a Helm chart. */
export function operatorWarnings({ cluster: { release } }: EnvironmentFile): readonly Finding[] {
  const path = ['cluster', 'release'];
  const needed = operators.filter(({ neededFor }) => neededFor === 'everything');
  const heldBack = needed.flatMap(({ title, releases }) => {
    const supply = releases[release];
    return 'heldBackTo' in supply ? [`${title} ${supply.heldBackTo ?? ''}`] : [];
  });
  const charts = needed.flatMap(({ title, releases }) => ('chart' in releases[release] ? [title] : []));
  return [
    ...findingIf(
      heldBack.length > 0,
      path,
      `${release} needs older operators: ${heldBack.join(', ')}`,
      'plan the upgrade to a newer release',
    ),
    ...findingIf(
      charts.length > 0,
      path,
      `${release} has no operator for ${charts.join(', ')}: an unsupported chart takes its place`,
      'plan the upgrade to a newer release',
    ),
  ];
}

/** Warnings for operators without a pinned version in an existing cluster: a person has to approve each. */
export function unpinnedOperators(
  environment: Pick<Environment, 'name' | 'tenants' | 'singleSignOn' | 'cluster'>,
  facts: Partial<Facts>,
): readonly Finding[] {
  const unpinned = pinnedOperators(environment, facts).filter(({ version }) => version === undefined);
  return findingIf(
    facts.infraId !== undefined && unpinned.length > 0,
    ['cluster', 'release'],
    `nobody has pinned a version of ${unpinned.map(({ operator }) => operator.title).join(', ')}: each waits for a person to approve it`,
    `run npm run commons -- operators pin ${environment.name}, logged in to the cluster`,
  );
}
