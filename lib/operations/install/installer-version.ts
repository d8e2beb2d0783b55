import type { Environment } from '../../../model/environment';
import type { Problem } from '../../../model/problem';
import { controlPlanePool } from './control-plane-pool';
import { fileProblem } from '../../../model/file-problem';

/** Names of architectures on the mirror of OpenShift's clients. */
const mirrorFolders: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64', multi: 'multi' };

/**
 * Problems with an installer that does not fit the environment.
 *
 * @param installer path or name of the program, as the person wrote it
 * @param output what it prints for `version`: name and version in the first line, the architecture of the release in a
 *   later one. Source: openshift/installer:cmd/openshift-install/version.go.
 */
export function installerProblems(environment: Environment, installer: string, output: string): readonly Problem[] {
  const { release, payload } = environment.cluster;
  const version = / v?(\d+\.\d+\.\d+\S*)$/.exec(output.split('\n')[0] ?? '')?.[1] ?? 'an unknown version';
  const architecture = /^release architecture (\S+)$/m.exec(output)?.[1] ?? 'unknown';
  const wanted = payload === 'multi' ? 'multi' : controlPlanePool(environment).architecture;
  const remedy = `take it from mirror.openshift.com/pub/openshift-v4/${mirrorFolders[wanted] ?? wanted}/clients/ocp/latest-${release}/`;
  const problem = (reason: string): Problem => fileProblem(installer, reason, remedy);
  return [
    ...(version.startsWith(`${release}.`)
      ? []
      : [problem(`is of ${version}, but the cluster is to run OpenShift ${release}`)]),
    ...(architecture === wanted
      ? []
      : [problem(`has the ${architecture} payload, but with cluster.payload: ${payload} it has to be ${wanted}`)]),
  ];
}
