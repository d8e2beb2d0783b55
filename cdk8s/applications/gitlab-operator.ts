import { gitlabName as namespace } from '../../model/gitlab-names';
import { blockYaml } from '../../model/formats/block-yaml';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { applicationWaves } from '../base/delivery/sync';
import { ChartApplication } from '../platform/chart-application';
import { ComponentNamespace } from '../platform/component-namespace';
import { addOperatorRules } from '../services/gitlab/operator-rules';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { gitlabAvailability } from './gitlab';

const name = 'gitlab-operator';

/**
 * GitLab's operator, from GitLab's Helm chart: GitLab does not support what OpenShift's lifecycle manager installs. The operator
 * watches its own namespace only, so it is in that of GitLab. Empty if the environment has no GitLab. Source:
 * docs.gitlab.com/operator/installation.
 */
export function gitlabOperatorApplications(context: Context): readonly ClusterApplication[] {
  if (context.environment.gitlab === undefined) return [];
  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', { name: namespace, purpose: 'GitLab of the community' });
  });
  const namespaced = namespacedManifests(context, namespace, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    addOperatorRules(chart, { name: namespace });
  });
  const delivered = clusterWideManifests(context, (chart) => {
    new ChartApplication(chart, 'chart', {
      name: `${name}-chart`,
      description: 'The operator that installs and upgrades GitLab',
      chart: { repository: 'https://charts.gitlab.io', name, version: gitlabAvailability(context).operator },
      values: blockYaml({
        'cert-manager': { install: false },
        'nginx-ingress': { rbac: { enabled: false } },
        resources,
      }),
      namespace,
      clusterKinds: [
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
        ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
      ],
      wave: applicationWaves.operatorCharts,
      noBackupBecause: 'It moves nothing and keeps nothing: what it looks after has backups of its own',
    });
  });
  return [
    platformApplication(
      context,
      {
        [`${name}/namespace.yaml`]: clusterWide,
        [`${name}/network.yaml`]: namespaced,
        [`applications/${name}-chart.yaml`]: delivered,
      },
      {
        name,
        description: 'The namespace of GitLab and of its operator',
        namespaces: [namespace],
        clusterKinds: [{ group: '', kind: 'Namespace' }],
        wave: applicationWaves.operators,
      },
    ),
  ];
}

const resources = { requests: { cpu: '50m', memory: '250Mi' }, limits: { cpu: '500m', memory: '500Mi' } };
