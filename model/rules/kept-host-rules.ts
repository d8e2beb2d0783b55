import { baseRoles } from '../data/base-roles';
import { didYouMean } from '../did-you-mean';
import { findingIf, repeatFindings, type Finding } from '../finding';
import { exporterPort } from '../formats/exporter-port';
import { rolesFolder, type AnsibleRole } from '../ansible-roles';
import { keptMachines, type KeptLifecycle } from '../kept-hosts';
import type { PathStep } from '../problem';
import type { EnvironmentFile } from './findings';

/** What must hold for hosts that are kept: their roles exist, each check is asked once, and the cluster reaches their metrics. */
export function keptHostFindings(environment: EnvironmentFile, roles: readonly AnsibleRole[]): readonly Finding[] {
  const { machines } = environment.hosts;
  return [
    ...machines.flatMap(({ lifecycle }, index) =>
      lifecycle === 'replaced'
        ? []
        : [
            ...roleFindings(lifecycle, roles, ['hosts', 'machines', index, 'lifecycle', 'roles']),
            ...checkFindings(lifecycle, ['hosts', 'machines', index, 'lifecycle', 'checks']),
          ],
    ),
    ...machines.flatMap(({ lifecycle, ports }, index) =>
      ports.flatMap(({ port, lastPort = port, protocol, from }, at) =>
        findingIf(
          lifecycle !== 'replaced' &&
            from === 'cluster' &&
            protocol === 'TCP' &&
            port <= exporterPort &&
            exporterPort <= lastPort,
          ['hosts', 'machines', index, 'ports', at, 'port'],
          `is open to the cluster anyway: Prometheus reads the metrics of a host that is kept at ${exporterPort}`,
          'leave it out',
        ),
      ),
    ),
    ...keptMachines(environment)
      .filter(({ address }) => address === undefined)
      .map(({ index, name, zone }) => ({
        path: ['hosts', 'machines', index, 'lifecycle', 'kept'],
        reason: `nobody in the cluster knows where ${name} is, whose metrics say whether it converges`,
        remedy: `give the host records: { private: <one of privateZones> }, or privateAddresses: { ${zone}: <address> }`,
      })),
  ];
}

function roleFindings(
  { roles }: KeptLifecycle,
  known: readonly AnsibleRole[],
  path: readonly PathStep[],
): readonly Finding[] {
  const ours: readonly string[] = baseRoles;
  const names = known.map(({ name }) => name);
  return [
    ...repeatFindings(
      roles,
      (index) => [...path, index],
      (first) => `repeats roles[${first}]`,
      'name each role once',
    ),
    ...roles.flatMap((role, index): readonly Finding[] => {
      const at = [...path, index];
      if (ours.includes(role))
        return [
          {
            path: at,
            reason: `${role} is a role of the platform, which every host that is kept has`,
            remedy: 'leave it out, or give your own role another name',
          },
        ];
      const found = known.find(({ name }) => name === role);
      if (found === undefined)
        return [
          {
            path: at,
            reason: `${role} is not a folder of ${rolesFolder}`,
            remedy: didYouMean(role, names, `write ${rolesFolder}/${role}/tasks/main.yml in the home`),
          },
        ];
      return [
        ...findingIf(
          !found.files.some((file) => /^tasks\/main\.ya?ml$/.test(file)),
          at,
          `${rolesFolder}/${role} has no tasks`,
          `write ${rolesFolder}/${role}/tasks/main.yml`,
        ),
        ...found.odd.map((file) => ({
          path: at,
          reason: `${rolesFolder}/${role}/${file} is no regular file, and hosts get nothing else`,
          remedy: 'put the file itself there',
        })),
      ];
    }),
  ];
}

const checkFindings = ({ checks }: KeptLifecycle, path: readonly PathStep[]): readonly Finding[] =>
  repeatFindings(
    checks.map((check) => `${check.kind} ${'name' in check ? check.name : ''}`.trim()),
    (index) => [...path, index],
    (first) => `asks the same as checks[${first}]`,
    'ask it once, or give it a name of its own',
  );
