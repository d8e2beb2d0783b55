import type { RenderedObject } from '../rendered';
import type { ObjectChange, ResourceChange } from './changes';
import { podSpec } from './pods/pod-spec';
import type { RenderedSnapshot } from './rendered-snapshot';
import { valueAt } from './value-at';

/** Whether an object of its namespace still has a service account: pods, a store of secrets, or what an operator makes pods of. */
export const isAccountNamed = ({ namespace, name }: ObjectChange, { objects }: RenderedSnapshot): boolean =>
  objects.some(
    (object) =>
      object.kind !== 'ServiceAccount' &&
      object.metadata.namespace === namespace &&
      (valueAt(podSpec(object), ['serviceAccountName']) === name || hasAccount(object, name)),
  );

/** Whether a field that is called after service accounts has this one, as a text or as an object with a name. */
function hasAccount(object: RenderedObject, name: string): boolean {
  const visit = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(
      ([key, each]) =>
        (key.startsWith('serviceAccount') && (each === name || valueAt(each, ['name']) === name)) || visit(each),
    );
  return visit(object);
}

/** Whether anything rendered still names an IAM role: a service account, settings of an operator, or a policy. */
export function isRoleNamed({ before }: ResourceChange, { files }: RenderedSnapshot): boolean {
  const name = before?.Properties.RoleName;
  if (typeof name !== 'string') return false;
  return [...files.values()].some((text) =>
    // Of `role/a/b` the last part is the name; a longer one is another role.
    [...text.matchAll(/:role\/([\w+=,.@/-]+)/g)].some(
      ([, path = '']) => path.slice(path.lastIndexOf('/') + 1) === name,
    ),
  );
}
