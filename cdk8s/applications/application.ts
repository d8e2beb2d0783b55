import { App } from 'cdk8s';
import { clusterInternalBlocks } from '../../model/data/cluster-internal-blocks';
import { alertsPage } from '../../model/documentation';
import type { Environment } from '../../model/environment';
import type { FactName } from '../../model/facts';
import { hostBlocks } from '../../model/host-blocks';
import { resourceNames, type Names } from '../../model/naming';
import { ImagePins } from '../../model/image-pins';
import type { TenantFinding } from '../../model/rules/findings';
import type { ChartContext, ImageSource } from '../base/manifests/chart-context';
import { toManifests } from '../base/manifests/manifest';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { PlatformChart, type Ownership } from '../base/manifests/platform-chart';
import { ArgoApplication, type ArgoApplicationProps } from '../platform/argo-application';
import { foreignFields } from '../platform/foreign-fields';
import type { GitSource } from '../platform/git-source';
import { platformSource } from './git-sources';

/** An application: a folder of manifests that Argo CD keeps in step with the cluster. */
export interface ClusterApplication {
  readonly name: string;
  /** Path of the file that declares it. */
  readonly source: string;
  /** Manifests by path, relative to `rendered/<environment>/cluster`; empty while a fact is missing. */
  readonly files: ManifestFiles;
  /** Facts that are missing and without which it cannot be rendered. */
  readonly waitsFor: readonly FactName[];
  /** Findings that can only be seen in the rendered manifests. */
  readonly findings: readonly TenantFinding[];
}

/** Manifests by the path of their file. */
export type ManifestFiles = Readonly<Record<string, readonly KubernetesObject[]>>;

/** What all applications of an environment have in common. */
export interface Context {
  readonly environment: Environment;
  readonly names: Names;
  /** What all charts of the environment have in common. */
  readonly charts: ChartContext;
}

/**
 * Returns the context for all applications of an environment.
 *
 * @param images where charts get digests of images
 */
export const createContext = (
  environment: Environment,
  images: ImageSource = new ImagePins(environment.images),
): Context => ({
  environment,
  names: resourceNames(environment),
  charts: {
    region: environment.region,
    addresses: {
      machines: environment.network.block,
      hosts: hostBlocks(environment),
      internal: Object.keys(clusterInternalBlocks),
    },
    runbookUrl: alertsPage(environment),
    images,
  },
});

/** Owner of the platform's own objects. */
const platformOwnership: Ownership = { owner: 'platform', dataClass: 'internal' };

type FillChart = (chart: PlatformChart) => void;

/**
 * Returns the objects that `fill` puts into a chart of the platform without a namespace: cluster-wide ones, or ones that set
 * their namespaces themselves.
 */
export const clusterWideManifests = (context: Context, fill: FillChart): readonly KubernetesObject[] =>
  platformManifests(context, undefined, fill);

/**
 * Returns the objects that `fill` puts into a chart of the platform for `namespace`.
 *
 * @example
 * const manifests = namespacedManifests(context, 'wiki', (chart) => {
 *   new NamespaceIsolation(chart, 'isolation');
 * });
 */
export const namespacedManifests = (
  context: Context,
  namespace: string,
  fill: FillChart,
): readonly KubernetesObject[] => platformManifests(context, namespace, fill);

function platformManifests(
  { charts: context }: Context,
  namespace: string | undefined,
  fill: FillChart,
): readonly KubernetesObject[] {
  const chart = new PlatformChart(new App(), 'platform', { ownership: platformOwnership, namespace, context });
  fill(chart);
  return toManifests(chart);
}

/** Props of an Argo CD `Application` without its folder, which has the name of the application, and its repository. */
export type DeliveryProps = Omit<ArgoApplicationProps, 'path' | 'from'>;

/**
 * Returns the file with the Argo CD `Application` for these manifests. Fields that controllers write become ignored differences.
 * If there are any, Argo CD compares by itself: for a comparison by the API server it would leave these fields out, and the API
 * server refuses a container without an image.
 */
export function deliveryFiles(
  context: Context,
  manifests: ManifestFiles,
  from: GitSource,
  { leftAlone = [], ...props }: DeliveryProps,
): ManifestFiles {
  const ofOthers = foreignFields(Object.values(manifests).flat());
  const comparedBy = props.comparedBy ?? (ofOthers.length > 0 ? 'argo-cd' : 'api-server');
  return {
    [`applications/${props.name}.yaml`]: clusterWideManifests(context, (chart) => {
      new ArgoApplication(chart, 'delivery', {
        ...props,
        comparedBy,
        leftAlone: [...ofOthers, ...leftAlone],
        path: `rendered/${context.environment.name}/cluster/${props.name}`,
        from,
      });
    }),
  };
}

/**
 * Returns an application of the platform, with its Argo CD `Application` among the files.
 *
 * @example
 * platformApplication(
 *   context,
 *   { 'wiki/wiki.yaml': manifests },
 *   { name: 'wiki', description: 'The wiki', namespaces: ['wiki'], clusterKinds: [], wave: applicationWaves.platform },
 * );
 */
export const platformApplication = (
  context: Context,
  manifests: ManifestFiles,
  props: DeliveryProps,
): ClusterApplication => ({
  ...waitingApplication(context, props.name, []),
  files: { ...manifests, ...deliveryFiles(context, manifests, platformSource(context.environment), props) },
});

/** Returns an application of the platform without files, which waits for these facts. */
export const waitingApplication = (
  { environment }: Context,
  name: string,
  waitsFor: readonly FactName[],
): ClusterApplication => ({
  name,
  source: `environments/${environment.name}/environment.yaml`,
  files: {},
  waitsFor: [...new Set(waitsFor)],
  findings: [],
});
