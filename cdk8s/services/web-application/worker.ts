import { Construct } from 'constructs';
import { podsLabelled, type TrafficRule } from '../../base/network/network-rules';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import { progressDeadline } from '../../base/pods/progress-deadline';
import {
  processPodLabels,
  processPod,
  type ApplicationRuntime,
  type ProcessPodProps,
} from '../../base/pods/process-pod';
import { imageTrigger } from '../../base/pods/scratch-folders';
import { inWave, objectWaves } from '../../base/delivery/sync';
import type { RoutedPaths } from '../../base/network/public-route';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';
import { claimName, type MountedClaim } from '../../base/storage/mounted-claims';
import { VolumeClaim } from '../../base/storage/volume-claim';
import { livenessProbes, type Liveness } from './liveness';
import { volumesFor, type MountingCommand } from './process-command';
import { ProcessPorts } from './process-ports';
import { WorkerEndpoints, type AnsweringCommand } from './worker-endpoints';

/** A further process of an application, which runs all the time. */
export interface WorkerCommand extends MountingCommand, AnsweringCommand {
  /** Unique in its application. */
  readonly name: string;
  /**
   * A volume of its own.
   * @default none
   */
  readonly claim?: MountedClaim;
  readonly alive: Liveness;
  /** Time until it has to answer after its start. */
  readonly startSeconds: number;
  readonly replicas: number;
  readonly size: PodSize;
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
 * A Deployment for a further process of an application, like one that processes a queue; with a port also what leads
 * there.
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

  /** The Service and port of a worker by each path at the hosts of its application that leads to it. */
  static paths(
    application: string,
    workers: readonly Pick<WorkerCommand, 'name' | 'paths' | 'ports'>[],
    pod: 'own' | 'web',
  ): RoutedPaths {
    return Object.fromEntries(
      workers.flatMap(({ name, paths = [], ports = [] }) => {
        const service = Worker.nameFor(application, name);
        return [
          ...paths.map((path) => [path, { service, port: 'http' }] as const),
          ...Object.entries(ProcessPorts.paths(ports, pod === 'own' ? service : application)),
        ];
      }),
    );
  }

  constructor(scope: Construct, id: string, { runtime: ofApplication, worker, updates, timeoutSeconds }: WorkerProps) {
    super(scope, id);
    const { command, args, port, ports, metrics, size, replicas, startSeconds, stopSeconds, claim: ownClaim } = worker;
    const { application } = ofApplication;
    const name = Worker.nameFor(application, worker.name);
    const labels = processPodLabels(application, name);
    const volumes = volumesFor(worker, ofApplication);
    const runtime =
      worker.image === undefined
        ? { ...ofApplication, ...volumes }
        : {
            ...ofApplication,
            ...volumes,
            image: new AppImage(this, 'image', { name, reference: worker.image, updates }),
          };
    const claims = this.addClaim(name, ownClaim);
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...imageTrigger(runtime, name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: progressDeadline(startSeconds),
        selector: { matchLabels: labels },
        // Of a single worker there are never two at once: a new pod would work beside the old one.
        strategy: replicas === 1 ? { type: 'Recreate' } : { type: 'RollingUpdate' },
        template: processPod(this, {
          ...runtime,
          name,
          command,
          args,
          ownClaim,
          port,
          ports,
          metricsPort: metrics?.port,
          size,
          stopSeconds,
          ...toLiveness(worker),
        }),
      },
    });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name, claims);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods: replicas });
    new WorkerEndpoints(this, 'endpoints', { application, name, worker, pod: 'own', timeoutSeconds });
  }

  /** Adds the PersistentVolumeClaim of its own, and returns its name. */
  private addClaim(process: string, claim: MountedClaim | undefined): readonly string[] {
    if (claim === undefined) return [];
    const { sizeGiB, sharing, speed, backup } = claim;
    const name = claimName(process);
    new VolumeClaim(this, 'claim', { name, sizeGiB, sharing, speed, backup });
    return [name];
  }
}

/** Its probes, or an annotation with the reason why there are none. */
function toLiveness({ alive, startSeconds }: WorkerCommand): Pick<ProcessPodProps, 'probes' | 'annotations'> {
  const probes = livenessProbes(alive, 'http', startSeconds);
  return 'none' in probes ? { annotations: { 'commons-platform/no-probes-because': probes.none } } : { probes };
}
