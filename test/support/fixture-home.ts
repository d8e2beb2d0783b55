import { join, resolve } from 'node:path';
import { Home } from '../../bin/home';
import { compiledProgramVariable } from './compiled-program';
import { loadFrom } from './load-from';

/** A home of the tests' own, with a community of many kinds; whoever changes or removes the example changes nothing here. */
export const fixtureHome = new Home(
  join(resolve(__dirname, '..'), 'fixtures/community'),
  join(process.env[compiledProgramVariable] ?? '.', 'rendered'),
);

/** An environment of it. */
export const loadFixture = (name: string) => loadFrom(fixtureHome, name);
