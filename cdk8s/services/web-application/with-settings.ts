import type { WebApplicationProps } from '../../base/web-application';

type Variables = WebApplicationProps['variables'];

/**
 * The variables of a container, with its settings after those that the platform gives, because Kubernetes lets a variable refer only to
 * those before it. A setting with the name of a given one takes its place; where it refers to that name, it means the given text.
 *
 * @example
 * withSettings({ DATABASE_URL: 'postgres://$(DATABASE_HOST)' }, { DATABASE_URL: '$(DATABASE_URL)?pool=20' });
 * // { DATABASE_URL: 'postgres://$(DATABASE_HOST)?pool=20' }
 */
export function withSettings(given: Variables, settings: Readonly<Record<string, string>>): Variables {
  const kept = Object.entries(given).filter(([name]) => !Object.hasOwn(settings, name));
  const own = Object.entries(settings).map(([name, text]) => {
    const replaced = given[name];
    // Two dollars before a bracket are text in a manifest.
    return typeof replaced === 'string'
      ? [name, text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (part, reference) => (reference === name ? replaced : part))]
      : [name, text];
  });
  return Object.fromEntries([...kept, ...own]);
}
