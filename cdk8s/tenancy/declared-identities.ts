import { jobTemplateLabel } from '../base/namespaces/guarded-namespace';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { roleAnnotationName } from '../base/pods/workload-identity';

interface Annotated {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

/** Kinds that are a ServiceAccount or make the operator create one, with the part that has its IAM role as an annotation. */
interface IdentityBearing {
  readonly ServiceAccount: undefined;
  readonly Cluster: { readonly serviceAccountTemplate?: Annotated };
  readonly PostgresCluster: Annotated;
}

type Bearer = {
  readonly [Kind in keyof IdentityBearing]: { readonly kind: Kind; readonly spec: IdentityBearing[Kind] };
}[keyof IdentityBearing] &
  Annotated;

const bearers: ReadonlySet<string> = new Set<keyof IdentityBearing>(['ServiceAccount', 'Cluster', 'PostgresCluster']);

/** Objects of these kinds come from the constructs of this project, so their fields are known. */
const isBearer = (manifest: KubernetesObject): manifest is KubernetesObject & Bearer => bearers.has(manifest.kind);

/** Returns the ARNs of the IAM roles of these objects' ServiceAccounts, sorted. */
export const listAwsRoles = (manifests: readonly KubernetesObject[]): readonly string[] =>
  [...new Set(manifests.filter(isBearer).flatMap((manifest) => annotatedRole(bearingPart(manifest)) ?? []))].sort();

function bearingPart(manifest: KubernetesObject & Bearer): Annotated | undefined {
  switch (manifest.kind) {
    case 'ServiceAccount':
      return manifest;
    case 'Cluster':
      return manifest.spec.serviceAccountTemplate;
    case 'PostgresCluster':
      return manifest.spec;
  }
}

const annotatedRole = (part: Annotated | undefined): string | undefined =>
  part?.metadata?.annotations?.[roleAnnotationName];

/** Returns the names of CronJobs that serve as templates, from which a ServiceAccount of their namespace makes Jobs; sorted. */
export const listJobTemplates = (manifests: readonly KubernetesObject[]): readonly string[] =>
  manifests
    .filter(isLabelled)
    .filter(({ kind, metadata: { labels = {} } }) =>
      Object.entries(jobTemplateLabel).every(([label, value]) => kind === 'CronJob' && labels[label] === value),
    )
    .map(({ metadata }) => metadata.name)
    .sort();

interface Labelled {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

/** Always true: it tells TypeScript that labels are strings, which the type `KubernetesObject` does not. */
const isLabelled = (manifest: KubernetesObject): manifest is KubernetesObject & Labelled =>
  typeof manifest.metadata.name === 'string';
