/** What the name of a Route for a path ends with: `-api-v1` for `/api/v1`, and nothing for `/`. */
export const routeSuffix = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
