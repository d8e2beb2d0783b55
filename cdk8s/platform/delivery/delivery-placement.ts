import type { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { pruneDisabled } from '../../base/delivery/sync';
import type { Placement } from '../placement';

/**
 * Has the pods of OpenShift GitOps run on infrastructure nodes. The operator creates this object itself; without such nodes
 * it is not rendered and stays unchanged. Source: redhat-developer/gitops-operator:api/v1alpha1/gitopsservice_types.go.
 */
export class DeliveryPlacement extends ApiObject {
  constructor(scope: Construct, id: string, { tolerations }: Placement) {
    super(scope, id, {
      apiVersion: 'pipelines.openshift.io/v1alpha1',
      kind: 'GitopsService',
      metadata: { name: 'cluster', annotations: pruneDisabled },
      spec: { runOnInfra: true, tolerations },
    });
  }
}
