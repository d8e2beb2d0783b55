import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { k8s } from '../manifests/kubernetes';
import { restrictedPod } from './restricted';

/** What is told apart in the pods of workloads; the other fields are those of a pod's specification. */
export interface PodTemplateProps extends Omit<k8s.PodSpec, ArrangedField> {
  /** Labels of the pod besides those of its chart. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Annotations of the pod.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly serviceAccountName: string;
  /**
   * Processors that its images are built for.
   * @default 'any'
   */
  readonly architecture?: 'any' | 'amd64' | 'arm64';
}

/** Fields that are the same in all pods. */
type ArrangedField = 'automountServiceAccountToken' | 'enableServiceLinks' | 'securityContext';

/**
 * Template of a pod as all our workloads have them: admitted by the pod security standard `restricted`, without a token for
 * the Kubernetes API, and without the environment variables that Kubernetes makes of Services.
 *
 * @example
 * const template = podTemplate(chart, {
 *   labels: { 'app.kubernetes.io/name': 'wiki' },
 *   serviceAccountName: 'wiki',
 *   containers: [{ name: 'wiki', image: image.reference, securityContext: restrictedContainer, resources: toResources('small') }],
 * });
 */
export const podTemplate = (
  scope: Construct,
  { labels, annotations, architecture = 'any', ...fields }: PodTemplateProps,
): k8s.PodTemplateSpec => ({
  metadata: { labels: { ...Chart.of(scope).labels, ...labels }, annotations },
  spec: {
    nodeSelector: architecture === 'any' ? undefined : { 'kubernetes.io/arch': architecture },
    ...fields,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod,
  },
});
