import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, homeWarnings, loadEnvironment } from '../../environments/load';
import { allOrProblemsLater, formatProblem, refuse } from '../../environments/problem';
import type { Finding } from '../../environments/rules/findings';
import type { RenderedObject } from '../../lib/rendered';
import { capacityOf, renderedObjects } from '../capacity-of';
import { environmentFile } from '../environment-file';
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
 * Checks one environment, or all, by rendering it somewhere else and adding up whether it fits its machines, and says what a
 * person should look at.
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
      refuse(loaded.keysDue(today).problems);
      refuse(tenantRemovalProblems(vanishingTenants(folders.rendered, loaded.environment), []));
      const objects: RenderedObject[] = [];
      const scratchFolder = mkdtempSync(join(scratch, 'environment-'));
      const rendered = await renderEnvironment(loaded, scratchFolder, (file, manifests) => {
        objects.push(...renderedObjects(file, manifests));
      });
      refuse(factRemovalProblems(vanishingFacts(folders.rendered, rendered), []));
      const file = environmentFile(each);
      const located = ({ path, reason, remedy }: Finding) => file.problem(path, reason, remedy);
      const { findings, warnings } = capacityOf(loaded, rendered.waiting.length === 0 ? objects : undefined);
      refuse(findings.map(located));
      return { loaded, rendered, warnings: warnings.map(located) };
    };
    const checked = await allOrProblemsLater(names, check, environmentRemovalProblems(gone, []));
    for (const warning of name === undefined ? homeWarnings(folders.environments) : []) {
      console.log(`warning: ${formatProblem(warning)}`);
    }
    for (const { loaded, rendered, warnings: ofCapacity } of checked) {
      const warnings = [
        ...loaded.warnings,
        ...ofCapacity,
        ...loaded.keysDue(today).warnings,
        ...loaded.reviewsDue(today),
      ];
      for (const warning of warnings) console.log(`warning: ${formatProblem(warning)}`);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
  } finally {
    removeTemporaryFolder(scratch);
  }
}
