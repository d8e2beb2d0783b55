import { z } from 'zod';
import { clusterDomain, type Environment } from '../../../model/environment';
import { factsFileSchema } from '../../../model/facts';
import { ProblemsError } from '../../../model/problem';
import { validate } from '../../../model/schema-problems';
import type { SourceFile } from '../../../model/source-file';
import { parseCertificates } from './certificates';
import { decodeDataUrl } from './data-url';

const source = z.object({ source: z.string().describe('a URL') });

/** Form of `master.ign`: the address from which a machine gets its configuration, and the authority that it trusts there. */
const pointerSchema = z
  .object({
    ignition: z
      .object({
        config: z.object({ merge: z.array(source).length(1) }).describe('source URL of the configuration'),
        security: z
          .object({
            tls: z
              .object({ certificateAuthorities: z.array(source).length(1) })
              .describe('trusted certificate authorities'),
          })
          .describe('trusted certificate authorities'),
      })
      .describe('the ignition section'),
  })
  .describe('an Ignition file of openshift-install');

/**
 * The certificate authority of the machine config server, from the `master.ign` of the environment's cluster.
 *
 * @returns the authority as a data URL, as in the file
 * @throws ProblemsError when the file is invalid, or belongs to another cluster.
 */
export function machineConfigServerCa(environment: Environment, file: SourceFile): string {
  const checked = validate(pointerSchema, file);
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  const { config, security } = checked.value.ignition;
  const [authority] = security.tls.certificateAuthorities;
  const expected = `https://api-int.${clusterDomain(environment)}:22623/config/master`;
  const [merged] = config.merge;
  const remedy = 'take metadata.json and master.ign from the folder of this environment’s installation';
  if (merged?.source !== expected) {
    const path = ['ignition', 'config', 'merge', 0, 'source'];
    throw new ProblemsError([file.problem(path, `is ${merged?.source ?? ''}, not ${expected}`, remedy)]);
  }
  const url = authority?.source ?? '';
  if (factsFileSchema.shape.facts.shape.machineConfigServerCa.safeParse(url).success && isOneCertificate(url))
    return url;
  const path = ['ignition', 'security', 'tls', 'certificateAuthorities', 0, 'source'];
  throw new ProblemsError([file.problem(path, 'is not a data URL with one certificate', remedy)]);
}

function isOneCertificate(url: string): boolean {
  try {
    return parseCertificates(decodeDataUrl(url) ?? '').length === 1;
  } catch {
    return false;
  }
}
