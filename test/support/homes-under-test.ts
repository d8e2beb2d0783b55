import { existsSync } from 'node:fs';
import { environmentNames } from '../../model/load';
import type { Home } from '../../bin/home';
import { exampleHome } from './example-home';
import { fixtureHome } from './fixture-home';

/** An environment that rules are held against, and the home that it is in. */
export interface EnvironmentUnderTest {
  readonly home: Home;
  readonly name: string;
  /** What it is called in the name of a test. */
  readonly title: string;
}

const environmentsOf = (home: Home, title: string): readonly EnvironmentUnderTest[] =>
  environmentNames(home.environments).map((name) => ({ home, name, title: `${title} ${name}` }));

/** The environments of the example, as long as somebody keeps one. */
export const exampleEnvironments: readonly EnvironmentUnderTest[] = existsSync(exampleHome.folder)
  ? environmentsOf(exampleHome, 'the example')
  : [];

export const fixtureEnvironments: readonly EnvironmentUnderTest[] = environmentsOf(fixtureHome, 'the tests’ own');

/** Every environment that there is, those of the tests first. */
export const environmentsUnderTest: readonly EnvironmentUnderTest[] = [...fixtureEnvironments, ...exampleEnvironments];
