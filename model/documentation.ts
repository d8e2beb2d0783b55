import type { Environment } from './environment';

/** Address of the published documentation of this version: below `homepage` in `package.json`, at the tag of the version. */
export const publishedDocumentation =
  'https://gitlab.commons.example/infrastructure/platform/-/blob/v0.1.0/docs' as const;

/**
 * Address of a page of the documentation, such as `alerts.md`: in the community's own copy if `docsUrl` names one, else
 * published.
 */
export const documentationPage = ({ docsUrl }: Pick<Environment, 'docsUrl'>, page: string): string =>
  `${docsUrl ?? publishedDocumentation}/${page}`;
