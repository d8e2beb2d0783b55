import { Construct } from 'constructs';
import { ApiObject } from '../../base/api-object';
import { k8s } from '../../base/kubernetes';
import { neverPruned } from '../../base/sync';

/** Namespace in which OpenShift looks for what its configuration refers to. */
export const configurationNamespace = 'openshift-config';

export interface OutboundCallsProps {
  /** By which the cluster calls the internet; directly if left out. */
  readonly proxy?: { readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: string };
  /** Certificate authorities that are believed besides the usual ones, as PEM. */
  readonly additionalTrustBundle?: string;
}

/** As the installer calls it, which makes the first one. Source: openshift/installer:pkg/asset/manifests/additionaltrustbundleconfig.go. */
const bundleName = 'user-ca-bundle';

/**
 * How the cluster calls the internet and whom it believes. The installer makes the same objects, so that machines have it from
 * their first start; a change restarts them one after the other. None is pruned: without the object, OpenShift has no
 * configuration to follow, and leaves machines as they are.
 */
export class OutboundCalls extends Construct {
  constructor(scope: Construct, id: string, { proxy, additionalTrustBundle }: OutboundCallsProps) {
    super(scope, id);
    if (additionalTrustBundle !== undefined) {
      new k8s.KubeConfigMap(this, 'bundle', {
        metadata: { name: bundleName, namespace: configurationNamespace, annotations: neverPruned },
        data: { 'ca-bundle.crt': additionalTrustBundle },
      });
    }
    new ApiObject(this, 'proxy', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'Proxy',
      // The network operator looks at no other name.
      metadata: { name: 'cluster', annotations: { ...neverPruned } },
      spec: { ...proxy, trustedCA: { name: additionalTrustBundle === undefined ? '' : bundleName } },
    });
  }
}
