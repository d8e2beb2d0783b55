import { parseZone, type ParsedZone } from './parse-zone';
import type { Rendered } from './rendered';

/** A rendered zone file, with its path below the environment's folder. */
export interface RenderedZone extends ParsedZone {
  readonly file: string;
}

/** The zone files of the registered domains. */
export const renderedZones = ({ files }: Pick<Rendered, 'files'>): readonly RenderedZone[] =>
  files.filter(({ file }) => /^dns\/.+\.zone$/.test(file)).map(({ file, text }) => ({ file, ...parseZone(text) }));
