import type { Construct } from 'constructs';
import { clusterNamespaces } from '../base/cluster-namespaces';
import { k8s } from '../base/kubernetes';
import { neverPruned } from '../base/sync';

export interface ComponentNamespaceProps {
  readonly name: string;
  /** What the component does, for people. */
  readonly purpose: string;
}

/** The namespace of a component of the platform, for a cluster-wide chart; only restricted pods start in it. */
export class ComponentNamespace extends k8s.KubeNamespace {
  constructor(scope: Construct, id: string, { name, purpose }: ComponentNamespaceProps) {
    super(scope, id, {
      metadata: {
        name,
        labels: {
          'argocd.argoproj.io/managed-by': clusterNamespaces.delivery,
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations: { 'openshift.io/description': purpose, ...neverPruned },
      },
    });
  }
}
