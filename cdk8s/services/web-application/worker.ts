import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import {
  processPodLabels,
  processPod,
  processTrigger,
  type ApplicationRuntime,
  type ProcessPodProps,
} from '../../base/pods/process-pod';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';

/** A command that runs all the time and takes no requests. */
export interface WorkerCommand {
  /** Unique in its application. */
  readonly name: string;
  readonly command: readonly string[];
  /** Command of its probes, which succeeds while it works, or the reason why there is none. */
  readonly alive: readonly string[] | { readonly none: string };
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
}

/** A Deployment for a further process of an application that takes no requests, like one that processes a queue. */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, { runtime, worker }: WorkerProps) {
    super(scope, id);
    const { command, size, replicas, stopSeconds } = worker;
    const name = `${runtime.application}-worker-${worker.name}`;
    const labels = processPodLabels(runtime.application, name);
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name, annotations: { ...processTrigger(runtime, name), ...inWave(objectWaves.workloads) } },
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        // Of a single worker there are never two at once: a new pod would work beside the old one.
        strategy: replicas === 1 ? { type: 'Recreate' } : { type: 'RollingUpdate' },
        template: processPod(this, { ...runtime, name, command, size, stopSeconds, ...toLiveness(worker) }),
      },
    });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods: replicas });
  }
}

function toLiveness({ alive }: WorkerCommand): Pick<ProcessPodProps, 'probes' | 'annotations'> {
  if ('none' in alive) return { annotations: { 'commons-platform/no-probes-because': alive.none } };
  const probe = { exec: { command: [...alive] }, timeoutSeconds: 10 };
  return {
    probes: {
      startupProbe: { ...probe, periodSeconds: 10, failureThreshold: 30 },
      readinessProbe: { ...probe, periodSeconds: 30 },
      livenessProbe: { ...probe, periodSeconds: 60, failureThreshold: 5 },
    },
  };
}
