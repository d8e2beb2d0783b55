import type { Environment } from './environment';

/** Address of the published documentation of this version: below `homepage` in `package.json`, at the tag of the version. */
export const publishedDocumentation =
  'https://gitlab.commons.example/infrastructure/platform/-/blob/v0.1.0/docs' as const;

/** The page that says what to do about each alert and alarm, a section for each, below the folder of the documentation. */
export const alertsFile = 'alerts.md';

/** Address of that page: in the community's own copy of the documentation if `docsUrl` names one, else published. */
export const alertsPage = ({ docsUrl }: Pick<Environment, 'docsUrl'>): string =>
  `${docsUrl ?? publishedDocumentation}/${alertsFile}`;
