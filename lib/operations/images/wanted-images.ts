import type { Architecture } from '../../../model/data/instance-families';
import type { Environment } from '../../../model/environment';
import { pinnedReference } from '../../../model/images';
import { toPodTemplate } from '../../pod-templates';
import type { RenderedObject } from '../../rendered';
import type { StackImage } from '../../stack-images';
import { stringsIn } from '../../verify/strings-in';
import { canSchedule } from '../capacity/can-schedule';
import { toMachines } from '../capacity/machines';

/** An image that must be pinned by digest. */
export interface WantedImage {
  /** The reference as it was written, with a tag. */
  readonly reference: string;
  /** Architectures of all machines on which the image may start. */
  readonly architectures: readonly Architecture[];
}

export interface ImageUses {
  /** References for which a digest was looked up while the cluster's objects were synthesized. */
  readonly asked: readonly string[];
  /** The synthesized objects. */
  readonly objects: readonly RenderedObject[];
  /** Images that run outside the cluster. */
  readonly beside: readonly StackImage[];
}

/** All images of an environment that must be pinned by digest, sorted, with the architectures that they need. */
export function wantedImages(environment: Environment, { asked, objects, beside }: ImageUses): readonly WantedImage[] {
  const machines = toMachines(environment, 'maximum');
  const workers = environment.cluster.pools.filter(({ role }) => role === 'worker');
  const needed = new Map<string, Set<Architecture>>();
  const need = (reference: string, architectures: readonly Architecture[]) => {
    needed.set(reference, new Set([...(needed.get(reference) ?? []), ...architectures]));
  };
  /**
   * Architectures of the pools on which the scheduler may put the pods of an object. For objects from which an operator
   * or a chart makes pods, those of all workers.
   */
  const placesOf = (object: RenderedObject): readonly Architecture[] => {
    const pod = toPodTemplate(object);
    const pools = pod && new Set(machines.filter((machine) => canSchedule(machine, pod)).map(({ pool }) => pool));
    const admitted = environment.cluster.pools.filter(({ name }) => pools?.has(name));
    return (admitted.length > 0 ? admitted : workers).map(({ architecture }) => architecture);
  };
  for (const reference of asked) need(reference, []);
  for (const { reference, architecture } of beside) need(reference, [architecture]);
  const written = new Map(asked.map((reference) => [pinnedReference(environment.images, reference), reference]));
  for (const object of objects) {
    for (const text of new Set(stringsIn(object))) {
      const reference = written.get(text);
      if (reference !== undefined) need(reference, placesOf(object));
    }
  }
  return [...needed.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reference, architectures]) => ({
      reference,
      // The image was in no field of its own, but inside a longer text, such as values of a chart or settings of a
      // runner.
      architectures: [
        ...(architectures.size > 0 ? architectures : new Set(workers.map((pool) => pool.architecture))),
      ].sort(),
    }));
}
