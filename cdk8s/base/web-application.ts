import { Construct } from 'constructs';
import { AlertRules } from './monitoring/alert-rules';
import { AppImage, type ImageUpdates } from './pods/app-image';
import { containerPorts, lowestPort } from './pods/container-ports';
import { containerVariables } from './pods/container-variables';
import { unaskedReason, type ProbeQuestion, type Unasked } from './pods/probe-question';
import { unaskedAnnotations } from './pods/unasked-annotations';
import { nearPods } from './pods/near-pods';
import { webProbes } from './pods/web-probes';
import { webCallers } from './network/web-callers';
import { addPodDisruptionBudget } from './pods/pod-disruption-budget';
import type { SecretValue } from './secrets/external-secret';
import { rollingUpdate } from './pods/rolling-update';
import { k8s } from './manifests/kubernetes';
import { kubernetesToken } from './pods/kubernetes-token';
import { mountedFiles, type Files, type SecretFiles } from './pods/mounted-files';
import { volumeMounts, type MountedVolume } from './pods/mounted-volume';
import { claimedVolumes, type MountedClaim, type NamedClaim } from './storage/mounted-claims';
import { httpsEgress, kubernetesApiEgress, NetworkRules, type TrafficRule } from './network/network-rules';
import { PlatformChart } from './manifests/platform-chart';
import type { PodSize } from './pods/pod-size';
import {
  imageContent,
  imageTrigger,
  resourcesWithScratch,
  scratchVolumes,
  type ScratchFolder,
} from './pods/scratch-folders';
import { furtherInPod, type FurtherContainer } from './pods/further-containers';
import { topologySpread } from './pods/topology-spread';
import {
  ClosedService,
  PublicRoute,
  type PublicHost,
  type PublicRouteProps,
  type RoutedPaths,
} from './network/public-route';
import { restrictedContainer } from './pods/restricted';
import type { MonitorCredentials } from './monitoring/monitor-credentials';
import { PodMonitor } from './monitoring/pod-monitor';
import { ServiceMonitor } from './monitoring/service-monitor';
import { inWave, objectWaves } from './delivery/sync';
import { addVolumeClaims } from './storage/volume-claims';
import { workloadAlerts } from './monitoring/workload-alerts';
import { WorkloadIdentity } from './pods/workload-identity';
import { podTemplate } from './pods/pod-template';
import { progressDeadline } from './pods/progress-deadline';
import { HttpService } from './network/http-service';
import { PortService } from './network/port-service';
import type { ServedPort } from './network/served-port';

/**
 * A fixed number of pods, which may share a folder; or a single pod, which may have a disk and ends before its successor
 * starts. Without `claim` the application has no volume.
 */
export type Replicas =
  | { readonly count: number; readonly claim?: MountedClaim & { readonly sharing: 'many-pods' } }
  | { readonly single: { readonly claim?: MountedClaim } };

