import type { Construct } from 'constructs';
import { guardedNamespace } from '../base/namespaces/guarded-namespace';
import { k8s } from '../base/manifests/kubernetes';
import { NamespaceAccess } from '../base/namespaces/namespace-access';
import { inWave, pruneDisabled, objectWaves } from '../base/delivery/sync';

export interface ComponentNamespaceProps {
  readonly name: string;
  /** What the component does, for people. */
  readonly purpose: string;
  /**
   * What its pods may be.
   * @default 'restricted'
   */
  readonly pods?: 'restricted' | { readonly privileged: string };
  /**
   * Whether nothing passes that no network policy allows: `denied` needs a `NamespaceIsolation` in it. An operator whose
   * traffic only its makers know stays `open`, with that reason.
   * @default 'denied'
   */
  readonly traffic?: 'denied' | { readonly open: string };
  /**
   * Whether Prometheus of the cluster itself reads its metrics, as Red Hat's operators expect.
   * @default 'workload'
   */
  readonly monitoring?: 'cluster' | 'workload';
  /**
   * Whether jobs of CI run in it, which the guardrails keep from being more than a job.
   * @default false
   */
  readonly ciJobs?: boolean;
}

/** The namespace of a component of the platform and Argo CD's right to write into it, for a cluster-wide chart. */
export class ComponentNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, id: string, props: ComponentNamespaceProps) {
    const { name, purpose, pods = 'restricted', traffic = 'denied', monitoring = 'workload' } = props;
    const { ciJobs = false } = props;
    const level = pods === 'restricted' ? 'restricted' : 'privileged';
    super(scope, id, {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/warn': level,
          ...(ciJobs ? guardedNamespace.jobsLabel : {}),
          ...(monitoring === 'cluster' ? { 'openshift.io/cluster-monitoring': 'true' } : {}),
        },
        annotations: {
          'openshift.io/description': purpose,
          ...(pods === 'restricted' ? {} : { 'commons-platform/privileged-because': pods.privileged }),
          ...(traffic === 'denied' ? {} : { 'commons-platform/open-network-because': traffic.open }),
          ...inWave(objectWaves.namespaces),
          ...pruneDisabled,
        },
      },
    });
    new NamespaceAccess(this, 'access', { namespace: name });
  }
}
