import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import type { Comparison } from '../comparison';
import { objectsOfKinds } from '../objects-of-kinds';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { textAt, valueAt } from '../value-at';

const projectKinds: ReadonlySet<string> = new Set(['argoproj.io/AppProject']);
const destinationsSchema = z.array(z.looseObject({ namespace: z.string().default('') })).catch([]);

/**
 * Whether the namespace of an Application is the first of several that its project allows, before and after, and some of those stay.
 * It is then another one because the list is: `projectWidenings` says what is new there.
 */
export function isFirstOfProject({ before, after }: ObjectChange, comparison: Comparison): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, current] = [allowed(before, comparison.before), allowed(after, comparison.after)];
  return (
    old[0] === namespaceFor(before) &&
    current[0] === namespaceFor(after) &&
    old.some((namespace) => current.includes(namespace))
  );
}

const namespaceFor = (application: RenderedObject): string | undefined =>
  textAt(application, ['spec', 'destination', 'namespace']);

/** Namespaces of the project of an Application. */
function allowed(application: RenderedObject, snapshot: RenderedSnapshot): readonly string[] {
  const project = objectsOfKinds(snapshot, projectKinds).find(
    ({ metadata: { name, namespace } }) =>
      name === textAt(application, ['spec', 'project']) && namespace === application.metadata.namespace,
  );
  return destinationsSchema.parse(valueAt(project, ['spec', 'destinations'])).map(({ namespace }) => namespace);
}
