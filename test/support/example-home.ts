import { join, resolve } from 'node:path';
import { Home } from '../../bin/home';

/** The home that this repository holds as its example. */
export const exampleHome = new Home(join(resolve(__dirname, '../..'), 'examples/community'));
