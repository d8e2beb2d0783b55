import type { Comparison } from './comparison';
import { objectsOfKinds } from './objects-of-kinds';

/** Whether a namespace is of the platform or of OpenShift itself: those of tenants are all rendered, and say whose they are. */
export function platformNamespaces({ after }: Pick<Comparison, 'after'>): (namespace: string) => boolean {
  const owners = new Map(
    objectsOfKinds(after, new Set(['/Namespace'])).map(
      ({ metadata: { name, labels } }) => [name, labels['commons-platform/owner'] ?? ''] as const,
    ),
  );
  return (namespace) =>
    (owners.get(namespace) ?? (namespace.startsWith('openshift-') ? 'platform' : '')) === 'platform';
}
