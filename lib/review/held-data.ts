import type { TemplateResource } from '../rendered';
import { isStateful } from '../stateful-resources';

/** What becomes of the data that a stack holds, when the stack is deleted. */
export type HeldData = 'none' | 'retained' | 'deleted';

/** Returns what becomes of the data in resources of a stack when it is deleted: `deleted` if any of it is. */
export function heldData(resources: Readonly<Record<string, TemplateResource>>): HeldData {
  const held = Object.values(resources).filter(isStateful);
  if (held.length === 0) return 'none';
  return held.every(({ DeletionPolicy = 'Delete' }) => DeletionPolicy.startsWith('Retain')) ? 'retained' : 'deleted';
}
