import { Construct } from 'constructs';
import { AlertRules } from '../monitoring/alert-rules';
import type { CacheConnection } from './cache-connection';
import { memoryPolicies, type CacheEviction } from './cache-eviction';
import type { SecretValue } from '../secrets/external-secret';
import { k8s } from '../manifests/kubernetes';
import { memoryVolume } from '../pods/mounted-volume';
import { NetworkRules, podsLabelled, prometheusPeer } from '../network/network-rules';
import { pinnedImage } from '../pods/pinned-image';
import { PlatformChart } from '../manifests/platform-chart';
import { toQuantities } from '../pods/pod-size';
import { restrictedContainer } from '../pods/restricted';
import { ServiceMonitor } from '../monitoring/service-monitor';
import { inWave, objectWaves } from '../delivery/sync';
import { volumeAlerts } from '../monitoring/workload-alerts';
import { VolumeClaim, type VolumeClaimBackup } from '../storage/volume-claim';
import { valkeyAlerts } from './valkey-alerts';
import { valkeyExporter } from './valkey-exporter';
import { WorkloadIdentity } from '../pods/workload-identity';
import { podTemplate } from '../pods/pod-template';

/** https://hub.docker.com/r/valkey/valkey, for both architectures. */
const image = 'docker.io/valkey/valkey:9.1.1-alpine';

export interface ValkeyProps {
  readonly name: string;
  /** MiB for entries (`maxmemory`). */
  readonly memoryMiB: number;
  /** What is evicted when the memory is full; with `none` writes are refused. */
  readonly eviction: CacheEviction;
  /**
   * Disk on which the entries outlive the pod.
   * @default none: a restart, a new node or a new image empties the cache
   */
  readonly keep?: { readonly sizeGiB: number; readonly backup: VolumeClaimBackup };
  readonly password: SecretValue;
  /** Labels of the pods that may connect. */
  readonly clients: Readonly<Record<string, string>>;
}

/**
 * A small cache: a Valkey in a StatefulSet with one pod. Without `keep` it writes nothing to a disk, so a restart, a new node or a new
 * image empties it. With `keep` it writes each change to a log on a disk and loses at most the last second. There is no second pod:
 * it does not answer while its pod is moved.
 *
 * @example
 * const { connection } = new Valkey(chart, 'cache', {
 *   name: 'wiki-cache',
 *   memoryMiB: 128,
 *   eviction: 'least-recently-used',
 *   password: secret.value('cache-password'),
 *   clients: { 'app.kubernetes.io/name': 'wiki' },
 * });
 */
export class Valkey extends Construct {
  readonly connection: CacheConnection;

  constructor(scope: Construct, id: string, props: ValkeyProps) {
    super(scope, id);
    const { name, eviction, password, clients } = props;
    const labels = { 'app.kubernetes.io/name': name };
    const annotations = inWave(objectWaves.data);

    new WorkloadIdentity(this, 'identity', { name });
    new k8s.KubeConfigMap(this, 'settings', {
      metadata: { name, annotations: inWave(objectWaves.identity) },
      data: { [settingsFile]: serverSettings(props) },
    });
    const claims = this.addDisk(props);
    this.addStatefulSet(props, labels);
    new k8s.KubeService(this, 'service', {
      metadata: { name, labels, annotations },
      spec: {
        selector: labels,
        ports: [
          { name: 'valkey', port: valkeyPort, targetPort: k8s.IntOrString.fromString('valkey') },
          { name: 'metrics', port: valkeyExporter.port, targetPort: k8s.IntOrString.fromString('metrics') },
        ],
      },
    });
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [
        { peers: [podsLabelled(clients)], ports: [valkeyPort] },
        { peers: [prometheusPeer], ports: [valkeyExporter.port] },
      ],
      to: [],
    });
    new ServiceMonitor(this, 'monitor', { name, labels, port: 'metrics', path: '/metrics' });
    const { ownNamespace } = PlatformChart.of(this);
    const alerts = [...valkeyAlerts(ownNamespace, name, eviction), ...volumeAlerts(ownNamespace, claims)];
    new AlertRules(this, 'alerts', { name, alerts });

    this.connection = {
      host: name,
      port: valkeyPort,
      user: 'default',
      password,
      tls: false,
      traffic: { peers: [podsLabelled(labels)], ports: [valkeyPort] },
    };
  }

  /** Adds the PersistentVolumeClaim of a cache that keeps its entries, and returns its name. */
  private addDisk({ name, keep }: ValkeyProps): readonly string[] {
    if (keep === undefined) return [];
    const claim = diskName(name);
    new VolumeClaim(this, 'disk', { name: claim, sharing: 'one-pod', speed: 'standard', ...keep });
    return [claim];
  }

  private addStatefulSet(props: ValkeyProps, labels: Readonly<Record<string, string>>): void {
    const { name, memoryMiB, eviction, keep, password } = props;
    const passwordFrom = { secretKeyRef: { name: password.secret, key: password.key } };
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: { name, annotations: inWave(objectWaves.data) },
      spec: {
        serviceName: name,
        replicas: 1,
        selector: { matchLabels: labels },
        template: podTemplate(this, {
          labels,
          // Valkey reads its settings only when it starts: with these annotations a change starts a new pod.
          annotations: {
            'commons-platform/memory-mib': String(memoryMiB),
            'commons-platform/eviction': eviction,
            ...(keep && { 'commons-platform/keep': 'on-disk' }),
          },
          serviceAccountName: name,
          containers: [
            { ...serverContainer(props, passwordFrom), image: pinnedImage(this, image) },
            valkeyExporter.container(passwordFrom, pinnedImage(this, valkeyExporter.image)),
          ],
          volumes: [
            { name: 'settings', configMap: { name } },
            memoryVolume('run', '1Mi'),
            ...(keep === undefined ? [] : [{ name: 'disk', persistentVolumeClaim: { claimName: diskName(name) } }]),
          ],
        }),
      },
    });
  }
}

