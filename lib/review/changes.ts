import type { RenderedObject, TemplateResource } from '../rendered';
import type { Difference } from './difference';

/** A Kubernetes object that was added, removed or changed: a side that does not have it is undefined. */
export interface ObjectChange {
  /** `<group>/<kind>`, as in `apps/Deployment`; `/Pod` in the core group. */
  readonly kind: string;
  /** Empty for an object without a namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly before: RenderedObject | undefined;
  readonly after: RenderedObject | undefined;
  /** Where both sides differ; empty if one side does not have the object. */
  readonly differences: readonly Difference[];
}

/**
 * What CloudFormation does to the physical resource: `may-replace` depends on values that are not in the template; `orphan` leaves it
 * where it is, managed by nobody.
 */
export type ResourceImpact = 'create' | 'update' | 'replace' | 'may-replace' | 'destroy' | 'orphan' | 'none';

/** A resource of a template that was added, removed or changed: a side that does not have it is undefined. */
export interface ResourceChange {
  /** Path of the template below the environment's folder. */
  readonly file: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly impact: ResourceImpact;
  readonly before: TemplateResource | undefined;
  readonly after: TemplateResource | undefined;
  /** Where both sides differ; empty if one side does not have the resource. */
  readonly differences: readonly Difference[];
  /** Properties whose change makes CloudFormation replace the resource. */
  readonly replacing: readonly string[];
}

/** A file that is neither template nor manifest, such as a zone file. */
export interface FileChange {
  readonly file: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}
