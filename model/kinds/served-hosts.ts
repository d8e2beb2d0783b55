import { isBelowPath } from '../formats/url-paths';

/** A host that a service answers: all that nobody else has of it, or the requests below some paths. */
export type ServedHost = string | { readonly host: string; readonly paths: readonly string[] };

/** Name of a host that is served. */
export const servedHostName = (served: ServedHost): string => (typeof served === 'string' ? served : served.host);

/** Whether the requests for a path of the host come to whoever serves it so. */
export const answersPath = (served: ServedHost, path: string): boolean =>
  typeof served === 'string' || served.paths.some((beginning) => isBelowPath(path, beginning));
