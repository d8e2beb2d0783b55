import type { WebApplicationProps } from '../../base/web-application-props';

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
  const own = Object.entries(settings).map(([name, text]): [string, string] => {
    const replaced = given[name];
    return [name, typeof replaced === 'string' ? replaceReference(text, name, replaced) : text];
  });
  return Object.fromEntries<Variables[string]>([...kept, ...own]);
}

/** A text of a manifest, in which two dollars are one, with `value` in place of references to a variable. */
const replaceReference = (text: string, variable: string, value: string): string =>
  text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (part, name: string | undefined) => (name === variable ? value : part));
