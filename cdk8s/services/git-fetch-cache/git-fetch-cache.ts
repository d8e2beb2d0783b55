import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { backupMark } from '../../base/storage/backup-marks';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, prometheusPeer, routersPeer } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { toQuantities, toResources } from '../../base/pods/pod-size';
import { topologySpread } from '../../base/pods/topology-spread';
import { PublicRoute, type PublicHost } from '../../base/network/public-route';
import { restrictedContainer } from '../../base/pods/restricted';
import { ServiceCache, type DeclaredCache } from '../../base/caches/service-cache';
import { ServiceMonitor } from '../../base/monitoring/service-monitor';
import { containerVariables } from '../../base/pods/container-variables';
import { ServiceSecret } from '../../base/secrets/service-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass, volumeBackupAnnotation } from '../../base/storage/volume-claim';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { gitFetchCacheAlerts } from './git-fetch-cache-alerts';
import { gitFetchCacheSecrets, gitlabHookSecret } from './git-fetch-cache-secrets';
import { answersFolder, gitFetchCachePorts, gitFetchCacheVariables } from './git-fetch-cache-settings';
import { emptyVolume } from '../../base/pods/mounted-volume';
import { podTemplate } from '../../base/pods/pod-template';

export interface GitFetchCacheProps {
  readonly name: string;
  readonly namespace: string;
  /** Built from `images/git-fetch-cache`. */
  readonly image: string;
  readonly updates: ImageUpdates;
  readonly hosts: readonly PublicHost[];
  /** Address of the GitLab whose public repositories it keeps. */
  readonly gitlab: string;
  /** Valkey, in which pods share what they know of public repositories. */
  readonly cache: DeclaredCache;
  /** GiB of the disk of each pod. */
  readonly sizeGiB: number;
  /** Days after which a cached answer is fetched again. */
  readonly keepDays: number;
  readonly replicas: number;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
}

/**
 * A cache that answers fetches of public Git repositories in place of GitLab.
 *
 * @example
 * new GitFetchCache(chart, 'git', {
 *   name: 'git',
 *   image: 'registry.commons.example/platform/git-fetch-cache:1.0.0',
 *   updates: 'reviewed',
 *   hosts: [{ host: 'git.commons.example', certificate: 'acme' }],
 *   gitlab: 'https://gitlab.commons.example',
 *   cache,
 *   sizeGiB: 100,
 *   keepDays: 7,
 *   replicas: 2,
 *   remoteSecret: 'production/library/git',
 * });
 */
export class GitFetchCache extends Construct {
  constructor(scope: Construct, id: string, props: GitFetchCacheProps) {
    super(scope, id);
    const { name, hosts } = props;
    const labels = { 'app.kubernetes.io/name': name };
    const { connection: cache } = new ServiceCache(this, 'cache', {
      name: `${name}-cache`,
      cache: props.cache,
      clients: labels,
    });
    const secret = new ServiceSecret(this, 'secret', {
      name,
      remoteName: props.remoteSecret,
      ...gitFetchCacheSecrets,
    });
    const hookSecret = secret.value(gitlabHookSecret);
    new WorkloadIdentity(this, 'identity', { name });
    this.addDeployment(props, labels, gitFetchCacheVariables({ ...props, cache, hookSecret }));
    this.addService(name, labels);
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [
        { peers: [routersPeer], ports: [gitFetchCachePorts.http] },
        { peers: [prometheusPeer], ports: [gitFetchCachePorts.metrics] },
      ],
      to: [httpsEgress(this), cache.traffic],
    });
    for (const host of hosts) {
      new PublicRoute(this, `route-${host.host}`, { ...host, service: name, port: 'http', timeoutSeconds });
    }
    new ServiceMonitor(this, 'monitor', { name, labels, port: 'metrics', path: '/metrics' });
    const alerts = gitFetchCacheAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods: props.replicas });
  }

  private addDeployment(
    { name, replicas, sizeGiB, image: reference, updates }: GitFetchCacheProps,
    labels: Readonly<Record<string, string>>,
    variables: ReturnType<typeof gitFetchCacheVariables>,
  ): void {
    const image = new AppImage(this, 'image', { name, reference, updates });
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...image.triggerFor(name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        // Without a surge: an additional pod would need an additional disk.
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1), maxSurge: k8s.IntOrString.fromNumber(0) },
        },
        template: podTemplate(this, {
          labels,
          serviceAccountName: name,
          terminationGracePeriodSeconds: timeoutSeconds + 10,
          topologySpreadConstraints: topologySpread(labels),
          containers: [toContainer(name, image.reference, variables)],
          volumes: [
            { name: 'answers', ephemeral: { volumeClaimTemplate: toClaimTemplate(sizeGiB) } },
            emptyVolume('temporary', '512Mi'),
          ],
        }),
      },
    });
  }

  private addService(name: string, labels: Readonly<Record<string, string>>): void {
    new k8s.KubeService(this, 'service', {
      metadata: { name, labels, annotations: inWave(objectWaves.workloads) },
      spec: {
        selector: labels,
        ports: [
          { name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') },
          {
            name: 'metrics',
            port: gitFetchCachePorts.metrics,
            targetPort: k8s.IntOrString.fromString('metrics'),
          },
        ],
      },
    });
  }
}

/** Seconds for which a client may wait without data for an answer that another one fetches, and for which a pod ends. */
const timeoutSeconds = 300;

/** An ephemeral volume, deleted with its pod: its content can be fetched again, and a new size needs only new pods. */
function toClaimTemplate(sizeGiB: number): k8s.PersistentVolumeClaimTemplate {
  const backup = { none: 'Answers that GitLab gives again' };
  return {
    metadata: { labels: backupMark(backup), annotations: volumeBackupAnnotation(backup) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: blockStorageClass('standard', backup),
      resources: { requests: toQuantities({ storage: `${sizeGiB}Gi` }) },
    },
  };
}

function toContainer(name: string, image: string, variables: ReturnType<typeof gitFetchCacheVariables>): k8s.Container {
  const httpGet = { path: '/health', port: k8s.IntOrString.fromString('metrics') };
  return {
    name,
    image,
    ports: Object.entries(gitFetchCachePorts).map(([port, containerPort]) => ({ name: port, containerPort })),
    env: containerVariables(variables),
    resources: toResources('medium'),
    securityContext: restrictedContainer,
    startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 30 },
    // Probes do not depend on GitLab and Valkey: without Valkey fetches go to GitLab, without GitLab they fail in any case.
    readinessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { httpGet, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
    volumeMounts: [
      { name: 'answers', mountPath: answersFolder },
      { name: 'temporary', mountPath: '/tmp' },
    ],
  };
}
