import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChartedService } from '../../cdk8s/services/service-kind';
import { openShiftReleases } from '../../model/data/openshift-releases';
import type { Finding } from '../../model/finding';
import { environmentNames, homeWarnings, placedEnvironments, type LoadedEnvironment } from '../../model/load';
import { collectOrThrowAsync, throwProblems, type Problem } from '../../model/problem';
import { namedEnvironments } from '../../model/named-environments';
import { sharedAccounts } from '../../model/rules/shared-accounts';
import { sharedNames } from '../../model/rules/shared-names';
import type { RenderedObject } from '../../lib/rendered';
import { issuanceWarnings } from '../../lib/operations/issuance-warnings';
import { roleWarnings } from '../../lib/platform/role-warnings';
import { uncheckedNotices } from '../../lib/operations/preflight/unchecked-notices';
import { objectSizesRule } from '../../lib/verify/object-sizes';
import { architectureFindings } from '../../lib/operations/images/lacking-architectures';
import { allObjects, renderedObjects } from '../all-objects';
import { computeCapacity } from '../compute-capacity';
import { environmentFile, imagesFile } from '../environment-file';
import { environmentImages } from '../environment-images';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
import { stalePipelines } from '../pipeline-files';
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
import { removeTemporaryFolder, temporaryFolder } from '../temporary-folders';
import { withJunit } from '../with-junit';

/**
 * Checks one environment, or all: renders it into a temporary folder, computes whether its pods fit onto its machines, and prints
 * warnings.
 *
 * @throws ProblemsError with all problems, and with everything that rendering would remove from the home.
 */
export async function checkEnvironment(
  name: string | undefined,
  today: string,
  { junit }: CheckEnvironmentOptions,
): Promise<void> {
  const suite = 'environment check';
  await withJunit(junit, suite, async () => {
    const checked = await checkedEnvironments(name, today);
    return [{ name: suite, cases: checked.map((each) => ({ name: each, failures: [] })) }];
  });
}

export interface CheckEnvironmentOptions {
  /**
   * File for a JUnit report.
   * @default none is written
   */
  readonly junit?: string;
}

/** Returns the names of the environments, of which none has a problem. */
async function checkedEnvironments(name: string | undefined, today: string): Promise<readonly string[]> {
  const names = name === undefined ? environmentNames(home.environments) : [name];
  const gone = name === undefined ? removedEnvironments(home.rendered, names) : [];
  const placed = placedEnvironments(home.environments);
  const named = namedEnvironments(home.environments);
  const scratch = temporaryFolder(join(tmpdir(), 'commons-check-'));
  try {
    const check = async (each: string) => {
      const loaded = loadedEnvironment(each);
      throwProblems(loaded.keysDue(today).problems);
      throwProblems(tenantRemovalProblems(removedTenants(home.rendered, loaded.environment), []));
      const written: RenderedObject[] = [];
      const scratchFolder = mkdtempSync(join(scratch, 'environment-'));
      const rendered = await renderEnvironment(loaded, homeKinds(), scratchFolder, (file, manifests) => {
        written.push(...renderedObjects(file, manifests));
      });
      throwProblems([
        ...factRemovalProblems(removedFacts(home.rendered, rendered), []),
        ...statefulRemovalProblems(removedStateful(loaded, rendered, []), []),
      ]);
      const file = environmentFile(each);
      const located = ({ path, reason, remedy }: Finding) => file.problem(path, reason, remedy);
      const objects = rendered.waiting.length === 0 ? written : await allObjects(loaded, homeKinds());
      const capacity = await computeCapacity(loaded, homeKinds(), objects);
      const shared = sharedAccounts(loaded.environment, placed);
      const names = sharedNames(each, named);
      const sizes = objectSizesRule.findings({
        objects,
        resources: [],
        stacks: [],
        waiting: [],
        unpinned: [],
        files: [],
      });
      throwProblems([
        ...[...capacity.findings, ...shared.findings, ...names.environment].map(located),
        ...loaded.inTenants(names.tenants),
        ...sizes.map(({ place, reason, remedy }) => file.problem([], `${place}: ${reason}`, remedy)),
        ...(await imageProblems(loaded)),
      ]);
      const warnings = [
        ...capacity.warnings,
        ...shared.warnings,
        ...roleWarnings(rendered.roles),
        ...issuanceWarnings(objects, loaded.environment),
      ];
      return { loaded, rendered, warnings: warnings.map(located) };
    };
    const checked = await collectOrThrowAsync(names, check, environmentRemovalProblems(gone, []));
    if (name === undefined) throwProblems(stalePipelines(checked.map(({ loaded }) => loaded.environment)));
    for (const warning of name === undefined ? homeWarnings(home.environments) : []) {
      console.log(`warning: ${home.describe(warning)}`);
    }
    for (const { loaded, rendered, warnings: ofAll } of checked) {
      const due = [...loaded.keysDue(today).warnings, ...loaded.reviewsDue(today), ...loaded.denialsDue(today)];
      const warnings = [...loaded.warnings, ...ofAll, ...due];
      for (const warning of warnings) console.log(`warning: ${home.describe(warning)}`);
      for (const notice of toNotices(loaded, rendered)) console.log(notice);
      const { tenants } = loaded.environment;
      console.log(`${rendered.name}: no problems, ${warnings.length} warnings, ${tenants.length} tenants`);
    }
    for (const line of uncheckedNotices) console.log(line);
    return checked.map(({ rendered }) => rendered.name);
  } finally {
    removeTemporaryFolder(scratch);
  }
}

/** Problems with pinned images that are not built for the architecture of a machine that may start them. */
async function imageProblems(loaded: LoadedEnvironment<ChartedService>): Promise<readonly Problem[]> {
  const { name, images } = loaded.environment;
  if (Object.keys(images).length === 0) return [];
  const file = imagesFile(name);
  const wanted = await environmentImages(loaded, homeKinds());
  return architectureFindings(images, wanted).map(({ path, reason, remedy }) =>
    file.problem(path, reason, remedy, 'key'),
  );
}

/** Notices that are not warnings, because every first environment has them: images without digests or signature checks. */
function toNotices({ environment }: LoadedEnvironment, { name, unpinned }: RenderedEnvironment): readonly string[] {
  const { release, signatures } = environment.cluster;
  return [
    ...(unpinned.length === 0
      ? []
      : [
          `notice: ${name} runs ${unpinned.length} images by a tag that somebody may move, such as ${unpinned.slice(0, 2).join(' and ')}\n    pin them: npm run commons -- images pin ${name}`,
        ]),
    ...(signatures.length > 0 || !openShiftReleases[release].imagePolicies
      ? []
      : [
          `notice: ${name} starts images of the community without checking a signature\n    name the key and the repositories in cluster.signatures: docs/images.md`,
        ]),
  ];
}
