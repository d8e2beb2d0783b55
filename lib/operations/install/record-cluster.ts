import { z } from 'zod';
import { clusterDomain, type Environment } from '../../../model/environment';
import { factsFileSchema, type Facts } from '../../../model/facts';
import { ProblemsError, type PathStep, type Problem } from '../../../model/problem';
import { validate } from '../../../model/schema-problems';
import type { SourceFile } from '../../../model/source-file';
import { controlPlaneZones, plannedMachine } from './control-plane-machines';
import { machineConfigServerCa } from './ignition-pointer';

const { infraId: infraIdSchema, clusterId: clusterIdSchema } = factsFileSchema.shape.facts.shape;

/** The part of the installer's `metadata.json` that identifies the cluster. Source: openshift/installer:pkg/types. */
const metadataSchema = z
  .object({
    clusterName: z.string().describe('name of the cluster'),
    clusterID: clusterIdSchema.unwrap(),
    infraID: infraIdSchema.unwrap(),
    aws: z.object({
      region: z.string().describe('AWS region'),
      clusterDomain: z.string().optional().describe('domain of the cluster'),
    }),
  })
  .describe('metadata.json of openshift-install');

/** The files of an installation that identify its cluster. */
export interface InstallationFiles {
  /** `metadata.json`. */
  readonly metadata: SourceFile;
  /** `master.ign`. */
  readonly pointer: SourceFile;
}

/**
 * The facts of an environment with those of its cluster, and the control-plane machines as they will be made. Facts
 * that are recorded already do not change.
 *
 * @throws ProblemsError when the files are invalid or belong to another environment, or another cluster is recorded.
 */
export function recordCluster(
  environment: Environment,
  known: Partial<Facts>,
  { metadata, pointer }: InstallationFiles,
): Partial<Facts> {
  const checked = validate(metadataSchema, metadata);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const { clusterID: clusterId, infraID: infraId } = checked.value;
  const problems = foreignProblems(environment, checked.value, metadata);
  if (problems.length > 0) throw new ProblemsError(problems);
  const authority = machineConfigServerCa(environment, pointer);
  const recorded = { infraId, clusterId, machineConfigServerCa: authority };

  if (known.infraId !== undefined) {
    const others = otherClusterProblems(environment, known, recorded, { metadata, pointer });
    if (others.length > 0) throw new ProblemsError(others);
    if (
      known.clusterId !== undefined &&
      known.machineConfigServerCa !== undefined &&
      known.controlPlane !== undefined
    ) {
      return known;
    }
  }
  const machine = plannedMachine(environment, known);
  const zones = controlPlaneZones(environment);
  const controlPlane =
    known.controlPlane ?? Object.fromEntries(zones.map((zone) => [zone, { generation: 1, ...machine }]));
  return { ...known, ...recorded, controlPlane };
}

function foreignProblems(
  environment: Environment,
  { clusterName, infraID, aws }: z.output<typeof metadataSchema>,
  file: SourceFile,
): readonly Problem[] {
  const { name, region, cluster } = environment;
  const remedy = `take metadata.json from the folder that cluster prepare ${name} made`;
  const rows: readonly (readonly [PathStep[], string, string])[] = [
    [['clusterName'], clusterName, cluster.name],
    [['aws', 'region'], aws.region, region],
    [['aws', 'clusterDomain'], aws.clusterDomain ?? clusterDomain(environment), clusterDomain(environment)],
  ];
  return [
    ...rows.flatMap(([path, is, ought]) =>
      is === ought ? [] : [file.problem(path, `is ${is}, but that of ${name} is ${ought}`, remedy)],
    ),
    ...(infraID.startsWith(`${clusterName}-`)
      ? []
      : [file.problem(['infraID'], `${infraID} is not an infrastructure id of ${clusterName}`, remedy)]),
  ];
}

/** Problems if another cluster is recorded: its resources are named and tagged with its id, and would not be found with another. */
function otherClusterProblems(
  { name }: Environment,
  known: Partial<Facts>,
  recorded: Pick<Facts, 'infraId' | 'clusterId' | 'machineConfigServerCa'>,
  { metadata, pointer }: InstallationFiles,
): readonly Problem[] {
  const remedy = `remove the cluster first, and its facts, as docs/runbook.md#remove-a-cluster says; or record the files of ${known.infraId ?? ''}`;
  const isAnother = (fact: keyof typeof recorded) => known[fact] !== undefined && known[fact] !== recorded[fact];
  const problem = (file: SourceFile, path: readonly PathStep[], reason: string) => file.problem(path, reason, remedy);
  if (isAnother('infraId')) {
    const reason = `is ${recorded.infraId}, but ${known.infraId ?? ''} is recorded for ${name}`;
    return [problem(metadata, ['infraID'], reason)];
  }
  return [
    ...(isAnother('clusterId')
      ? [
          problem(
            metadata,
            ['clusterID'],
            `is ${recorded.clusterId}, but ${known.clusterId ?? ''} is recorded for ${name}`,
          ),
        ]
      : []),
    ...(isAnother('machineConfigServerCa')
      ? [problem(pointer, ['ignition', 'security', 'tls'], 'has another certificate authority than the recorded one')]
      : []),
  ];
}
