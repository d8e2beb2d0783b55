import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, loadEnvironment } from '../../environments/load';
import { allOrProblems, formatProblem } from '../../environments/problem';
import { folders } from '../project';
import { renderEnvironment } from '../render-environment';

/** Checks one environment, or all, by rendering it somewhere else, and says what a person should look at. */
export function checkEnvironment(name: string | undefined, today: string): void {
  const names = name === undefined ? environmentNames(folders.environments) : [name];
  const scratch = mkdtempSync(join(tmpdir(), 'commons-check-'));
  try {
    const checked = allOrProblems(names, (each) => {
      const loaded = loadEnvironment(folders.environments, each);
      return { loaded, rendered: renderEnvironment(loaded, mkdtempSync(join(scratch, 'environment-'))) };
    });
    for (const { loaded, rendered } of checked) {
      const warnings = [...loaded.warnings, ...loaded.reviewsDue(today)];
      for (const warning of warnings) console.log(`warning: ${formatProblem(warning)}`);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
