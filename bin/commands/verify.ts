import { join, relative } from 'node:path';
import { dashboardsOfKinds } from '../../cdk8s/dashboards-of-kinds';
import { knownEnvironment } from '../../model/known-environment';
import { environmentNames } from '../../model/load';
import { collectOrThrow, ProblemsError } from '../../model/problem';
import { readStateful } from '../../model/stateful-file';
import { renderedRules } from '../../lib/verify/rules';
import { verify } from '../../lib/verify/verify';
import { bundledAlertSections } from '../alert-sections';
import type { CheckedSuite } from '../../lib/operations/junit-report';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { readRendered } from '../rendered-files';
import { listedEntries } from '../stateful-lists';
import { withJunit } from '../with-junit';

/**
 * Checks the rendered files of one environment, or of all, with every rule of `lib/verify`, and prints the findings. The exit
 * code is 1 when there is one.
 */
export async function verifyRendered(name: string | undefined, { json, junit }: VerifyOptions): Promise<void> {
  await withJunit(junit, 'verify', () => verified(name, json));
}

async function verified(name: string | undefined, json: boolean): Promise<readonly CheckedSuite[]> {
  const names = name === undefined ? environmentNames(home.environments) : [knownEnvironment(home.environments, name)];
  const common = { alertSections: bundledAlertSections(home.folder), dashboards: await dashboardsOfKinds(homeKinds()) };
  const all = collectOrThrow(names, (environment) => {
    const rendered = readRendered(join(home.rendered, environment));
    const listed = readStateful(home.environments, environment);
    if ('problems' in listed) throw new ProblemsError(listed.problems);
    const known = { ...common, stateful: listedEntries(environment, listed.value) };
    return { environment, findings: verify(rendered, known), waiting: rendered.waiting, unpinned: rendered.unpinned };
  });
  const rules = renderedRules({ ...common, stateful: [] });
  if (json) console.log(JSON.stringify(all, null, 2));
  else for (const each of all) print(each, rules.length);
  if (all.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
  return all.map(({ environment, findings }) => ({
    name: `verify ${environment}`,
    cases: rules.map(({ id, holds }) => ({
      name: `${id}: ${holds}`,
      failures: findings
        .filter(({ rule }) => rule === id)
        .map(({ place, reason, remedy }) => `${environment}/${place}: ${reason}\n    ${remedy}`),
    })),
  }));
}

function print({ environment, findings, waiting, unpinned }: Verified, rules: number): void {
  for (const { rule, place, reason, remedy } of findings) {
    const file = join(relative(process.cwd(), home.rendered), environment, place);
    console.log(`${file}: ${reason} (${rule})\n    ${remedy}`);
  }
  for (const output of waiting) console.log(`not checked: ${environment}/${output} is not rendered yet`);
  for (const image of unpinned) console.log(`not pinned yet: ${environment} runs ${image}`);
  console.log(`${environment}: ${findings.length} findings, ${rules} rules`);
}

export interface VerifyOptions {
  readonly json: boolean;
  /**
   * File for a JUnit report.
   * @default none is written
   */
  readonly junit?: string;
}

interface Verified {
  readonly environment: string;
  readonly findings: ReturnType<typeof verify>;
  readonly waiting: readonly string[];
  readonly unpinned: readonly string[];
}
