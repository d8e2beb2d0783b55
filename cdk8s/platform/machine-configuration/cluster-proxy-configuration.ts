import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';

/** Namespace in which OpenShift looks for what its configuration refers to. */
export const configurationNamespace = 'openshift-config';

export interface ClusterProxyConfigurationProps {
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
export class ClusterProxyConfiguration extends Construct {
  constructor(scope: Construct, id: string, { proxy, additionalTrustBundle }: ClusterProxyConfigurationProps) {
    super(scope, id);
    if (additionalTrustBundle !== undefined) {
      new k8s.KubeConfigMap(this, 'bundle', {
        metadata: { name: bundleName, namespace: configurationNamespace, annotations: pruneDisabled },
        data: { 'ca-bundle.crt': additionalTrustBundle },
      });
    }
    new ApiObject(this, 'proxy', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'Proxy',
      // The network operator looks at no other name.
      metadata: { name: 'cluster', annotations: { ...pruneDisabled } },
      spec: { ...proxy, trustedCA: { name: additionalTrustBundle === undefined ? '' : bundleName } },
    });
  }
}
