import type { Chart } from 'cdk8s';

/** A Kubernetes object as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [key: string]: unknown;
}

/**
 * The objects of one chart, checked. One application has one App: cdk8s walks the whole App for every chart, so the time
 * for many charts in one App grows with their square.
 *
 * @throws Error when a construct of the App finds itself invalid.
 */
export const toManifests = (chart: Chart): readonly Manifest[] => chart.toJson().filter(isManifest);

/** Always true: cdk8s gives every object these fields, but not their types. */
const isManifest = (object: unknown): object is Manifest =>
  typeof object === 'object' && object !== null && 'kind' in object;
