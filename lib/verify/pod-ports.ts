import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { podsIn, type RenderedPod } from './pods';

const port = z.union([z.string(), z.number()]);
const serviceSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.record(z.string(), z.string()).optional(),
    ports: z.array(z.looseObject({ name: z.string().optional(), port: z.number(), targetPort: port.optional() })),
  }),
});

/** A port as an object names it: by name, or by number. */
export type NamedPort = z.output<typeof port>;

/** The Service of an object in the same file. */
export const findService = (objects: readonly RenderedObject[], name: string) => {
  const found = objectsOfKind(objects, '/Service').find(({ metadata }) => metadata.name === name);
  return found === undefined ? undefined : serviceSchema.parse(found).spec;
};

/** Port of the pods to which a port of a Service leads; undefined if the Service has no such port. */
export const targetPortFor = (
  { ports }: NonNullable<ReturnType<typeof findService>>,
  wanted: NamedPort,
): NamedPort | undefined => {
  const found = ports.find(({ name, port: own, targetPort }) => name === wanted || (targetPort ?? own) === wanted);
  if (found !== undefined) return found.targetPort ?? found.port;
  // A number is compared with that of the pods, which the Service may have by a name only.
  return typeof wanted === 'number' && ports.some(({ targetPort }) => typeof targetPort === 'string')
    ? wanted
    : undefined;
};

/** Workloads whose pods have all these labels. */
export const podsLabelledSo = (
  objects: readonly RenderedObject[],
  labels: Readonly<Record<string, string>>,
): readonly RenderedPod[] =>
  podsIn(objects).filter(({ pod }) =>
    Object.entries(labels).every(([label, value]) => pod.metadata.labels[label] === value),
  );

/** Number of a port that a pod listens on; undefined if none of its containers has it. */
export const listenedPort = ({ pod }: RenderedPod, wanted: NamedPort): number | undefined =>
  pod.spec.containers
    .flatMap(({ ports }) => ports)
    .find(({ name, containerPort }) => name === wanted || containerPort === wanted)?.containerPort;
