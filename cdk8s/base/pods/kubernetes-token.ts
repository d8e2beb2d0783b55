import type { MountedVolume } from './mounted-volume';

/**
 * What a pod needs to call the Kubernetes API as its service account, for a container that does: a token that ends within the
 * hour and is renewed before, the API's authority, and the namespace. Each file is where clients look for it.
 */
export const kubernetesToken: MountedVolume = {
  path: '/var/run/secrets/kubernetes.io/serviceaccount',
  volume: {
    name: 'kubernetes-token',
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardApi: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  },
};
