import type { Construct } from 'constructs';
import { guardedNamespace } from '../base/namespaces/guarded-namespace';
import { k8s } from '../base/manifests/kubernetes';
import { NamespaceAccess } from '../base/namespaces/namespace-access';
import { inWave, pruneDisabled, objectWaves } from '../base/delivery/sync';

export interface ComponentNamespaceProps {
  readonly name: string;
  /** What the component does, for the annotation `openshift.io/description`. */
  readonly purpose: string;
  /**
   * Pod security standard of the namespace; `privileged` has the reason.
   * @default 'restricted'
   */
  readonly pods?: 'restricted' | { readonly privileged: string };
  /**
   * Whether traffic that no NetworkPolicy allows is denied; with `denied` the namespace must have a `NamespaceIsolation`.
   * `open` has the reason, such as an operator whose makers do not document its traffic.
   * @default 'denied'
   */
  readonly traffic?: 'denied' | { readonly open: string };
  /**
   * Which Prometheus reads its metrics: that of the cluster, as Red Hat's operators expect, or that of user workloads.
   * @default 'workload'
   */
  readonly monitoring?: 'cluster' | 'workload';
  /**
   * Pool whose nodes run the CI jobs of the namespace; the guardrail `ci-pods` then limits where its pods go and what they may do.
   * @default no CI jobs run in it
   */
  readonly ciJobs?: { readonly pool: string };
}

/**
 * The namespace of a component of the platform, and the RoleBinding by which Argo CD may write into it. It belongs in a
 * cluster-wide chart.
 *
 * @example
 * new ComponentNamespace(chart, 'namespace', { name: 'cert-manager', purpose: 'Issues certificates' });
 */
export class ComponentNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, id: string, props: ComponentNamespaceProps) {
    const { name, purpose, pods = 'restricted', traffic = 'denied', monitoring = 'workload' } = props;
    const { ciJobs } = props;
    const level = pods === 'restricted' ? 'restricted' : 'privileged';
    super(scope, id, {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/warn': level,
          ...(ciJobs && guardedNamespace.jobsLabel),
          ...(monitoring === 'cluster' ? { 'openshift.io/cluster-monitoring': 'true' } : {}),
        },
        annotations: {
          'openshift.io/description': purpose,
          ...(ciJobs && { [guardedNamespace.jobsPool]: ciJobs.pool }),
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
