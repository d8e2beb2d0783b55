/** Files of a home that decide what is rendered, checked and deployed, and by whom. A change of one is never routine. */
export const decidingPaths = [
  '.gitlab-ci.yml',
  '.gitlab',
  'package.json',
  'package-lock.json',
  'cdk.json',
  'commons.config.js',
  '.npmrc',
] as const;