export interface WebApplicationProps {
  readonly name: string;
  /** Registry, repository and tag or digest. */
  readonly image: string;
  readonly updates: ImageUpdates;
  /** `any` for an image built for all architectures of the cluster. */
  readonly architecture: 'any' | 'amd64' | 'arm64';
  /**
   * Port at which it answers HTTP.
   * @default none: no host leads to it
   */
  readonly port?: number;
  /**
   * Further ports that the application listens on.
   * @default none
   */
  readonly ports?: readonly ServedPort[];
  /** What the kubelet asks to learn whether the application works, or why it asks nothing. */
  readonly health: ProbeQuestion | Unasked;
  /**
   * Command in place of the one that the image starts by itself.
   * @default that of the image
   */
  readonly command?: readonly string[];
  /**
   * Arguments in place of those of the image.
   * @default those of the image, or none with a command
   */
  readonly args?: readonly string[];
  /** How long a start may take, in seconds. */
  readonly startSeconds: number;
  /**
   * Seconds between SIGTERM and SIGKILL.
   * @default Kubernetes' 30
   */
  readonly stopSeconds?: number;
  /**
   * Seconds in which a request has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Path of its Prometheus metrics, for which the routers answer 503 where it is at `port`.
   * @default none: Prometheus does not read metrics of the application
   */
  readonly metricsPath?: string;
  /**
   * Port with the metrics alone, which Prometheus reaches and nobody else; then nothing is closed at the routers.
   * @default `port`
   */
  readonly metricsPort?: number;
  /**
   * What Prometheus logs in with to read the metrics.
   * @default nothing
   */
  readonly metricsCredentials?: MonitorCredentials;
  /** Further paths for which the routers answer 503. */
  readonly closedPaths: readonly string[];
  readonly hosts: readonly PublicHost[];
  /**
   * What gets the requests below certain paths of the hosts.
   * @default none: all requests come to `port`
   */
  readonly paths?: RoutedPaths;
  readonly size: PodSize;
  readonly replicas: Replicas;
  /**
   * Volumes besides that of `replicas`; several pods can have those of `many-pods` only.
   * @default none
   */
  readonly volumes?: readonly NamedClaim[];
  /**
   * Containers that run before the application, one after the other, at each start of a pod.
   * @default none
   */
  readonly before?: readonly FurtherContainer[];
  /**
   * Containers that run beside the application in each pod.
   * @default none
   */
  readonly beside?: readonly FurtherContainer[];
  /**
   * Labels of pods whose node it prefers, because they have mounted its disk there.
   * @default no preference
   */
  readonly near?: Readonly<Record<string, string>>;
  /** Environment variables; a value may refer to an earlier variable as `$(NAME)`. */
  readonly variables: Readonly<Record<string, string | SecretValue>>;
  /**
   * Files that the container reads.
   * @default none
   */
  readonly files?: Files;
  /**
   * Files that the container reads and that have secrets in them.
   * @default none
   */
  readonly secretFiles?: SecretFiles;
  /** Folders that the container may write; their content is lost with the pod. */
  readonly scratch: readonly ScratchFolder[];
  /**
   * ARN of the IAM role of its pods.
   * @default no role: the pods have no permissions in AWS
   */
  readonly roleArn?: string;
  /**
   * Traffic that its pods may send besides `calls`: HTTPS to addresses outside the cluster, or instead the Kubernetes API,
   * for which they get a token of their ServiceAccount.
   * @default 'https-outside'
   */
  readonly reaches?: 'https-outside' | 'kubernetes-api';
  /** Further traffic that its pods may send, such as `traffic` of a database. */
  readonly calls: readonly TrafficRule[];
}

/**
 * A web application: Deployment, Service, Routes, ServiceAccount, NetworkPolicy and alerts; a PersistentVolumeClaim, a
 * ServiceMonitor and a PodDisruptionBudget where its props ask for them.
 *
 * @example
 * new WebApplication(chart, 'wiki', {
 *   name: 'wiki',
 *   image: 'registry.commons.example/library/wiki:2.4.1',
 *   updates: 'automatic',
 *   architecture: 'any',
 *   port: 8080,
 *   health: { path: '/healthz' },
 *   startSeconds: 60,
 *   closedPaths: ['/admin'],
 *   hosts: [{ host: 'wiki.commons.example', certificate: 'acme' }],
 *   size: 'small',
 *   replicas: { count: 2 },
 *   variables: { LOG_LEVEL: 'info' },
 *   scratch: ['/tmp'],
 *   calls: [],
 * });
 */
export class WebApplication extends Construct {
  /** The image that its pods run. */
  readonly image: AppImage;

  /** Labels that the web pods of the application have and no other pods. */
  static podLabels(name: string): Readonly<Record<string, string>> {
    return { 'app.kubernetes.io/name': name };
  }

