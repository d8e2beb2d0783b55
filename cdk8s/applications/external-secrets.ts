import { operators } from '../../model/data/operators';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { blockYaml } from '../../model/formats/block-yaml';
import { applicationWaves } from '../base/delivery/sync';
import { ChartApplication } from '../platform/chart-application';
import { ExternalSecretsSettings } from '../platform/external-secrets-settings';
import {
  clusterWideManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { infraPlacement } from './infra-placement';
import { operatorStacks } from './operator-stacks';

const name = 'external-secrets';
const description = 'Secrets from AWS in the cluster';

/**
 * External Secrets, which copies secrets from AWS into the cluster: from its operator, or from its chart if the release has no
 * operator.
 */
export function externalSecretsApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment } = context;
  const waitsFor = missingStackFacts(facts, operatorStacks);
  if (waitsFor.length > 0) return [waitingApplication(context, name, waitsFor)];

  const operator = operators.find((each) => each.package === `openshift-${name}-operator`);
  const supply = operator?.releases[environment.cluster.release];
  if (supply !== undefined && 'chart' in supply) return [byChart(context, supply.chart)];

  const settings = clusterWideManifests(context, (chart) => {
    new ExternalSecretsSettings(chart, 'settings', { placement: infraPlacement(environment) });
  });
  const application = platformApplication(
    context,
    { [`${name}/settings.yaml`]: settings },
    {
      name,
      description,
      namespaces: [name],
      clusterKinds: [{ group: 'operator.openshift.io', kind: 'ExternalSecretsConfig' }],
      wave: applicationWaves.platform,
    },
  );
  return [application];
}

interface Chart {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
}

/** The application of the Helm chart. Its namespace comes with the application `operators`. */
function byChart(context: Context, chart: Chart): ClusterApplication {
  const delivered = clusterWideManifests(context, (scope) => {
    new ChartApplication(scope, 'chart', {
      name,
      description,
      chart,
      values: blockYaml({ installCRDs: true, global: infraPlacement(context.environment) ?? {}, resources }),
      namespace: name,
      clusterKinds: [
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
        ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
      ],
      wave: applicationWaves.operatorCharts,
      leftAlone: [unknownToKubernetes],
      noBackupBecause: 'It copies what is in AWS Secrets Manager, and keeps nothing else',
    });
  });
  return { ...waitingApplication(context, name, []), files: { [`applications/${name}.yaml`]: delivered } };
}

/**
 * What its definitions say to Kubernetes 1.31 and newer: 1.30, which the releases without its operator have, drops it, and Argo CD would
 * apply it again and again. Source: external-secrets/external-secrets#5353.
 */
const unknownToKubernetes = {
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  jqPathExpressions: ['.spec.versions[].selectableFields'],
} as const;

const resources = { requests: { cpu: '20m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } };
