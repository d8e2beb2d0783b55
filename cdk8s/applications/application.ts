import { App } from 'cdk8s';
import { clusterInternalBlocks } from '../../environments/data/cluster-internal-blocks';
import type { Environment } from '../../environments/environment';
import type { FactName } from '../../environments/facts';
import { namesOf, type Names } from '../../environments/naming';
import type { TenantFinding } from '../../environments/rules/findings';
import { manifestsOf, type Manifest } from '../base/manifest';
import type { ClusterAddresses } from '../base/network-rules';
import { PlatformChart, type Ownership } from '../base/platform-chart';
import { ArgoApplication, type ArgoApplicationProps } from '../platform/argo-application';
import { fieldsOfOthers } from '../platform/fields-of-others';
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
  readonly addresses: ClusterAddresses;
  readonly runbookUrl: string;
}

/** The context of all applications of an environment. */
export function contextOf(environment: Environment): Context {
  const { network, repository } = environment;
  return {
    environment,
    names: namesOf(environment),
    addresses: { machines: network.block, internal: Object.keys(clusterInternalBlocks) },
    runbookUrl: `${repository.url.replace(/\.git$/, '')}/-/blob/${repository.branch}/docs/alerts.md`,
  };
}

/** Whose the parts of the platform itself are. */
const platformOwnership: Ownership = { owner: 'platform', dataClass: 'internal' };

/** The objects of the platform that `fill` puts into a chart; a chart without a namespace is for cluster-wide ones. */
export function platformManifests(fill: (chart: PlatformChart) => void, namespace?: string): readonly Manifest[] {
  const chart = new PlatformChart(new App(), 'platform', { ownership: platformOwnership, namespace });
  fill(chart);
  return manifestsOf(chart);
}

/** What is said about an application besides its folder, which is named after it. */
export type DeliveryProps = Omit<ArgoApplicationProps, 'path' | 'from'>;

/**
 * The Argo CD side of an application. Where something of its manifests is written by others, Argo CD compares: what is not
 * compared is left out of what the API server is asked, and it refuses a container without an image.
 */
export function delivery(
  { environment }: Context,
  manifests: ManifestFiles,
  from: GitSource,
  { leftAlone = [], ...props }: DeliveryProps,
): ManifestFiles {
  const ofOthers = fieldsOfOthers(Object.values(manifests).flat());
  const comparedBy = props.comparedBy ?? (ofOthers.length > 0 ? 'argo-cd' : 'api-server');
  return {
    [`applications/${props.name}.yaml`]: platformManifests((chart) => {
      new ArgoApplication(chart, 'delivery', {
        ...props,
        ...{ comparedBy, leftAlone: [...ofOthers, ...leftAlone] },
        path: `rendered/${environment.name}/cluster/${props.name}`,
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
  ...unrendered(context, props.name, []),
  files: { ...manifests, ...delivery(context, manifests, platformSource(context.environment), props) },
});

/** An application of the platform that waits for facts. */
export const unrendered = (
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
