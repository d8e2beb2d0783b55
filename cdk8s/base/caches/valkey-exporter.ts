import { k8s } from '../manifests/kubernetes';
import { toQuantities } from '../pods/pod-size';
import { restrictedContainer } from '../pods/restricted';

/** https://github.com/oliver006/redis_exporter/releases; it has no shell in it. */
const image = 'quay.io/oliver006/redis_exporter:v1.79.0';

const port = 9121;
const httpGet = { path: '/health', port: k8s.IntOrString.fromString('metrics') };

/** The container with the exporter of metrics for the Valkey in the same pod. */
export const valkeyExporter = {
  image,
  port,
  /** @param pinned its image, by digest if one is known */
  container: (passwordFrom: k8s.EnvVarSource, pinned: string): k8s.Container => ({
    name: 'exporter',
    image: pinned,
    ports: [{ name: 'metrics', containerPort: port }],
    env: [
      { name: 'REDIS_ADDR', value: 'redis://localhost:6379' },
      { name: 'REDIS_PASSWORD', valueFrom: passwordFrom },
    ],
    resources: {
      requests: toQuantities({ cpu: '10m', memory: '32Mi' }),
      limits: toQuantities({ cpu: '100m', memory: '64Mi' }),
    },
    securityContext: restrictedContainer,
    startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 15 },
    readinessProbe: { httpGet, periodSeconds: 15 },
    livenessProbe: { httpGet, periodSeconds: 30, failureThreshold: 3 },
  }),
} as const;
