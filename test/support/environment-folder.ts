import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kinds } from '../../cdk8s/services/kinds';
import type { ChartedService } from '../../cdk8s/services/service-kind';
import { loadEnvironment, type LoadedEnvironment } from '../../model/load';
import { formatProblem, ProblemsError, type Problem } from '../../model/problem';
import { ReusedHome } from './reused-home';

/** The least an environment has to say. */
export const minimalEnvironment = `community: The Commons
backup: { copies: { none: 'The tests make everything again' } }
observability: { contacts: [sre@commons.example], monthlyBudget: 1000 }
account: '111122223333'
region: us-east-1
zones: [us-east-1a, us-east-1b, us-east-1c]
domains: [commons.example]
repository: { delivery: { unsigned: 'Nobody but the tests writes to it' }, mirror: { none: 'The tests wait for it' },
  url: https://gitlab.commons.example/platform.git }
singleSignOn:
  issuer: https://sso.commons.example/realms/commons
certificates:
  contact: infrastructure@commons.example
network:
  block: 10.0.0.0/16
cluster:
  name: commons
  baseDomain: openshift.commons.example
edge:
  cdn: { none: 'Nobody but the tests knows this environment' }
  peers: [{ block: 203.0.113.8/29, because: 'Whoever runs the tests' }]
`;

/** The least a tenant with a web application has to say. */
export const minimalTenant = `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [site.commons.example]
services:
  - kind: web-application
    image: quay.io/commons-example/site:stable
`;

/** Facts as they are recorded after the first deploy of the minimal environment. */
export const completeFacts = `{
  "environment": "testing",
  "account": "111122223333",
  "region": "us-east-1",
  "facts": {
    "clusterZoneDsRecord": "40391 13 2 ${'5F0D1A9C'.repeat(8)}",
    "clusterZoneId": "Z0EXAMPLE123COMMONS45",
    "clusterZoneNameServers": ["ns-0.example", "ns-1.example", "ns-2.example", "ns-3.example"]
  }
}
`;

/** Text by path below the folder of an environment. */
export type EnvironmentFiles = Readonly<Record<string, string>>;

/** Writes the minimal environment and `files` below `folder`/`name`. */
export function writeEnvironment(folder: string, files: EnvironmentFiles, name = 'testing'): void {
  for (const [path, text] of Object.entries({ 'environment.yaml': minimalEnvironment, ...files })) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What `use` returns for a temporary folder, which is gone afterwards. */
export function withFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'commons-test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const home = new ReusedHome();

/** Loads the minimal environment with `files` beside or instead of its own. */
export function load(files: EnvironmentFiles = {}, name = 'testing'): LoadedEnvironment<ChartedService> {
  // Files of the home beside the environments begin with `../../`.
  const placed = Object.entries({ 'environment.yaml': minimalEnvironment, ...files }).map(
    ([path, text]) => [join('environments', name, path), text] as const,
  );
  return loadEnvironment(join(home.holding(new Map(placed)), 'environments'), name, kinds);
}

/** The problems for which `run` throws; none when it succeeds. Any other error goes through. */
export function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
}

/**
 * The problems of the minimal environment with `files` as people read them, two lines each: place and reason, then the
 * remedy. Files are named from the environment's folder.
 */
export const report = (files: EnvironmentFiles, name = 'testing'): readonly string[] =>
  problemsOf(() => load(files, name)).flatMap((problem) => spoken(problem, name));

/** One problem as `report` gives it. */
export const spoken = (problem: Problem, name = 'testing'): readonly string[] =>
  formatProblem(problem).replace(`environments/${name}/`, '').split('\n    ');

/**
 * `text` with the only occurrence of `from` replaced, so that a test that no longer changes anything fails.
 */
export function changed(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} occurs ${parts.length - 1} times`);
  return parts.join(to);
}
