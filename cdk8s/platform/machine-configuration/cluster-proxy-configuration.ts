import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';

/** Namespace of the Secrets and ConfigMaps to which OpenShift's configuration objects refer. */
export const configurationNamespace = 'openshift-config';

export interface ClusterProxyConfigurationProps {
  /**
   * Proxy for calls to the internet.
   * @default none: the cluster calls the internet directly
   */
  readonly proxy?: { readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: string };
  /**
   * PEM certificates of certificate authorities that the cluster trusts besides the public ones.
   * @default none
   */
  readonly additionalTrustBundle?: string;
}

/**
 * Name of the ConfigMap; the installer creates it under the same name. Source:
 * openshift/installer:pkg/asset/manifests/additionaltrustbundleconfig.go.
 */
const bundleName = 'user-ca-bundle';

/**
 * The cluster's proxy and additional certificate authorities. The installer creates the same objects, so machines have these
 * settings from their first start; a change restarts the machines one by one. The objects are never pruned: without the
 * Proxy object OpenShift would not change the machines back.
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
      // The network operator reads only the object of this name.
      metadata: { name: 'cluster', annotations: { ...pruneDisabled } },
      spec: { ...proxy, trustedCA: { name: additionalTrustBundle === undefined ? '' : bundleName } },
    });
  }
}
