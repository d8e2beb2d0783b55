import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { rollingUpdate } from '../../base/pods/rolling-update';
import { k8s } from '../../base/manifests/kubernetes';
import {
  httpsEgress,
  NetworkRules,
  prometheusPeer,
  routersPeer,
  type TrafficRule,
} from '../../base/network/network-rules';
import { ClosedService, PublicRoute, type PublicHost } from '../../base/network/public-route';
import { ServiceMonitor } from '../../base/monitoring/service-monitor';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { discourseHealth } from './discourse-health';
import { discoursePod, discoursePartPods, type DiscourseRuntime } from './discourse-pod';
import { loginsByMail } from './discourse-settings';
import { discourseSizes, type DiscourseSize } from './discourse-sizes';
import { HttpService } from '../../base/network/http-service';

export interface DiscourseWebProps {
  readonly runtime: DiscourseRuntime;
  readonly hosts: readonly PublicHost[];
  /** Public address blocks of the CDN. */
  readonly proxies: readonly string[];
  readonly size: DiscourseSize;
  /** Fewest and most pods of the HorizontalPodAutoscaler. */
  readonly pods: { readonly least: number; readonly most: number };
  /** Traffic to database and cache. */
  readonly calls: readonly TrafficRule[];
}

/** The web pods: Deployment with HorizontalPodAutoscaler, Service, and Routes that allow long answers. */
export class DiscourseWeb extends Construct {
  constructor(scope: Construct, id: string, props: DiscourseWebProps) {
    super(scope, id);
    const { name } = props.runtime;
    const labels = discoursePartPods(name, 'web');
    this.addDeployment(props, labels);
    this.addScaler(props);
    new HttpService(this, 'service', { name, labels });
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [{ peers: [routersPeer, prometheusPeer], ports: [port] }],
      to: [httpsEgress(this), ...props.calls],
    });
    this.addRoutes(props);
    new ServiceMonitor(this, 'monitor', { name, labels, port: 'http', path: '/metrics' });
    addPodDisruptionBudget(this, { name, labels, pods: props.pods.least });
  }

  private addDeployment({ runtime, proxies, size }: DiscourseWebProps, labels: Readonly<Record<string, string>>): void {
    const { parallel, requests, limits } = discourseSizes.web[size];
    const httpGet = { path: discourseHealth, port: k8s.IntOrString.fromString('http') };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata: { name: runtime.name, annotations: inWave(objectWaves.workloads) },
      // Without replicas: the HorizontalPodAutoscaler sets them.
      spec: {
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        strategy: rollingUpdate,
        template: discoursePod(this, {
          ...runtime,
          variables: {
            ...runtime.variables,
            UNICORN_WORKERS: String(parallel),
            // See images/discourse/client-address.rb.
            ...(proxies.length === 0 ? {} : { TRUSTED_PROXIES: proxies.join(',') }),
          },
          part: 'web',
          runs: 'web',
          resources: { requests, limits },
          stateGiB: 2,
          graceSeconds: 60,
          container: {
            name: runtime.name,
            ports: [{ name: 'http', containerPort: port }],
            startupProbe: { httpGet, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
            readinessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 5 },
            livenessProbe: { httpGet, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
            // The routers still send requests for a moment after the pod has begun to end.
            lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } },
          },
        }),
      },
    });
  }

  private addScaler({ runtime: { name }, pods: { least, most } }: DiscourseWebProps): void {
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'scaler', {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: least,
        maxReplicas: most,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        // A pod needs a minute to warm up, so it is removed only after a quarter of an hour with less load.
        behavior: { scaleDown: { stabilizationWindowSeconds: 900 } },
      },
    });
  }

  private addRoutes({ runtime: { name }, hosts }: DiscourseWebProps): void {
    const closed = { paths: ['/metrics', ...loginsByMail], service: `${name}-closed` };
    new ClosedService(this, 'closed', { name: closed.service });
    for (const host of hosts) {
      const route = new PublicRoute(this, `route-${host.host}`, {
        ...host,
        service: name,
        port: 'http',
        timeoutSeconds: 90,
        closed,
      });
      for (const child of route.node.findAll()) {
        if (!ApiObject.isApiObject(child) || child.kind !== 'Route') continue;
        for (const [annotation, value] of Object.entries(longAnswers)) child.metadata.addAnnotation(annotation, value);
      }
    }
  }
}

const port = 3000;

/**
 * Annotations of the Routes. A browser holds a request open for 25 seconds to wait for news (discourse/message_bus), close to the
 * routers' limit of 30. The routers send requests to the pod with the fewest connections, and any pod can answer them.
 */
const longAnswers = {
  'haproxy.router.openshift.io/balance': 'leastconn',
  'haproxy.router.openshift.io/disable_cookies': 'true',
} as const;
