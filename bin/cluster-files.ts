import type { KubernetesObject } from '../model/formats/kubernetes-object';
import { manifestYaml } from '../cdk8s/base/manifests/manifest-yaml';
import { clusterApplications } from '../cdk8s/cluster';
import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import type { FactName } from '../model/facts';
import { ImagePins } from '../model/image-pins';
import type { LoadedEnvironment } from '../model/load';
import { ProblemsError, type Problem } from '../model/problem';
import { OutputFolder } from './output-folder';
import { yieldToSignals } from './temporary-folders';

/** An output that could not be rendered yet. */
export interface WaitingOutput {
  /** Path of the output, below the environment's folder. */
  readonly output: string;
  readonly waitsFor: readonly FactName[];
}

export interface ClusterFiles {
  readonly applications: number;
  readonly objects: number;
  readonly waiting: readonly WaitingOutput[];
  /** Images that must have a digest and have none yet. */
  readonly unpinned: readonly string[];
}

/** Called with the manifests of each file when it is written. */
export type ManifestListener = (file: string, manifests: readonly KubernetesObject[]) => void;

/**
 * Writes the manifests of all applications below `folder`, one application after the other, so that only one is in
 * memory even with five thousand tenants.
 *
 * @throws ProblemsError with the problems of all applications.
 */
export async function writeClusterFiles(
  { environment, facts, inTenants }: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
  folder: string,
  seen: ManifestListener = () => undefined,
): Promise<ClusterFiles> {
  const problems: Problem[] = [];
  const waiting: WaitingOutput[] = [];
  const images = new ImagePins(environment.images);
  const output = new OutputFolder(folder);
  let applications = 0;
  let objects = 0;
  for await (const application of clusterApplications(environment, facts, kinds, images)) {
    const { name, source, files, waitsFor, findings } = application;
    await yieldToSignals();
    problems.push(...inTenants(findings));
    if (waitsFor.length > 0) waiting.push({ output: `cluster/${name}`, waitsFor });
    else applications += 1;
    for (const [file, manifests] of Object.entries(files)) {
      output.write(file, manifestYaml(source, manifests));
      objects += manifests.length;
      seen(file, manifests);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return { applications, objects, waiting, unpinned: images.unpinned };
}
