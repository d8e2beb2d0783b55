import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, loadEnvironment } from '../../environments/load';
import { allOrProblems, formatProblem, ProblemsError } from '../../environments/problem';
import type { Finding } from '../../environments/rules/findings';
import type { RenderedObject } from '../../lib/rendered';
import { capacityOf, renderedObjects } from '../capacity-of';
import { environmentFile } from '../environment-file';
import { folders } from '../project';
import { renderEnvironment } from '../render-environment';

/**
 * Checks one environment, or all, by rendering it somewhere else and adding up whether it fits its machines, and says what a
 * person should look at.
 */
export function checkEnvironment(name: string | undefined, today: string): void {
  const names = name === undefined ? environmentNames(folders.environments) : [name];
  const scratch = mkdtempSync(join(tmpdir(), 'commons-check-'));
  try {
    const checked = allOrProblems(names, (each) => {
      const loaded = loadEnvironment(folders.environments, each);
      const objects: RenderedObject[] = [];
      const rendered = renderEnvironment(loaded, mkdtempSync(join(scratch, 'environment-')), (file, manifests) => {
        objects.push(...renderedObjects(file, manifests));
      });
      const file = environmentFile(each);
      const located = ({ path, reason, remedy }: Finding) => file.problem(path, reason, remedy);
      const { findings, warnings } = capacityOf(loaded, rendered.waiting.length === 0 ? objects : undefined);
      if (findings.length > 0) throw new ProblemsError(findings.map(located));
      return { loaded, rendered, warnings: warnings.map(located) };
    });
    for (const { loaded, rendered, warnings: ofCapacity } of checked) {
      const warnings = [...loaded.warnings, ...ofCapacity, ...loaded.reviewsDue(today)];
      for (const warning of warnings) console.log(`warning: ${formatProblem(warning)}`);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
