/** What the name of a Route for a path ends with: `-api-v1` for `/api/v1`, and nothing for `/`. */
export const routeSuffix = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

/** Name of the Route for a host, or for a path of it. */
export const routeName = (host: string, path = '/'): string => `${host.replaceAll('.', '-')}${routeSuffix(path)}`;
