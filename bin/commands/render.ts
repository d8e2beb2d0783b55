import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { environmentNames, loadEnvironment } from '../../environments/load';
import { allOrProblems, formatProblem } from '../../environments/problem';
import { folders } from '../project';
import { renderEnvironment } from '../render-environment';
import { replaceFolders } from '../replace-folder';
import { table } from '../table';

/**
 * Renders the environments named, or all, into `into` and prints what was made. From the project's own folder,
 * environments that no longer exist are taken out when all are rendered.
 */
export function render(chosen: readonly string[], into: string): void {
  const names = chosen.length > 0 ? chosen : environmentNames(folders.environments);
  const started = performance.now();
  const loaded = allOrProblems(names, (name) => loadEnvironment(folders.environments, name));
  const rows = replaceFolders(into, (temporary) =>
    loaded.map((environment) => {
      const start = performance.now();
      const folder = join(temporary, environment.environment.name);
      mkdirSync(folder);
      const rendered = renderEnvironment(environment, folder);
      return { rendered, warnings: environment.warnings, seconds: (performance.now() - start) / 1000 };
    }),
  );
  // Elsewhere, what else is there is not ours.
  if (chosen.length === 0 && resolve(into) === folders.rendered) removeOthers(into, names);

  for (const { rendered, warnings } of rows) {
    for (const warning of warnings) console.log(`warning: ${formatProblem(warning)}`);
    for (const { output, waitsFor } of rendered.waiting) {
      console.log(`waiting: ${rendered.name}/${output} needs the facts ${waitsFor.join(', ')}`);
    }
  }
  console.log(
    table(
      ['environment', 'stacks', 'resources', 'applications', 'objects', 'warnings', 'waiting', 'seconds', 'files'],
      rows.map(({ rendered: { name, stacks, resources, applications, objects, waiting }, warnings, seconds }) => [
        ...[name, stacks, resources, applications, objects, warnings.length, waiting.length],
        ...[seconds.toFixed(2), relative(process.cwd(), join(into, name))],
      ]),
    ),
  );
  console.log(`${((performance.now() - started) / 1000).toFixed(2)} seconds in all`);
}

function removeOthers(folder: string, names: readonly string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    // What begins with a dot may belong to another process that renders.
    if (entry.isDirectory() && !entry.name.startsWith('.') && !names.includes(entry.name))
      rmSync(join(folder, entry.name), { recursive: true });
  }
}
