import { pinnedOperators } from '../../model/operator-versions';
import { throwProblems } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';
import { offeredVersion, packageManifests } from '../../lib/operations/offered-versions';
import { loadedEnvironment } from '../loaded-environment';
import { oc } from '../install/oc';
import { table } from '../table';
import { writeFacts } from '../write-facts';

export interface PinOperatorsOptions {
  /** Packages to pin; if empty, all that the environment needs. */
  readonly only: readonly string[];
}

/**
 * Looks up the offered versions of an environment's operators in the OLM catalogues of the cluster that `oc` is logged
 * in to, and pins them. It installs nothing: the cluster approves the pinned versions after they are committed and
 * applied.
 *
 * @throws ProblemsError when the environment does not need one of the packages.
 */
export async function pinOperators(name: string, { only }: PinOperatorsOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const all = pinnedOperators(environment, facts);
  const packages = all.map(({ operator }) => operator.package);
  throwProblems(
    only
      .filter((each) => !packages.includes(each))
      .map((each) =>
        fileProblem(`--only ${each}`, 'is not an operator of this environment', `one of ${packages.join(', ')}`),
      ),
  );
  const manifests = packageManifests(
    await oc('get', 'packagemanifests', '--namespace=openshift-marketplace', '--output=json'),
  );
  const asked = all
    .filter(({ operator }) => only.length === 0 || only.includes(operator.package))
    .map((each) => ({ ...each, offer: offeredVersion(each.operator, environment.cluster.release, manifests) }));

  const rows = asked.map(({ operator, version = 'none', offer }) => {
    if ('because' in offer) return [operator.package, version, 'as before', offer.because];
    const moves = version !== 'none' && version !== offer.version;
    return [operator.package, version, offer.version, moves ? (operator.newVersion ?? '') : ''];
  });
  console.log(table(['operator', 'before', 'now', 'side effects'], rows));
  const moved = asked.flatMap(({ operator, offer }) =>
    'version' in offer ? [[operator.package, offer.version] as const] : [],
  );
  const versions = Object.fromEntries(
    Object.entries({ ...facts.operatorVersions, ...Object.fromEntries(moved) }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  if (asked.some(({ offer }) => 'because' in offer)) process.exitCode = 1;
  if (JSON.stringify(versions) === JSON.stringify(facts.operatorVersions ?? {})) {
    console.log('nothing changes');
    return;
  }
  const change = {
    before: facts,
    after: { ...facts, operatorVersions: versions },
    mayReplace: ['operatorVersions'] as const,
  };
  console.log(`\nrecorded in ${writeFacts(environment, change)}`);
  console.log('next: npm start, review the change of rendered/, commit it together with facts.json, and deliver it');
}
