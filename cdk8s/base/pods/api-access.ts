import type { k8s } from '../manifests/kubernetes';

const name = 'api-access';

/**
 * Volume with a token of the pod's ServiceAccount, the CA of the Kubernetes API and the namespace, and its mount. With
 * `automountServiceAccountToken: false` only containers that name the mount get it, not every container of the pod.
 */
export const apiAccess: { readonly volume: k8s.Volume; readonly mount: k8s.VolumeMount } = {
  volume: {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardApi: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  },
  mount: { name, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
};
