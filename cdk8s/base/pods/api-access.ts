import type { k8s } from '../manifests/kubernetes';

const name = 'api-access';

/** What would be mounted into every container of the pod, for the one that needs it: who it is to the Kubernetes API. */
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
