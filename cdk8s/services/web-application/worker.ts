import { Construct } from 'constructs';
import { HttpService } from '../../base/network/http-service';
import { PortService } from '../../base/network/port-service';
import {
  NetworkRules,
  podsLabelled,
  prometheusPeer,
  routersPeer,
  type TrafficRule,
} from '../../base/network/network-rules';
import { PublicRoute, type PublicHost } from '../../base/network/public-route';
import { probeHandler, type ProbeQuestion } from '../../base/pods/probe-question';
import { PodMonitor } from '../../base/monitoring/pod-monitor';
import type { MetricsPlace } from '../../../model/schema/metrics';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { WebApplication } from '../../base/web-application';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import {
  applicationPodLabels,
  processPodLabels,
  processPod,
  type ApplicationRuntime,
  type ProcessPodProps,
} from '../../base/pods/process-pod';
import { imageTrigger } from '../../base/pods/scratch-folders';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';
import { ProcessPorts, type ProcessPort } from './process-ports';

/** A further process of an application, which runs all the time. */
export interface WorkerCommand {
  /** Unique in its application. */
  readonly name: string;
  /**
   * Image of its own, updated as that of the application is.
   * @default the image of the application
   */
  readonly image?: string;
  /**
   * Command of its container.
   * @default what the image starts by itself
   */
  readonly command?: readonly string[];
  /**
   * Port that it listens on.
   * @default none: nothing calls it
   */
  readonly port?: number;
  /**
   * Further ports that it listens on.
   * @default none
   */
  readonly ports?: readonly ProcessPort[];
  /**
   * Paths at the hosts of the application that lead to its port.
   * @default none: only the other pods of the application call it
   */
  readonly paths?: readonly string[];
  /**
   * Hosts, or paths of some hosts, that lead to its port alone.
   * @default none
   */
  readonly hosts?: readonly PublicHost[];
  /**
   * Path of its Prometheus metrics, and their port.
   * @default none; without a port of their own they are at `port`
   */
  readonly metrics?: MetricsPlace;
  /** What its probes ask while it works, or the reason why there are none. */
  readonly alive: ProbeQuestion | { readonly none: string };
  readonly replicas: number;
  readonly size: PodSize;
  /**
   * All settings of the worker, ordered like those of its application, which it has too.
   * @default those of the application
   */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Seconds between SIGTERM and SIGKILL.
   * @default Kubernetes' 30
   */
  readonly stopSeconds?: number;
}

export interface WorkerProps {
  readonly runtime: ApplicationRuntime;
  readonly worker: WorkerCommand;
  /** How the image gets newer builds, where the worker has one of its own. */
  readonly updates: ImageUpdates;
  /**
   * Seconds in which a request at one of its hosts has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
}

/**
 * A Deployment for a further process of an application, like one that processes a queue; with a port also a Service, and the
 * NetworkPolicy by which the application's other pods, and the routers for its paths, call it.
 */
export class Worker extends Construct {
  /** Name of the Deployment and of the Service of a worker. */
  static nameFor(application: string, worker: string): string {
    return `${application}-worker-${worker}`;
  }

  /** Traffic to the workers of an application that have a port. */
  static traffic(
    application: string,
    workers: readonly Pick<WorkerCommand, 'name' | 'port' | 'ports'>[],
  ): readonly TrafficRule[] {
    return workers.flatMap(({ name, port, ports = [] }) => {
      const labels = processPodLabels(application, Worker.nameFor(application, name));
      return [
        ...(port === undefined ? [] : [{ peers: [podsLabelled(labels)], ports: [port] }]),
        ...ProcessPorts.traffic({ labels, ports }),
      ];
    });
  }

  constructor(scope: Construct, id: string, { runtime: ofApplication, worker, updates, timeoutSeconds }: WorkerProps) {
    super(scope, id);
    const { command, port, ports = [], metrics, hosts = [], size, replicas, stopSeconds } = worker;
    const name = Worker.nameFor(ofApplication.application, worker.name);
    const labels = processPodLabels(ofApplication.application, name);
    const runtime =
      worker.image === undefined
        ? ofApplication
        : { ...ofApplication, image: new AppImage(this, 'image', { name, reference: worker.image, updates }) };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...imageTrigger(runtime, name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        // Of a single worker there are never two at once: a new pod would work beside the old one.
        strategy: replicas === 1 ? { type: 'Recreate' } : { type: 'RollingUpdate' },
        template: processPod(this, {
          ...runtime,
          name,
          command,
          port,
          ports,
          metricsPort: metrics?.port,
          size,
          stopSeconds,
          ...toLiveness(worker),
        }),
      },
    });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods: replicas });
    const { application } = ofApplication;
    if (port !== undefined) new HttpService(this, 'service', { name, labels, others: ports });
    else if (ports.length > 0) new PortService(this, 'service', { name, labels, ports });
    if (ports.length > 0) new ProcessPorts(this, 'ports', { application, name, labels, ports });
    for (const host of hosts)
      new PublicRoute(this, `route-${host.host}`, { ...host, service: name, port: 'http', timeoutSeconds });
    if (metrics !== undefined) {
      const at = metrics.port === undefined ? 'http' : 'metrics';
      new PodMonitor(this, 'monitor', { name, labels, port: at, path: metrics.path });
    }
    const from = callersFor(application, worker);
    if (from.length > 0) new NetworkRules(this, 'network', { name, pods: labels, from, to: [] });
  }
}

/** Traffic to a worker: from the other pods of its application, from the routers, and from Prometheus. */
function callersFor(
  application: string,
  { port, paths = [], hosts = [], metrics }: WorkerCommand,
): readonly TrafficRule[] {
  const measured = metrics === undefined ? undefined : (metrics.port ?? port);
  const prometheus = measured === undefined ? [] : [{ peers: [prometheusPeer], ports: [measured] }];
  if (port === undefined) return prometheus;
  const own = [podsLabelled(WebApplication.podLabels(application)), podsLabelled(applicationPodLabels(application))];
  const isPublic = paths.length + hosts.length > 0;
  return [{ peers: isPublic ? [...own, routersPeer] : own, ports: [port] }, ...prometheus];
}

function toLiveness({ alive }: WorkerCommand): Pick<ProcessPodProps, 'probes' | 'annotations'> {
  if ('none' in alive) return { annotations: { 'commons-platform/no-probes-because': alive.none } };
  const probe = { ...probeHandler(alive), timeoutSeconds: 10 };
  return {
    probes: {
      startupProbe: { ...probe, periodSeconds: 10, failureThreshold: 30 },
      readinessProbe: { ...probe, periodSeconds: 30 },
      livenessProbe: { ...probe, periodSeconds: 60, failureThreshold: 5 },
    },
  };
}
