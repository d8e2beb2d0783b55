import { z } from 'zod';
import type { Environment } from '../../model/environment';
import { ProblemsError } from '../../model/problem';
import { validate } from '../../model/schema-problems';
import type { SourceFile } from '../../model/source-file';
import { machineArchitectures } from './machine-architectures';
import type { WantedMachineImage } from './machine-images';

const regionsSchema = z
  .record(z.string(), z.object({ image: z.string().describe('id of the machine image') }))
  .describe('machine images by region');

const architectureSchema = z
  .object({
    images: z
      .object({ aws: z.object({ regions: regionsSchema }).describe('images for AWS') })
      .describe('images by cloud'),
  })
  .describe('builds for the architecture');

/** The part of CoreOS stream metadata that is about AWS. Source: coreos/stream-metadata-go, stream/stream.go. */
const streamSchema = z
  .object({
    stream: z.string().describe('name of the stream, like rhcos-4.20'),
    architectures: z
      .object({ x86_64: architectureSchema.optional(), aarch64: architectureSchema.optional() })
      .describe('builds by architecture'),
  })
  .describe('what openshift-install coreos print-stream-json prints');

const streamWords = { amd64: 'x86_64', arm64: 'aarch64' } as const;

/**
 * The boot images in the stream metadata of a release's installer, for the architectures of the environment's pools.
 *
 * @throws ProblemsError when the file is invalid, is of another release, or has no image for the region.
 */
export function streamMachineImages(environment: Environment, file: SourceFile): readonly WantedMachineImage[] {
  const { region, cluster } = environment;
  const checked = validate(streamSchema, file);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const { stream, architectures } = checked.value;
  const remedy = `make it with the openshift-install of ${cluster.release}: openshift-install coreos print-stream-json`;
  if (stream !== `rhcos-${cluster.release}`) {
    throw new ProblemsError([
      file.problem(['stream'], `is ${stream}, but the cluster is to run OpenShift ${cluster.release}`, remedy),
    ]);
  }

  const found = machineArchitectures(environment).map((architecture) => {
    const word = streamWords[architecture];
    const path = ['architectures', word, 'images', 'aws', 'regions', region, 'image'];
    const problem = (reason: string) => file.problem(path, reason, remedy);
    const imageId = architectures[word]?.images.aws.regions[region]?.image;
    return { architecture, imageId, problem };
  });
  const missing = found.filter(({ imageId }) => imageId === undefined);
  if (missing.length > 0) {
    throw new ProblemsError(
      missing.map(({ architecture, problem }) => problem(`has no ${architecture} image for ${region}`)),
    );
  }
  return found.flatMap(({ imageId, ...rest }) => (imageId === undefined ? [] : [{ ...rest, by: { imageId } }]));
}
