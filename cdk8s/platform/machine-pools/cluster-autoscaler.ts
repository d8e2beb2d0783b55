import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

export interface ClusterAutoscalerProps {
  /** Nodes the cluster may have in all, the control plane's among them. */
  readonly maximumNodes: number;
}

/** The one autoscaler of a cluster: what makes it start and stop machines of the pools that have a range. */
export class ClusterAutoscaler extends Construct {
  constructor(scope: Construct, id: string, { maximumNodes }: ClusterAutoscalerProps) {
    super(scope, id);
    new ApiObject(this, 'autoscaler', {
      apiVersion: 'autoscaling.openshift.io/v1',
      kind: 'ClusterAutoscaler',
      // The operator looks at no other name.
      metadata: { name: 'default' },
      spec: {
        resourceLimits: { maxNodesTotal: maximumNodes },
        // The zones of one pool are alike; pools are not, because each has a label of its own.
        balanceSimilarNodeGroups: true,
        // Where several pools could take a pod: the one of which the least stays idle.
        expanders: ['LeastWaste'],
        // Scratch volumes are lost with their pod anyway, and nearly every node has one.
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
