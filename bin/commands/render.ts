import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { RenderedObject } from '../../lib/rendered';
import { describeObject } from '../../lib/verify/describe-object';
import { environmentNames, homeWarnings, type LoadedEnvironment } from '../../model/load';
import { collectOrThrow, throwProblems, type Problem } from '../../model/problem';
import { environmentFolders } from '../../model/unread-files';
import { fileProblem } from '../../model/file-problem';
import { fixedChanges, type FixedChange } from '../fixed-at-creation';
import { growHeapSlowly } from '../grow-heap-slowly';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { leftBehind } from '../left-behind';
import { loadedEnvironment } from '../loaded-environment';
import {
  environmentRemovalProblems,
  factRemovalProblems,
  statefulRemovalProblems,
  tenantRemovalProblems,
  removedEnvironments,
  removedFacts,
  removedStateful,
  removedTenants,
} from '../removals';
import { renderEnvironment, type RenderedEnvironment } from '../render-environment';
import { replaceFolders } from '../replace-folder';
import { statefulFilePath, writeStateful } from '../stateful-lists';
import { table } from '../table';

export interface RenderOptions {
  /** Folder to write to. */
  readonly into: string;
  /** What this run may remove from the rendered files. */
  readonly removals: {
    readonly environments: readonly string[];
    readonly tenants: readonly string[];
    readonly facts: readonly string[];
    /** `<stack>/<logical id>`, or `<environment>/<namespace>/<kind>.<group>/<name>`. */
    readonly stateful: readonly string[];
  };
}

/**
 * Renders the named environments, or all, and prints what was made. In the home, environments, tenants, facts and what
 * holds data or others hold on to disappear from the rendered files only if `removals` names them. The last are listed in
 * `stateful.yaml`.
 *
 * @throws ProblemsError with all problems, and with everything that would be removed and is not named.
 */
export async function render(chosen: readonly string[], { into, removals }: RenderOptions): Promise<void> {
  const started = performance.now();
  // 740 MiB in place of 800 for five thousand tenants, which costs a production of fifty nothing.
  growHeapSlowly(250);
  const all = chosen.length === 0;
  throwProblems(chosen.filter((name, index) => chosen.indexOf(name) < index).map(namedTwice));
  const names = all ? environmentNames(home.environments) : chosen;

  // Another folder may hold files of other programs, so nothing is removed there.
  const isHome = resolve(into) === home.rendered;
  const orphans = isHome ? removedEnvironments(into, environmentFolders(home.environments).names) : [];
  const environments = orphans.filter((name) => all || removals.environments.includes(name));
  const others = environmentRemovalProblems(environments, removals.environments);
  const loaded = collectOrThrow(names, loadedEnvironment, others);
  const tenants = isHome ? loaded.flatMap(({ environment }) => removedTenants(into, environment)) : [];
  throwProblems(tenantRemovalProblems(tenants, removals.tenants));

  const rows = await replaceFolders(into, async (temporary) => {
    const made: Row[] = [];
    for (const environment of loaded) {
      const start = performance.now();
      const folder = join(temporary, environment.environment.name);
      mkdirSync(folder);
      const rendered = await renderEnvironment(environment, homeKinds(), folder);
      const left = isHome ? leftBehind(join(into, rendered.name), folder) : [];
      const fixed = isHome ? fixedChanges(join(into, rendered.name), folder) : [];
      made.push({ loaded: environment, rendered, left, fixed, seconds: (performance.now() - start) / 1000 });
    }
    const facts = isHome ? made.flatMap(({ rendered }) => removedFacts(into, rendered)) : [];
    const stateful = isHome ? made.flatMap((each) => removedStateful(each.loaded, each.rendered, tenants)) : [];
    throwProblems([
      ...factRemovalProblems(facts, removals.facts),
      ...statefulRemovalProblems(stateful, removals.stateful),
    ]);
    return made;
  });
  const listed = isHome ? rows.map((each) => listStateful(each)) : [];
  for (const name of removals.environments) rmSync(join(into, name), { recursive: true });
  report(rows, all ? homeWarnings(home.environments) : [], into);
  for (const line of listed.flat()) console.log(line);
  for (const name of removals.environments) console.log(`removed ${relative(process.cwd(), join(into, name))}`);
  console.log(`${((performance.now() - started) / 1000).toFixed(2)} seconds in all`);
}

const namedTwice = (name: string): Problem =>
  fileProblem(`environments/${name}`, 'is named twice', 'name each environment once');

/** Updates the list of what holds data or others hold on to, and returns a line for each new entry. */
function listStateful({ loaded, rendered }: Row): readonly string[] {
  const added = writeStateful(loaded, rendered);
  const file = statefulFilePath(rendered.name);
  if (added.length > 5) return [`listed ${added.length} more that hold data, or that others hold on to, in ${file}`];
  return added.map(({ place, id }) => `listed ${place}/${id}, which holds data or others hold on to, in ${file}`);
}

interface Row {
  readonly loaded: LoadedEnvironment;
  readonly rendered: RenderedEnvironment;
  /** Objects with data that stay in the cluster, although they are no longer rendered. */
  readonly left: readonly RenderedObject[];
  /** Databases that say something else of what they have for ever. */
  readonly fixed: readonly FixedChange[];
  readonly seconds: number;
}

function report(rows: readonly Row[], ofHome: readonly Problem[], into: string): void {
  for (const warning of ofHome) console.log(`warning: ${home.describe(warning)}`);
  for (const { rendered, loaded, left, fixed } of rows) {
    for (const object of left) {
      console.log(`warning: ${rendered.name}/${describeObject(object)} is no longer rendered, and stays in the cluster with its data
    a renamed service starts without it: restore the old name, or move the data to the new one and then delete this`);
    }
    for (const { object, what, outcome } of fixed) {
      console.log(`warning: ${rendered.name}/${describeObject(object)} changes ${what}, which cannot change once a database exists: ${outcome}
    restore the old value, or create another database: docs/runbook.md, “Give a database another locale”`);
    }
    for (const warning of loaded.warnings) console.log(`warning: ${home.describe(warning)}`);
    for (const { output, waitsFor } of rendered.waiting) {
      console.log(`waiting: ${rendered.name}/${output} needs the facts ${waitsFor.join(', ')}`);
    }
  }
  console.log(
    table(
      ['environment', 'stacks', 'resources', 'applications', 'objects', 'warnings', 'waiting', 'seconds', 'files'],
      rows.map(({ rendered: { name, stacks, resources, applications, objects, waiting }, loaded, seconds }) => [
        name,
        stacks,
        resources,
        applications,
        objects,
        loaded.warnings.length,
        waiting.length,
        seconds.toFixed(2),
        relative(process.cwd(), join(into, name)),
      ]),
    ),
  );
}
