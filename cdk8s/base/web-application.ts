import { Construct } from 'constructs';
import { AlertRules } from './monitoring/alert-rules';
import { AppImage } from './pods/app-image';
import { containerPorts, lowestPort } from './pods/container-ports';
import { containerVariables } from './pods/container-variables';
import { unaskedReason } from './pods/probe-question';
import { unaskedAnnotations } from './pods/unasked-annotations';
import { nearPods } from './pods/near-pods';
import { webProbes } from './pods/web-probes';
import { webCallers } from './network/web-callers';
import { addPodDisruptionBudget } from './pods/pod-disruption-budget';
import { rollingUpdate } from './pods/rolling-update';
import { k8s } from './manifests/kubernetes';
import { kubernetesToken } from './pods/kubernetes-token';
import { mountedFiles } from './pods/mounted-files';
import { volumeMounts, type MountedVolume } from './pods/mounted-volume';
import { claimedVolumes, type MountedClaim } from './storage/mounted-claims';
import { httpsEgress, kubernetesApiEgress, NetworkRules } from './network/network-rules';
import { PlatformChart } from './manifests/platform-chart';
import { imageContent, imageTrigger, resourcesWithScratch, scratchVolumes } from './pods/scratch-folders';
import { furtherInPod } from './pods/further-containers';
import { topologySpread } from './pods/topology-spread';
import { ClosedService, PublicRoute, type PublicRouteProps } from './network/public-route';
import { restrictedContainer } from './pods/restricted';
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
import type { Replicas, WebApplicationProps } from './web-application-props';

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
