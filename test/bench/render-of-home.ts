import { join } from 'node:path';
import type { Program } from './measure';
import type { Workspace } from './workspace';

/** The compiled program rendering the environment `production` of the home in a folder. */
export const renderOfHome = ({ compiled }: Workspace, home: string): Program => ({
  command: (into) => [join(compiled, 'bin/commons.js'), '--home', home, 'render', 'production', '--into', into],
});
