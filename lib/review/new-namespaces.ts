import type { Comparison } from './comparison';

/** Namespaces that a change adds, so that nobody's rights in them can be wider than before. */
export const newNamespaces = ({ objects }: Pick<Comparison, 'objects'>): ReadonlySet<string> =>
  new Set(objects.filter(({ kind, before }) => kind === '/Namespace' && before === undefined).map(({ name }) => name));
