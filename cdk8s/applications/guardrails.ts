import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { applicationWaves } from '../base/delivery/sync';
import { BaselineNetworkPolicy } from '../platform/guardrails/baseline-network-policy';
import { Guardrails } from '../platform/guardrails/guardrails';
import { ProjectRequests, ProjectTemplate } from '../platform/guardrails/project-requests';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  type ClusterApplication,
  type Context,
} from './application';

/**
 * A second barrier besides RBAC: admission policies and a network policy for the guarded namespaces, and no self-service
 * projects.
 *
 * @param registries registries of the images that tenants run
 */
export function guardrailsApplication(context: Context, registries: Iterable<string>): ClusterApplication {
  const { environment, names } = context;
  const name = 'guardrails';
  const clusterWide = clusterWideManifests(context, (chart) => {
    new Guardrails(chart, 'admission', {
      registries: [...new Set(registries)].sort(),
      archiveBucket: names.bucket('database-backups'),
      opensPorts: environment.edge.ports !== undefined,
    });
    new BaselineNetworkPolicy(chart, 'network');
    new ProjectRequests(chart, 'projects', {
      message: `Projects of ${environment.community} are made by merge request: ${environment.repository.url.replace(/\.git$/, '')}`,
    });
  });
  const template = namespacedManifests(context, clusterNamespaces.configuration, (chart) => {
    new ProjectTemplate(chart, 'project-template');
  });
  return platformApplication(
    context,
    { 'guardrails/guardrails.yaml': clusterWide, 'guardrails/project-template.yaml': template },
    {
      name,
      description: 'Walls behind RBAC: what is refused in namespaces of tenants, whoever asks',
      namespaces: [clusterNamespaces.configuration],
      clusterKinds: [
        ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map((kind) => ({
          group: 'admissionregistration.k8s.io',
          kind,
        })),
        { group: 'policy.networking.k8s.io', kind: 'BaselineAdminNetworkPolicy' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
        { group: 'config.openshift.io', kind: 'Project' },
      ],
      wave: applicationWaves.platform,
    },
  );
}
