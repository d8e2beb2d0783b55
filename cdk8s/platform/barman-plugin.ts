import type { Construct } from 'constructs';
import { blockYaml } from '../../model/formats/block-yaml';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { pinnedImage } from '../base/pods/pinned-image';
import { applicationWaves } from '../base/delivery/sync';
import { ChartApplication } from './chart-application';

/** Chart 0.7.0 brings version 0.13.0 of the plugin. Source: cloudnative-pg/charts:charts/plugin-barman-cloud/Chart.yaml. */
const chart = { repository: 'https://cloudnative-pg.github.io/charts', name: 'plugin-barman-cloud', version: '0.7.0' };

const registry = 'ghcr.io';

/** Repositories of the plugin's image and of the sidecar that it adds to pods of databases. Source: the chart’s values. */
const [plugin, sidecar] = ['cloudnative-pg/plugin-barman-cloud', 'cloudnative-pg/plugin-barman-cloud-sidecar'] as const;
const release = 'v0.13.0';

/** Values of the chart for an image. The chart joins registry, repository and tag, so the tag may include a digest. */
function image(scope: Construct, repository: string) {
  const name = `${registry}/${repository}`;
  return { registry, repository, tag: pinnedImage(scope, `${name}:${release}`).slice(name.length + 1) };
}

/** The chart's values that we set. `null` removes the fixed user and group: OpenShift assigns them and refuses others. */
const chartValues = (scope: Construct) => ({
  image: image(scope, plugin),
  sidecarImage: image(scope, sidecar),
  containerSecurityContext: { runAsUser: null, runAsGroup: null },
  resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
});

/**
 * The plugin by which CloudNativePG archives to S3. It must be in the operator's namespace. cert-manager issues the
 * certificates for TLS between operator and plugin. Source: cloudnative-pg/plugin-barman-cloud:web/docs/installation.mdx.
 */
export class BarmanPlugin extends ChartApplication {
  static readonly applicationName = 'barman-plugin';

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      name: BarmanPlugin.applicationName,
      description: 'The plugin by which CloudNativePG archives databases to S3',
      chart,
      values: blockYaml(chartValues(scope)),
      namespace: clusterNamespaces.postgresOperator,
      clusterKinds: [
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
      ],
      wave: applicationWaves.operatorCharts,
      noBackupBecause: 'It moves what databases archive, and keeps nothing itself',
    });
  }
}
