import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

export interface ClusterAutoscalerProps {
  /** Largest number of nodes of the cluster, including those of the control plane. */
  readonly maximumNodes: number;
}

/** The cluster's only ClusterAutoscaler: when machines of pools with a range are started and stopped. */
export class ClusterAutoscaler extends Construct {
  constructor(scope: Construct, id: string, { maximumNodes }: ClusterAutoscalerProps) {
    super(scope, id);
    new ApiObject(this, 'autoscaler', {
      apiVersion: 'autoscaling.openshift.io/v1',
      kind: 'ClusterAutoscaler',
      // The operator reads only the object of this name.
      metadata: { name: 'default' },
      spec: {
        resourceLimits: { maxNodesTotal: maximumNodes },
        // Treats the zones of a pool as similar; two pools are never similar, because each has its own label.
        balanceSimilarNodeGroups: true,
        // If several pools could run a pod, the one that leaves the least CPU and memory unused is chosen.
        expanders: ['LeastWaste'],
        // Nearly every node has pods with `emptyDir` volumes, and their content is lost with the pod anyway.
        skipNodesWithLocalStorage: false,
        scaleDown: {
          enabled: true,
          delayAfterAdd: '10m',
          delayAfterDelete: '1m',
          delayAfterFailure: '3m',
          unneededTime: '10m',
          utilizationThreshold: '0.5',
        },
      },
    });
  }
}