const valkeyPort = 6379;
const settingsFile = 'valkey.conf';

const diskFolder = '/var/lib/valkey';

/** Name of the PersistentVolumeClaim of a cache that keeps its entries. */
const diskName = (cache: string): string => `${cache}-disk`;

/** Each change is written at once, and to the disk within a second. Source: Valkey documentation, "Persistence". */
const kept = ['appendonly yes', 'appendfsync everysec', `dir ${diskFolder}`];

const serverSettings = ({ memoryMiB, eviction, keep }: ValkeyProps): string =>
  [
    `port ${valkeyPort}`,
    'save ""',
    ...(keep === undefined ? ['appendonly no', 'dir /run/valkey'] : kept),
    `maxmemory ${memoryMiB}mb`,
    `maxmemory-policy ${memoryPolicies[eviction]}`,
    'maxclients 1000',
    'timeout 0',
    'tcp-keepalive 60',
    '',
  ].join('\n');

/** The password is added to a copy of the settings in memory: as an argument it would be in every list of processes. */
const start = [
  'umask 077',
  `{ cat /etc/valkey/${settingsFile}; printf 'requirepass %s\\n' "$REDISCLI_AUTH"; } > /run/valkey/${settingsFile}`,
  `exec valkey-server /run/valkey/${settingsFile}`,
].join('\n');

/** Command of the probes; `valkey-cli` reads the password from `REDISCLI_AUTH`. */
const answers = { command: ['sh', '-c', 'valkey-cli ping | grep -q PONG'] };

function serverContainer({ memoryMiB, keep }: ValkeyProps, passwordFrom: k8s.EnvVarSource): k8s.Container {
  // Besides the entries, Valkey needs memory for buffers of clients and for fragmentation; a process that writes the log anew has
  // what changes meanwhile twice.
  const limit = Math.ceil(memoryMiB * (keep === undefined ? 1.4 : 2)) + 64;
  return {
    name: 'valkey',
    command: ['sh', '-ec', start],
    ports: [{ name: 'valkey', containerPort: valkeyPort }],
    env: [{ name: 'REDISCLI_AUTH', valueFrom: passwordFrom }],
    resources: {
      requests: toQuantities({ cpu: '50m', memory: `${limit}Mi` }),
      limits: toQuantities({ cpu: '1', memory: `${limit}Mi` }),
    },
    securityContext: restrictedContainer,
    // It answers when it has read its log.
    startupProbe: {
      exec: answers,
      periodSeconds: 2,
      timeoutSeconds: 5,
      failureThreshold: keep === undefined ? 30 : 300,
    },
    readinessProbe: { exec: answers, periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { exec: answers, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 3 },
    volumeMounts: [
      { name: 'settings', mountPath: '/etc/valkey', readOnly: true },
      { name: 'run', mountPath: '/run/valkey' },
      ...(keep === undefined ? [] : [{ name: 'disk', mountPath: diskFolder }]),
    ],
  };
}
