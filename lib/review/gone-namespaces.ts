import type { Comparison } from './comparison';

/** Namespaces that a change takes away, so that nothing in them is missed. */
export const goneNamespaces = ({ objects }: Pick<Comparison, 'objects'>): ReadonlySet<string> =>
  new Set(objects.filter(({ kind, after }) => kind === '/Namespace' && after === undefined).map(({ name }) => name));
