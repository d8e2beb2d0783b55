import { z } from 'zod';
import type { Facts } from '../../../model/facts';
import { ProblemsError } from '../../../model/problem';
import { parseCertificates, type Certificate } from './certificates';
import { decodeDataUrl } from './data-url';
import { fileProblem } from '../../../model/file-problem';
import { parseJson } from '../../parse-json';

/** Parsed parts of the ignition file of a bootstrap machine. */
export interface BootstrapIgnition {
  readonly infraId: string;
  /** Text of the files below `/opt/openshift`, by path relative to it. */
  readonly files: ReadonlyMap<string, string>;
  /** Certificate authority of the machine config server, as PEM without line breaks. */
  readonly rootCa: string;
  /** The certificate that ends first. */
  readonly endsFirst: Certificate;
  /** The certificate that begins last. */
  readonly beginsLast: Certificate;
}

const ignitionSchema = z.object({
  ignition: z.object({ version: z.string().regex(/^3\.\d+\.\d+$/) }),
  storage: z.object({
    files: z.array(
      z.object({ path: z.string(), contents: z.object({ source: z.string().default('') }).default({ source: '' }) }),
    ),
  }),
});

/** Folder in which the files are. Source: openshift/installer:pkg/asset/ignition/bootstrap/common.go. */
const folder = '/opt/openshift/';
const rootCaFile = 'tls/root-ca.crt';
const infrastructureFile = 'manifests/cluster-infrastructure-02-config.yml';

/**
 * Hours for which all certificates must still be valid. The first ones are valid for 24 hours, and are renewed after
 * 16.
 */
const hoursLeft = 12;

const again = (file: string): string =>
  `begin again in a new folder: npm run commons -- cluster prepare; ${file} is then to be destroyed`;

/**
 * Reads the `bootstrap.ign` of an installer.
 *
 * @throws ProblemsError when it is invalid or incomplete. The message never quotes the file, because it holds all keys of the
 * cluster.
 */
export function parseBootstrapIgnition(file: string, text: string): BootstrapIgnition {
  const refused = (reason: string) => new ProblemsError([fileProblem(file, reason, again(file))]);
  const { success, data } = ignitionSchema.safeParse(parseJson(text));
  if (!success) throw refused('is not an Ignition file of version 3, or not whole');
  const files = new Map(
    data.storage.files
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, contents }) => [path.slice(folder.length), decodeDataUrl(contents.source) ?? '']),
  );
  const [rootCa] = parseCertificates(files.get(rootCaFile) ?? '');
  if (rootCa === undefined) throw refused(`has no certificate in ${rootCaFile}`);
  const infraId = /^ *infrastructureName: *(\S+) *$/m.exec(files.get(infrastructureFile) ?? '')?.[1];
  if (infraId === undefined) throw refused(`has no infrastructure id in ${infrastructureFile}`);
  const certificates = [...files.values()].flatMap(parseCertificates);
  return {
    infraId,
    files,
    rootCa: rootCa.body,
    endsFirst: certificates.reduce((first, each) => (each.validUntil < first.validUntil ? each : first)),
    beginsLast: certificates.reduce((last, each) => (each.validFrom > last.validFrom ? each : last)),
  };
}

/**
 * Checks that a cluster that starts from the file now comes up before its certificates expire.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemsError when it is too old, or the clock is wrong.
 */
export function checkAge(file: string, { endsFirst, beginsLast }: BootstrapIgnition, now: number): void {
  if (beginsLast.validFrom > now) {
    const reason = `is only valid from ${at(beginsLast.validFrom)} on, which lies ahead`;
    throw new ProblemsError([fileProblem(file, reason, 'set the clock of this computer')]);
  }
  const left = (endsFirst.validUntil - now) / 3_600_000;
  if (left >= hoursLeft) return;
  const reason =
    left < 0
      ? `is older than its certificates: they ended at ${at(endsFirst.validUntil)}`
      : `has certificates that end in ${Math.floor(left)} hours, which is too soon for a cluster to come up: ${hoursLeft} are needed`;
  throw new ProblemsError([fileProblem(file, reason, again(file))]);
}

/**
 * Checks that the file belongs to the recorded cluster.
 *
 * @throws ProblemsError when it belongs to another cluster.
 */
export function checkCluster(
  file: string,
  { infraId, rootCa }: BootstrapIgnition,
  facts: Pick<Facts, 'infraId' | 'machineConfigServerCa'>,
): void {
  const remedy = 'name the folder whose metadata.json was recorded';
  const [recordedCa] = parseCertificates(decodeDataUrl(facts.machineConfigServerCa) ?? '');
  const reason =
    infraId !== facts.infraId
      ? `is of the cluster ${infraId}, but ${facts.infraId} is recorded`
      : `is of another installation: its certificate authority is not the recorded one`;
  if (infraId !== facts.infraId || rootCa !== recordedCa?.body)
    throw new ProblemsError([fileProblem(file, reason, remedy)]);
}

/**
 * Checks that the file contains the edits of the manifests, in case a new installer reads manifests differently.
 *
 * @param removed files that must not be in it
 * @param written files that must be in it, with this text
 * @throws ProblemsError with every file that differs.
 */
export function checkEdits(
  file: string,
  { files }: BootstrapIgnition,
  removed: readonly string[],
  written: Readonly<Record<string, string>>,
): void {
  const remedy = 'use another installer of the release; what this one made is not to be installed';
  const problems = [
    ...removed.filter((path) => files.has(path)).map((path) => `still has ${path}`),
    ...Object.entries(written)
      .filter(([path, text]) => files.get(path) !== text)
      .map(([path]) => (files.has(path) ? `has another ${path} than was written` : `lacks ${path}`)),
  ].map((reason) => fileProblem(file, reason, remedy));
  if (problems.length > 0) throw new ProblemsError(problems);
}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
