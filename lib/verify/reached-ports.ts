import { z } from 'zod';
import { objectsOfKind, qualifiedKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import { findService, listenedPort, podsLabelledSo, targetPortFor, type NamedPort } from './pod-ports';
import type { RenderedPod } from './pods';
import { servicesIn } from './rendered-services';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { selectsPods } from './service-workloads';

const routeSchema = z.looseObject({
  spec: z.looseObject({
    to: z.looseObject({ name: z.string() }),
    port: z.looseObject({ targetPort: z.union([z.string(), z.number()]) }),
  }),
});
const endpoints = z.array(z.looseObject({ port: z.string().optional() })).default([]);
const monitorSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).default({}) }),
    endpoints,
    podMetricsEndpoints: endpoints,
  }),
});
const policySchema = z.looseObject({
  spec: z.looseObject({
    podSelector: z.unknown(),
    ingress: z
      .array(
        z.looseObject({
          from: z.array(z.unknown()).default([]),
          ports: z.array(z.looseObject({ port: z.union([z.string(), z.number()]).optional() })).default([]),
        }),
      )
      .default([]),
  }),
});

/** Who calls, and by which label of its namespace a NetworkPolicy lets it in. */
const callers = {
  routers: 'policy-group.network.openshift.io/ingress',
  Prometheus: 'openshift-user-workload-monitoring',
} as const;

type Caller = keyof typeof callers;

/**
 * The way of a request from a router to a pod has four parts that name each other: Route, Service, port of the container,
 * NetworkPolicy; that of Prometheus as many. Services of Keycloak and GitLab are made by their operators, and so are pods of databases.
 */
export const reachedPortsRule: RenderedRule = {
  id: 'reached-ports',
  holds: 'Routes and monitors of a service lead to a Service and a port that its pods have and open to the caller',
  findings: (rendered) =>
    servicesIn(rendered)
      .filter(({ kind }) => kind !== 'keycloak')
      .flatMap(({ objects }) => [
        ...objectsOfKind(objects, 'route.openshift.io/Route').flatMap((route) => {
          const { to, port } = routeSchema.parse(route).spec;
          return serviceFaults(route, to.name, port.targetPort, objects, 'routers');
        }),
        ...objectsOfKind(objects, 'monitoring.coreos.com/ServiceMonitor').flatMap((monitor) => {
          const { selector, endpoints: asked } = monitorSchema.parse(monitor).spec;
          const labelled = objectsOfKind(objects, '/Service').filter(({ metadata: { labels } }) =>
            Object.entries(selector.matchLabels).every(([label, value]) => labels[label] === value),
          );
          if (labelled.length === 0) return [fault(monitor, 'selects no Service', 'give it the labels of one')];
          return labelled.flatMap(({ metadata: { name } }) =>
            asked.flatMap(({ port = '' }) => serviceFaults(monitor, name, port, objects, 'Prometheus')),
          );
        }),
        ...objectsOfKind(objects, 'monitoring.coreos.com/PodMonitor').flatMap((monitor) => {
          if (isOfOperator(monitor, objects)) return [];
          const { selector, podMetricsEndpoints } = monitorSchema.parse(monitor).spec;
          return podMetricsEndpoints.flatMap(({ port = '' }) =>
            podFaults(monitor, selector.matchLabels, port, objects, 'Prometheus'),
          );
        }),
      ]),
};

/** Operators of databases make the pods that a monitor with the name of the database reads. */
const isOfOperator = ({ metadata: { name } }: RenderedObject, objects: readonly RenderedObject[]): boolean =>
  objects.some((object) => object.metadata.name === name && databases.test(qualifiedKind(object)));

const databases = /^(postgresql\.cnpg\.io|postgres-operator\.crunchydata\.com|pxc\.percona\.com)\//;

const fault = (object: RenderedObject, reason: string, remedy: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy,
});

function serviceFaults(
  object: RenderedObject,
  name: string,
  port: NamedPort,
  objects: readonly RenderedObject[],
  caller: Caller,
): readonly RenderedFinding[] {
  const service = findService(objects, name);
  if (service === undefined)
    return [fault(object, `leads to the Service ${name}, which is not there`, 'render it with an HttpService')];
  const target = targetPortFor(service, port);
  if (target === undefined)
    return [fault(object, `leads to port ${port}, which the Service ${name} does not have`, 'name a port of it')];
  // A Service without a selector has no pods on purpose: the routers answer 503.
  return service.selector === undefined ? [] : podFaults(object, service.selector, target, objects, caller);
}

function podFaults(
  object: RenderedObject,
  labels: Readonly<Record<string, string>>,
  port: NamedPort,
  objects: readonly RenderedObject[],
  caller: Caller,
): readonly RenderedFinding[] {
  const pods = podsLabelledSo(objects, labels);
  if (pods.length === 0) return [fault(object, 'leads to no pods', 'select the labels of a workload')];
  return pods.flatMap((pod) => {
    const number = listenedPort(pod, port);
    const { name } = pod.object.metadata;
    if (number === undefined)
      return [fault(object, `leads to port ${port}, which pods of ${name} do not have`, 'name one of their ports')];
    return isLetIn(pod, number, objects, caller)
      ? []
      : [
          fault(
            object,
            `leads to port ${number} of ${name}, where no NetworkPolicy lets ${caller} in`,
            'add it to the NetworkRules of the pods',
          ),
        ];
  });
}

const isLetIn = (pod: RenderedPod, number: number, objects: readonly RenderedObject[], caller: Caller): boolean =>
  objectsOfKind(objects, 'networking.k8s.io/NetworkPolicy')
    .map((policy) => policySchema.parse(policy).spec)
    .filter(({ podSelector }) => selectsPods(podSelector, pod.object))
    .some(({ ingress }) =>
      ingress.some(
        ({ from, ports }) =>
          from.some((peer) => JSON.stringify(peer).includes(callers[caller])) &&
          ports.some(({ port }) => port === number),
      ),
    );
