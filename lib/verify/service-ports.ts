import { z } from 'zod';
import { namespaceLookup, objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import { podsLabelledSo } from './pod-ports';
import type { RenderedContainer } from './pods';
import type { RenderedRule } from './rendered-rule';

const texts = z.record(z.string(), z.string()).default({});
const portSchema = z.looseObject({
  port: z.number(),
  targetPort: z.union([z.number(), z.string()]).optional(),
  protocol: z.string().default('TCP'),
});
const serviceSchema = z.looseObject({
  spec: z.looseObject({ selector: texts, ports: z.array(portSchema).default([]) }),
});

type ServicePort = z.output<typeof portSchema>;

/** Kubernetes takes a Service whose port leads nowhere, and refuses each connection to it. */
export const servicePortsRule: RenderedRule = {
  id: 'service-ports',
  holds: 'every port of a Service is a port of the pods that it selects, by name or number and protocol',
  findings: ({ objects }) => {
    const inNamespace = namespaceLookup(objects);
    return objectsOfKind(objects, '/Service').flatMap((service) => {
      const { selector, ports } = serviceSchema.parse(service).spec;
      // Without a selector it has no pods on purpose.
      if (Object.keys(selector).length === 0) return [];
      const containers = workloads
        .flatMap((kind) => podsLabelledSo(inNamespace(service, kind), selector))
        .flatMap(({ pod }) => pod.spec.containers)
        // Pods that an operator makes are not rendered.
        .filter(({ ports: own }) => own.length > 0);
      if (containers.length === 0) return [];
      return ports
        .filter((port) => !containers.some(({ ports: own }) => own.some((each) => leadsTo(port, each))))
        .map((port) => ({
          place: describeObject(service),
          reason: `leads from ${port.port} to ${port.targetPort ?? port.port} for ${port.protocol}, which none of its pods has`,
          remedy: 'name a port of their containers',
        }));
    });
  },
};

const workloads = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet'];

const leadsTo = (
  { port, targetPort = port, protocol }: ServicePort,
  own: RenderedContainer['ports'][number],
): boolean => own.protocol === protocol && (own.name === targetPort || own.containerPort === targetPort);
