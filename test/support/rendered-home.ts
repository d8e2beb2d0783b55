import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledAlertSections } from '../../bin/alert-sections';
import { renderEnvironment } from '../../bin/render-environment';
import { readRendered } from '../../bin/rendered-files';
import { dashboardsOfKinds } from '../../cdk8s/dashboards-of-kinds';
import { kinds } from '../../cdk8s/services/kinds';
import type { Rendered } from '../../lib/rendered';
import type { RuleInputs } from '../../lib/verify/rules';
import type { FactName } from '../../model/facts';
import { loadEnvironment } from '../../model/load';
import { everyFact } from './complete-facts';
import { load, writeEnvironment, type EnvironmentFiles } from './environment-folder';

/** What an environment renders to, and what the rules compare it with. */
export interface RenderedHome {
  readonly rendered: Rendered;
  readonly known: RuleInputs;
}

/** Renders an environment with every fact that there is but for some, as `commons render` would. */
export async function renderedHome(files: EnvironmentFiles, unknown: readonly FactName[] = []): Promise<RenderedHome> {
  const { environment } = load(files);
  const home = mkdtempSync(join(tmpdir(), 'commons-home-'));
  const [sources, rendered] = [join(home, 'environments'), join(home, 'rendered')];
  try {
    writeEnvironment(sources, { ...files, 'facts.json': everyFact(environment, unknown) });
    const { stateful } = await renderEnvironment(loadEnvironment(sources, 'testing', kinds), kinds, rendered);
    return {
      rendered: readRendered(rendered),
      known: { alertSections: bundledAlertSections(), stateful, dashboards: await dashboardsOfKinds(kinds) },
    };
  } finally {
    rmSync(home, { recursive: true });
  }
}
