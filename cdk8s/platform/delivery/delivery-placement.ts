import type { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { pruneDisabled } from '../../base/delivery/sync';
import type { Placement } from '../placement';

/**
 * Where the pods of OpenShift GitOps run: on machines for the platform. The operator makes the object by itself; without
 * such machines it stays as it is. Source: redhat-developer/gitops-operator:api/v1alpha1/gitopsservice_types.go.
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
