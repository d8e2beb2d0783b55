import type { MountedVolume } from './mounted-volume';

/**
 * Volume by which a container calls the Kubernetes API as the pod's ServiceAccount: a token that is valid for one hour and
 * renewed before, the CA of the API, and the namespace. The files are where client libraries look for them. With
 * `automountServiceAccountToken: false` only containers that mount it get the token, not every container of the pod.
 *
 * @param name name of the volume
 */
export const kubernetesToken = (name: string): MountedVolume => ({
  path: '/var/run/secrets/kubernetes.io/serviceaccount',
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
});
