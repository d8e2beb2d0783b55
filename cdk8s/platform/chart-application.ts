import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { noBackupMark } from '../base/storage/backup-marks';
import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { beforeAllWaves, inWave } from '../base/delivery/sync';
import type { IgnoredDifference } from './argo-application';
import { retryForever } from './sync-policy';

export interface ChartApplicationProps {
  readonly name: string;
  readonly description: string;
  /** A Helm chart of another project, at one version. */
  readonly chart: { readonly repository: string; readonly name: string; readonly version: string };
  /** Values that replace those of the chart, as YAML; `null` removes a value of the chart. */
  readonly values: string;
  readonly namespace: string;
  /** Cluster-wide kinds that it may write. */
  readonly clusterKinds: readonly { readonly group: string; readonly kind: string }[];
  /** Sync wave of the application. */
  readonly wave: number;
  /**
   * Fields of the chart's objects that stay different (ignored differences).
   * @default none
   */
  readonly leftAlone?: readonly IgnoredDifference[];
  /** The reason why its volumes have no backup: nothing rendered says which objects a chart has. */
  readonly noBackupBecause: string;
}

/**
 * A component that is published only as a Helm chart, kept in step by Argo CD. Its manifests are not in the repository:
 * chart and version determine them. Argo CD prunes nothing, because charts bring CustomResourceDefinitions, and with a
 * definition all its objects would be deleted.
 */
export class ChartApplication extends Construct {
  constructor(scope: Construct, id: string, props: ChartApplicationProps) {
    super(scope, id);
    const { name, description, chart, values, namespace, clusterKinds, wave, leftAlone = [], noBackupBecause } = props;
    const server = 'https://kubernetes.default.svc';
    const metadata = (itsWave: number) => ({
      name,
      namespace: clusterNamespaces.delivery,
      annotations: { ...noBackupMark(noBackupBecause), ...inWave(itsWave) },
    });
    new ApiObject(this, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: metadata(beforeAllWaves),
      spec: {
        description,
        sourceRepos: [chart.repository],
        destinations: [{ server, namespace }],
        clusterResourceWhitelist: clusterKinds,
      },
    });
    new ApiObject(this, 'application', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: metadata(wave),
      spec: {
        project: name,
        source: {
          repoURL: chart.repository,
          chart: chart.name,
          targetRevision: chart.version,
          helm: { releaseName: chart.name, values },
        },
        destination: { server, namespace },
        syncPolicy: {
          automated: { selfHeal: true },
          retry: retryForever,
          syncOptions: ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'],
        },
        ...(leftAlone.length > 0 ? { ignoreDifferences: leftAlone } : {}),
      },
    });
  }
}
