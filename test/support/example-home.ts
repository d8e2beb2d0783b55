import { join, resolve } from 'node:path';
import { Home } from '../../bin/home';
import { loadFrom } from './load-from';

/** The home that this repository holds as its example. */
export const exampleHome = new Home(join(resolve(__dirname, '../..'), 'examples/community'));

/** An environment of it. */
export const loadExample = (name: string) => loadFrom(exampleHome, name);
