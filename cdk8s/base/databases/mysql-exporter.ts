import { restrictedContainer } from '../pods/restricted';

/** https://github.com/prometheus/mysqld_exporter/releases */
const image = 'quay.io/prometheus/mysqld-exporter:v0.20.0';

const port = 9104;
const portName = 'metrics';
const httpGet = { path: '/', port: portName };

/**
 * The container with the exporter of metrics for the server in the same pod. The operator itself only supports Percona's
 * own monitoring.
 */
export const mysqlExporter = {
  image,
  port,
  portName,
  /**
   * A sidecar for the server of the database `name`; the operator creates its user and password.
   *
   * @param pinned its image, by digest if one is known
   */
  container: (name: string, pinned: string) => ({
    name: 'exporter',
    image: pinned,
    args: ['--mysqld.address=127.0.0.1:33062', '--mysqld.username=monitor', `--web.listen-address=:${port}`],
    ports: [{ name: portName, containerPort: port, protocol: 'TCP' }],
    env: [
      { name: 'MYSQLD_EXPORTER_PASSWORD', valueFrom: { secretKeyRef: { name: `${name}-secrets`, key: 'monitor' } } },
    ],
    resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
    securityContext: restrictedContainer,
    startupProbe: { httpGet, periodSeconds: 5, failureThreshold: 12 },
    readinessProbe: { httpGet, periodSeconds: 30 },
    livenessProbe: { httpGet, periodSeconds: 60, failureThreshold: 3 },
  }),
} as const;
