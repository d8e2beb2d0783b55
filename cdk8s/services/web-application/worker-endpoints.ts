import { Construct } from 'constructs';
import type { MonitorCredentials } from '../../base/monitoring/monitor-credentials';
import { PodMonitor } from '../../base/monitoring/pod-monitor';
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
import { besidePortName } from '../../base/pods/container-ports';
import { applicationPodLabels, processPodLabels } from '../../base/pods/process-pod';
import { WebApplication } from '../../base/web-application';
import { ProcessPorts, type ProcessPort } from './process-ports';

/** Where the metrics of a process are read, and what Prometheus logs in with. */
export interface ReadMetrics {
  readonly path: string;
  /** @default that of the process */
  readonly port?: number;
  /** @default nothing */
  readonly credentials?: MonitorCredentials;
}

/** Where a worker answers, and what leads there. */
export interface AnsweringCommand {
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
   * @default none
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
  readonly metrics?: ReadMetrics;
}

export interface WorkerEndpointsProps {
  /** Name of the application. */
  readonly application: string;
  /** Name of the worker in the namespace. */
  readonly name: string;
  readonly worker: AnsweringCommand;
  /** Whether it has pods of its own, or is a container of the web pods: those call it at localhost, and no other pods do. */
  readonly pod: 'own' | 'web';
  /**
   * Seconds in which a request at one of its hosts has to be answered.
   * @default the routers' 30
   */
  readonly timeoutSeconds?: number;
}

/**
 * What leads to a worker: Service, Routes of its hosts, monitor, and the NetworkPolicy that opens its ports to the callers. Further ports of
 * one in the web pods are not here: they are ports of those pods, which are in their Service.
 */
export class WorkerEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: WorkerEndpointsProps) {
    super(scope, id);
    const { application, name, worker, pod, timeoutSeconds } = props;
    const { port, hosts = [], metrics } = worker;
    const ports = pod === 'own' ? (worker.ports ?? []) : [];
    const labels = pod === 'own' ? processPodLabels(application, name) : WebApplication.podLabels(application);
    const isCalled = pod === 'own' || isPublic(worker);
    if (port !== undefined && isCalled) {
      const beside = pod === 'own' ? undefined : besidePortName('http', port);
      new HttpService(this, 'service', { name, labels, port: beside, others: ports });
    } else if (ports.length > 0) new PortService(this, 'service', { name, labels, ports });
    if (ports.length > 0)
      new ProcessPorts(this, 'ports', { application, name, labels, ports, callers: 'all-pods', timeoutSeconds });
    for (const host of hosts)
      new PublicRoute(this, `route-${host.host}`, { ...host, service: name, port: 'http', timeoutSeconds });
    const measured = metricsPort(worker);
    if (metrics !== undefined && measured !== undefined) {
      const what = metrics.port === undefined ? 'http' : 'metrics';
      const at = pod === 'own' ? what : besidePortName(what, measured);
      new PodMonitor(this, 'monitor', { name, labels, port: at, path: metrics.path, credentials: metrics.credentials });
    }
    const from = callersFor(props);
    if (from.length > 0) new NetworkRules(this, 'network', { name, pods: labels, from, to: [] });
  }
}

const isPublic = ({ paths = [], hosts = [] }: AnsweringCommand): boolean => paths.length + hosts.length > 0;

const metricsPort = ({ port, metrics }: AnsweringCommand): number | undefined =>
  metrics === undefined ? undefined : (metrics.port ?? port);

/** Traffic to a worker: from the other pods of its application, from the routers, and from Prometheus. */
function callersFor({ application, worker, pod }: WorkerEndpointsProps): readonly TrafficRule[] {
  const measured = metricsPort(worker);
  const own = [podsLabelled(WebApplication.podLabels(application)), podsLabelled(applicationPodLabels(application))];
  const peers = [...(pod === 'own' ? own : []), ...(isPublic(worker) ? [routersPeer] : [])];
  return [
    ...(worker.port === undefined || peers.length === 0 ? [] : [{ peers, ports: [worker.port] }]),
    ...(measured === undefined ? [] : [{ peers: [prometheusPeer], ports: [measured] }]),
  ];
}
