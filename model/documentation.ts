import type { Environment } from './environment';

/** Where the pages of this version are published: below the homepage that `package.json` names, at the tag of its version. */
export const publishedDocumentation =
  'https://gitlab.commons.example/infrastructure/platform/-/blob/v0.1.0/docs' as const;

/** Address of a page of the documentation, such as `alerts.md`: the community's own copy, or what is published. */
export const documentationPage = ({ docsUrl }: Pick<Environment, 'docsUrl'>, page: string): string =>
  `${docsUrl ?? publishedDocumentation}/${page}`;
