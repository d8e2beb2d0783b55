import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import type { Problem } from '../../../model/problem';
import { machineArchitectures } from '../machine-architectures';
import { fileProblem } from '../../../model/file-problem';
import { missingFactProblems } from './missing-facts';
import { trustBundleFaults } from './trust-bundle';

/** Facts without which no installation can be prepared. */
export const preparationFacts = [
  'natAddresses',
  'serviceAccountKeys',
  'serviceAccountIssuer',
  'clusterZoneId',
  'clusterPrivateZoneId',
  'machineImages',
] as const;

/** What keeps the installation of an environment from being prepared: facts that are missing, or a cluster that exists. */
export function preparationProblems(environment: Environment, facts: Partial<Facts>): readonly Problem[] {
  const { name, cluster } = environment;
  const file = `environments/${name}/facts.json`;
  const images = facts.machineImages;
  const pictured = images?.[cluster.release] ?? {};
  return [
    ...missingFactProblems(environment, facts, preparationFacts),
    ...(cluster.additionalTrustBundle === undefined ? [] : trustBundleFaults(cluster.additionalTrustBundle)).map(
      (reason) => ({
        ...fileProblem(
          `environments/${name}/environment.yaml`,
          reason,
          'use the certificate of the authority that signs, not that of the server',
        ),
        path: 'cluster.additionalTrustBundle',
      }),
    ),
    ...machineArchitectures(environment)
      .filter((architecture) => images !== undefined && pictured[architecture] === undefined)
      .map((architecture) =>
        fileProblem(
          file,
          `has no ${architecture} boot image of OpenShift ${cluster.release}`,
          `npm run commons -- machine-images update ${name}`,
        ),
      ),
    ...(facts.infraId === undefined
      ? []
      : [
          fileProblem(
            file,
            `has the cluster ${facts.infraId} already`,
            'remove it first, and its facts: docs/runbook.md#remove-a-cluster',
          ),
        ]),
  ];
}
