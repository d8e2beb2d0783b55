import { App } from 'cdk8s';
import { clusterInternalBlocks } from '../../model/data/cluster-internal-blocks';
import { documentationPage } from '../../model/documentation';
import type { Environment } from '../../model/environment';
import type { FactName } from '../../model/facts';
import { resourceNames, type Names } from '../../model/naming';
import { ImagePins } from '../../model/image-pins';
import type { TenantFinding } from '../../model/rules/findings';
import type { ChartContext, ImageSource } from '../base/manifests/chart-context';
import { toManifests, type Manifest } from '../base/manifests/manifest';
import { PlatformChart, type Ownership } from '../base/manifests/platform-chart';
import { ArgoApplication, type ArgoApplicationProps } from '../platform/argo-application';
import { foreignFields } from '../platform/foreign-fields';
import type { GitSource } from '../platform/git-source';
import { platformSource } from './git-sources';

/** An application: a folder of manifests that Argo CD keeps in step with the cluster. */
export interface ClusterApplication {
  readonly name: string;
  /** The file that declares it. */
  readonly source: string;
  /** Manifests by file, relative to the folder of all applications; empty while a fact is missing. */
  readonly files: ManifestFiles;
  /** Facts without which it cannot be rendered. */
  readonly waitsFor: readonly FactName[];
  /** What is wrong with it and could only be seen in the result. */
  readonly findings: readonly TenantFinding[];
}

/** Manifests by file. */
export type ManifestFiles = Readonly<Record<string, readonly Manifest[]>>;

/** What is the same for all applications of an environment. */
export interface Context {
  readonly environment: Environment;
  readonly names: Names;
  /** What all their charts have in common. */
  readonly charts: ChartContext;
}

/** The context of all applications of an environment. */
export const createContext = (
  environment: Environment,
  images: ImageSource = new ImagePins(environment.images),
): Context => ({
  environment,
  names: resourceNames(environment),
  charts: {
    region: environment.region,
    addresses: { machines: environment.network.block, internal: Object.keys(clusterInternalBlocks) },
    runbookUrl: documentationPage(environment, 'alerts.md'),
    images,
  },
});

/** Whose the parts of the platform itself are. */
const platformOwnership: Ownership = { owner: 'platform', dataClass: 'internal' };

type FillChart = (chart: PlatformChart) => void;

/**
 * Objects of the platform that are cluster-wide, or name their namespaces themselves: those that `fill` puts into a chart without
 * one.
 */
export const clusterWideManifests = (context: Context, fill: FillChart): readonly Manifest[] =>
  platformManifests(context, undefined, fill);

/** Objects of the platform in a namespace: those that `fill` puts into its chart. */
export const namespacedManifests = (context: Context, namespace: string, fill: FillChart): readonly Manifest[] =>
  platformManifests(context, namespace, fill);

function platformManifests(
  { charts: context }: Context,
  namespace: string | undefined,
  fill: FillChart,
): readonly Manifest[] {
  const chart = new PlatformChart(new App(), 'platform', { ownership: platformOwnership, namespace, context });
  fill(chart);
  return toManifests(chart);
}

/** What is said about an application besides its folder, which is named after it. */
export type DeliveryProps = Omit<ArgoApplicationProps, 'path' | 'from'>;

/**
 * The Argo CD side of an application. Where something of its manifests is written by others, Argo CD compares: what is not
 * compared is left out of what the API server is asked, and it refuses a container without an image.
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

/** An application of the platform itself, declared by the environment's own file. */
export const platformApplication = (
  context: Context,
  manifests: ManifestFiles,
  props: DeliveryProps,
): ClusterApplication => ({
  ...waitingApplication(context, props.name, []),
  files: { ...manifests, ...deliveryFiles(context, manifests, platformSource(context.environment), props) },
});

/** An application of the platform that waits for facts. */
export const waitingApplication = (
  { environment }: Context,
  name: string,
  waitsFor: readonly FactName[],
): ClusterApplication => ({
  name,
  source: `environments/${environment.name}/environment.yaml`,
  files: {},
  waitsFor,
  findings: [],
});
