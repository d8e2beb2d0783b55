import { pinnedOperators } from '../../model/operator-versions';
import { throwProblems } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';
import { offeredVersion, packageManifests } from '../../lib/operations/offered-versions';
import { loadedEnvironment } from '../loaded-environment';
import { oc } from '../install/oc';
import { table } from '../table';
import { writeFacts } from '../write-facts';

export interface PinOperatorsOptions {
  /** Packages to move; all that the environment needs if empty. */
  readonly only: readonly string[];
}

/**
 * Asks the catalogues of the cluster that `oc` is logged in to for the versions that an environment's operators can have, and pins
 * them. Nothing is installed by it: what is pinned is approved once it is delivered.
 *
 * @throws ProblemsError when a package is not needed.
 */
export async function pinOperators(name: string, { only }: PinOperatorsOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const all = pinnedOperators(environment, facts);
  const packages = all.map(({ operator }) => operator.package);
  throwProblems(
    only
      .filter((each) => !packages.includes(each))
      .map((each) =>
        fileProblem(`--only ${each}`, 'is no operator of this environment', `one of ${packages.join(', ')}`),
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
  console.log(table(['operator', 'before', 'now', 'what is to be known'], rows));
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
