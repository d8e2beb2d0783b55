import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, homeWarnings } from '../../model/load';
import { allOrProblemsLater, refuse } from '../../model/problem';
import type { Finding } from '../../model/finding';
import type { RenderedObject } from '../../lib/rendered';
import { capacityOf, renderedObjects } from '../capacity-of';
import { environmentFile } from '../environment-file';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
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
  const names = name === undefined ? environmentNames(home.environments) : [name];
  const gone = name === undefined ? vanishingEnvironments(home.rendered, names) : [];
  const scratch = temporaryFolder(join(tmpdir(), 'commons-check-'));
  try {
    const check = async (each: string) => {
      const loaded = loadedEnvironment(each);
      refuse(tenantRemovalProblems(vanishingTenants(home.rendered, loaded.environment), []));
      const objects: RenderedObject[] = [];
      const scratchFolder = mkdtempSync(join(scratch, 'environment-'));
      const rendered = await renderEnvironment(loaded, homeKinds(), scratchFolder, (file, manifests) => {
        objects.push(...renderedObjects(file, manifests));
      });
      refuse(factRemovalProblems(vanishingFacts(home.rendered, rendered), []));
      const file = environmentFile(each);
      const located = ({ path, reason, remedy }: Finding) => file.problem(path, reason, remedy);
      const { findings, warnings } = await capacityOf(
        loaded,
        homeKinds(),
        rendered.waiting.length === 0 ? objects : undefined,
      );
      refuse(findings.map(located));
      return { loaded, rendered, warnings: warnings.map(located) };
    };
    const checked = await allOrProblemsLater(names, check, environmentRemovalProblems(gone, []));
    for (const warning of name === undefined ? homeWarnings(home.environments) : []) {
      console.log(`warning: ${home.describe(warning)}`);
    }
    for (const { loaded, rendered, warnings: ofCapacity } of checked) {
      const warnings = [...loaded.warnings, ...ofCapacity, ...loaded.reviewsDue(today)];
      for (const warning of warnings) console.log(`warning: ${home.describe(warning)}`);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
  } finally {
    removeTemporaryFolder(scratch);
  }
}
