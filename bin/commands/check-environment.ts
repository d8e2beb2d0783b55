import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, homeWarnings, loadEnvironment } from '../../environments/load';
import { allOrProblemsLater, formatProblem, refuse } from '../../environments/problem';
import { folders } from '../project';
import {
  environmentRemovalProblems,
  factRemovalProblems,
  tenantRemovalProblems,
  vanishingEnvironments,
  vanishingFacts,
  vanishingTenants,
} from '../removals';
import { renderEnvironment } from '../render-environment';
import { removeTemporaryFolder, temporaryFolder } from '../temporary-folders';

/**
 * Checks one environment, or all, by rendering it somewhere else, and says what a person should look at.
 *
 * @throws ProblemsError with everything that is wrong, and everything that would go when it is rendered.
 */
export async function checkEnvironment(name: string | undefined, today: string): Promise<void> {
  const names = name === undefined ? environmentNames(folders.environments) : [name];
  const gone = name === undefined ? vanishingEnvironments(folders.rendered, names) : [];
  const scratch = temporaryFolder(join(tmpdir(), 'commons-check-'));
  try {
    const check = async (each: string) => {
      const loaded = loadEnvironment(folders.environments, each);
      refuse(tenantRemovalProblems(vanishingTenants(folders.rendered, loaded.environment), []));
      const rendered = await renderEnvironment(loaded, mkdtempSync(join(scratch, 'environment-')));
      refuse(factRemovalProblems(vanishingFacts(folders.rendered, rendered), []));
      return { loaded, rendered };
    };
    const checked = await allOrProblemsLater(names, check, environmentRemovalProblems(gone, []));
    for (const warning of name === undefined ? homeWarnings(folders.environments) : []) {
      console.log(`warning: ${formatProblem(warning)}`);
    }
    for (const { loaded, rendered } of checked) {
      const warnings = [...loaded.warnings, ...loaded.reviewsDue(today)];
      for (const warning of warnings) console.log(`warning: ${formatProblem(warning)}`);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
  } finally {
    removeTemporaryFolder(scratch);
  }
}