  constructor(scope: Construct, id: string, props: WebApplicationProps) {
    super(scope, id);
    const { name, hosts, timeoutSeconds, replicas, reaches, beside = [] } = props;
    const labels = WebApplication.podLabels(name);

    new WorkloadIdentity(this, 'identity', { name, roleArn: props.roleArn });
    this.image = new AppImage(this, 'image', { name, reference: props.image, updates: props.updates });
    const claims = addVolumeClaims(this, name, mountedClaim(replicas), props.volumes);
    this.addDeployment(props, labels);
    const ports = [props, ...beside].flatMap((container) => container.ports ?? []);
    if (props.port !== undefined) new HttpService(this, 'service', { name, labels, others: ports });
    else if (ports.length > 0) new PortService(this, 'service', { name, labels, ports });
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: webCallers(props),
      to: [reaches === 'kubernetes-api' ? kubernetesApiEgress(this) : httpsEgress(this), ...props.calls],
    });
    const closed = this.addClosedPaths(props);
    for (const host of hosts) {
      new PublicRoute(this, `route-${host.host}`, {
        ...host,
        service: name,
        port: 'http',
        elsewhere: props.paths,
        timeoutSeconds,
        closed,
      });
    }
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name, claims);
    new AlertRules(this, 'alerts', { name, alerts });
    this.addMonitor(props, labels);
    addPodDisruptionBudget(this, { name, labels, pods: 'count' in replicas ? replicas.count : 1 });
  }

  private addMonitor(
    { name, metricsPath: path, metricsPort, metricsCredentials: credentials }: WebApplicationProps,
    labels: Readonly<Record<string, string>>,
  ): void {
    if (path === undefined) return;
    if (metricsPort === undefined)
      new ServiceMonitor(this, 'monitor', { name, labels, port: 'http', path, credentials });
    else new PodMonitor(this, 'monitor', { name, labels, port: 'metrics', path, credentials });
  }

  private addClosedPaths(props: WebApplicationProps): PublicRouteProps['closed'] {
    const { name, metricsPath, metricsPort, closedPaths } = props;
    const isPublic = metricsPath !== undefined && metricsPort === undefined;
    const paths = [...(isPublic ? [metricsPath] : []), ...closedPaths];
    if (paths.length === 0) return undefined;
    const service = `${name}-closed`;
    new ClosedService(this, 'closed', { name: service });
    return { paths, service };
  }

  private addDeployment(props: WebApplicationProps, labels: Readonly<Record<string, string>>): void {
    const { name, architecture, replicas, near, scratch, stopSeconds } = props;
    const { image } = this;
    const single = 'single' in replicas;
    const volumes = this.volumesOf(props);
    const files = mountedFiles(props.files, props.secretFiles);
    const mounts = [...volumeMounts(volumes), ...files.mounts];
    const further = furtherInPod(props, image, { volumes, files: files.mounts });
    const initial = [...imageContent(scratch, image.reference), ...further.initContainers];
    const triggers = imageTrigger({ image, scratch }, name, undefined, further.triggered);
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...triggers, ...inWave(objectWaves.workloads) } },
      spec: {
        replicas: single ? 1 : replicas.count,
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: progressDeadline(Math.max(props.startSeconds, ...further.startSeconds)),
        selector: { matchLabels: labels },
        // A single pod must end before the next one starts: two could write one volume, or each serve a part of the users.
        strategy: single ? { type: 'Recreate' } : rollingUpdate,
        template: podTemplate(this, {
          labels,
          annotations: unaskedAnnotations(files.annotations, {
            [name]: unaskedReason(props.health),
            ...further.unasked,
          }),
          serviceAccountName: name,
          architecture,
          topologySpreadConstraints: single ? undefined : topologySpread(labels),
          affinity: near && nearPods(near),
          lowestPort: lowestPort([...containerPorts(props), ...further.ports]),
          terminationGracePeriodSeconds: stopSeconds,
          initContainers: initial.length === 0 ? undefined : initial,
          containers: [toContainer(props, image.reference, mounts), ...further.containers],
          volumes: [...volumes.map(({ volume }) => volume), ...further.volumes, ...files.volumes],
        }),
      },
    });
  }

  private volumesOf({ name, replicas, volumes, scratch, reaches }: WebApplicationProps): readonly MountedVolume[] {
    return [
      ...claimedVolumes(name, mountedClaim(replicas), volumes),
      ...scratchVolumes(scratch),
      ...(reaches === 'kubernetes-api' ? [kubernetesToken('kubernetes-token')] : []),
    ];
  }
}

const mountedClaim = (replicas: Replicas): MountedClaim | undefined =>
  'single' in replicas ? replicas.single.claim : replicas.claim;

function toContainer(props: WebApplicationProps, image: string, mounts: k8s.VolumeMount[]): k8s.Container {
  const { name, command, args, health, startSeconds, size, scratch, variables } = props;
  const ports = containerPorts(props);
  return {
    name,
    image,
    command: command && [...command],
    args: args && [...args],
    ports: ports.length === 0 ? undefined : ports,
    env: containerVariables(variables),
    resources: resourcesWithScratch(size, scratch),
    securityContext: restrictedContainer,
    ...webProbes(health, startSeconds),
    volumeMounts: mounts,
  };
}
