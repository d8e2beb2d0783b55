import type { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { restartAlert } from '../../base/monitoring/workload-alerts';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import type { FurtherContainer } from '../../base/pods/further-containers';
import type { PodSize } from '../../base/pods/pod-size';
import type { WebApplicationProps } from '../../base/web-application-props';
import { livenessProbes } from './liveness';
import type { ProcessCommand } from './process-command';
import { Worker, type WorkerCommand } from './worker';
import { WorkerEndpoints } from './worker-endpoints';

/** A job that ends before the application starts in a web pod. */
export interface InitialCommand extends ProcessCommand {
  /** Unique among those of its application. */
  readonly name: string;
  readonly size: PodSize;
}

export interface WebPodContainersProps {
  /** Name of the application. */
  readonly application: string;
  /** How images of their own get newer builds. */
  readonly updates: ImageUpdates;
  readonly before: readonly InitialCommand[];
  /** Workers that run in the web pods. */
  readonly beside: readonly WorkerCommand[];
  /**
   * Seconds in which a request at one of the hosts of a worker has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
  /** Returns the variables of a process, for its settings. */
  readonly variablesWith: (settings?: Readonly<Record<string, string>>) => WebApplicationProps['variables'];
}

/** The containers that web pods have besides that of the application, with the ImageStreams, alerts and endpoints that they need. */
export function addWebPodContainers(
  scope: Construct,
  { application, updates, before, beside, timeoutSeconds, variablesWith }: WebPodContainersProps,
): Required<Pick<WebApplicationProps, 'before' | 'beside'>> {
  const toContainer = (
    role: 'before' | 'worker',
    { name: own, image, command, args, settings, scratch, size }: InitialCommand,
  ): FurtherContainer => {
    const name = role === 'worker' ? Worker.nameFor(application, own) : `${application}-before-${own}`;
    return {
      name,
      image:
        image === undefined ? undefined : new AppImage(scope, `image-${name}`, { name, reference: image, updates }),
      command,
      args,
      variables: variablesWith(settings),
      ownScratch: scratch && { owner: `${role}-${own}`, folders: scratch },
      size,
    };
  };
  const { ownNamespace } = PlatformChart.of(scope);
  return {
    before: before.map((job) => toContainer('before', job)),
    beside: beside.map((worker) => {
      const { port, ports, metrics, volumes, alive, startSeconds } = worker;
      const name = Worker.nameFor(application, worker.name);
      new AlertRules(scope, `alerts-${name}`, { name, alerts: [restartAlert(ownNamespace, name)] });
      new WorkerEndpoints(scope, `endpoints-${name}`, { application, name, worker, pod: 'web', timeoutSeconds });
      const probes = livenessProbes(alive, port ?? 'http', startSeconds);
      return {
        ...toContainer('worker', worker),
        port,
        ports,
        metricsPort: metrics?.port,
        volumes,
        probes,
        startSeconds: 'none' in probes ? undefined : startSeconds,
      };
    }),
  };
}
