import type { Architecture } from '../../../model/data/instance-families';
import type { Environment } from '../../../model/environment';
import { pinnedReference } from '../../../model/images';
import { toPodTemplate } from '../../pod-templates';
import type { RenderedObject } from '../../rendered';
import type { StackImage } from '../../stack-images';
import { stringsIn } from '../../verify/strings-in';
import { canSchedule } from '../capacity/can-schedule';
import { toMachines } from '../capacity/machines';

/** An image that is to go by digest. */
export interface WantedImage {
  /** As it is written. */
  readonly reference: string;
  /** What it has to be built for: that of every machine on which it may start. */
  readonly architectures: readonly Architecture[];
}

export interface ImageUses {
  /** References that were asked for while the cluster's applications were made. */
  readonly asked: readonly string[];
  /** What was made of them. */
  readonly objects: readonly RenderedObject[];
  /** Images that run beside the cluster. */
  readonly beside: readonly StackImage[];
}

/** Every image of an environment that is to go by digest, in order, with what it has to be built for. */
export function wantedImages(environment: Environment, { asked, objects, beside }: ImageUses): readonly WantedImage[] {
  const machines = toMachines(environment, 'maximum');
  const workers = environment.cluster.pools.filter(({ role }) => role === 'worker');
  const needed = new Map<string, Set<Architecture>>();
  const need = (reference: string, architectures: readonly Architecture[]) => {
    needed.set(reference, new Set([...(needed.get(reference) ?? []), ...architectures]));
  };
  /** Pods go where the scheduler lets them; of what operators and charts make, that is nowhere written. */
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
      // Only what stands inside of longer texts was not found: a chart's values, a runner's settings.
      architectures: [
        ...(architectures.size > 0 ? architectures : new Set(workers.map((pool) => pool.architecture))),
      ].sort(),
    }));
}
