import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../../model/environment';
import { hasFacts, type Facts } from '../../model/facts';
import { ProblemsError, type Problem } from '../../model/problem';
import { parseBootstrapIgnition, checkAge } from '../../lib/operations/install/bootstrap-ignition';
import { fileProblem } from '../../model/file-problem';
import { installerProblems } from '../../lib/operations/install/installer-version';
import { preparationFacts, preparationProblems } from '../../lib/operations/install/preparation';
import { parsePullSecret } from '../../lib/operations/install/pull-secret';
import { checkSigningKey } from '../../lib/operations/install/signing-key';
import { parseSshKey, sshKeyProblems } from '../../lib/operations/install/ssh-key';
import { checkAccount } from '../aws/check-account';
import { SigningKeySecret } from '../aws/signing-key-secret';
import { environmentFile } from '../environment-file';
import { storedSigningKey } from '../install/stored-signing-key';
import { InstallationFolder } from '../install/installation-folder';
import { Installer } from '../install/installer';
import { makeInstallation } from '../install/make-installation';
import { loadedEnvironment } from '../loaded-environment';

export interface ClusterPrepareOptions {
  /** Folder outside any git repository; made when it does not exist. */
  readonly folder: string;
  /** File with the pull secret. */
  readonly pullSecret: string;
  /** File with the public SSH key. */
  readonly sshKey: string;
  /** The program `openshift-install`, by name or path. */
  readonly installer: string;
}

/**
 * Makes the installation files of a cluster, after all inputs are checked. If they exist already, it says so; if an
 * earlier run did not finish, it makes all files again.
 */
export async function clusterPrepare(name: string, options: ClusterPrepareOptions): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const folder = new InstallationFolder(options.folder, environment);
  const { finished } = folder;
  if (finished !== undefined && (facts.infraId ?? finished) === finished) {
    console.log(`${options.folder} has the installation files of ${finished} already`);
    sayNext(environment, facts, folder);
    return;
  }

  const installer = new Installer(options.installer);
  const version = await attempt(() => installer.version());
  const pullSecret = await attempt(() => parsePullSecret(options.pullSecret, readText(options.pullSecret)));
  const sshKey = await attempt(() => parseSshKey(options.sshKey, readText(options.sshKey)));
  const problems = [
    ...preparationProblems(environment, facts),
    ...phaseProblems(environment),
    ...[version, pullSecret, sshKey].flatMap((tried) => tried.problems),
    ...(sshKey.value === undefined ? [] : sshKeyProblems(environment, options.sshKey, sshKey.value)),
    ...(version.value === undefined ? [] : installerProblems(environment, options.installer, version.value)),
  ];
  if (
    problems.length > 0 ||
    pullSecret.value === undefined ||
    sshKey.value === undefined ||
    !hasFacts(facts, preparationFacts)
  ) {
    throw new ProblemsError(problems);
  }

  await checkAccount(environment);
  const signingKey = await storedSigningKey(new SigningKeySecret(environment));
  checkSigningKey(environment, facts, signingKey?.publicPart);
  if (signingKey === undefined) throw new Error('a key that is published is held');
  const infraId = await makeInstallation(folder, {
    environment,
    facts,
    installer,
    signingKey: signingKey.pem,
    pullSecret: pullSecret.value,
    sshKey: sshKey.value,
  });
  console.log(`made the installation files of ${infraId} in ${options.folder}`);
  sayNext(environment, facts, folder);
}

interface Attempt<Result> {
  readonly value?: Result;
  readonly problems: readonly Problem[];
}

/** Catches ProblemsError, so that all inputs are read and all their problems are reported together. */
async function attempt<Result>(read: () => Result | Promise<Result>): Promise<Attempt<Result>> {
  try {
    return { value: await read(), problems: [] };
  } catch (error) {
    if (error instanceof ProblemsError) return { problems: error.problems };
    throw error;
  }
}

function readText(file: string): string {
  if (existsSync(resolve(file)) && statSync(resolve(file)).isFile()) return readFileSync(resolve(file), 'utf8');
  throw new ProblemsError([fileProblem(file, 'does not exist, or is not a file', 'name a file')]);
}

function phaseProblems({ name, cluster }: Environment): readonly Problem[] {
  if (cluster.phase === 'bootstrapping') return [];
  const remedy = 'write bootstrapping: there would be no machine that starts the control plane';
  return [environmentFile(name).problem(['cluster', 'phase'], 'is running, but there is no cluster yet', remedy)];
}

/**
 * Prints the next command.
 *
 * @throws ProblemsError when the files are too old for it.
 */
function sayNext({ name, cluster }: Environment, { infraId }: Partial<Facts>, folder: InstallationFolder): void {
  if (infraId !== undefined && cluster.phase === 'running') {
    console.log('its cluster runs: destroy the folder, as docs/runbook.md#install-openshift says');
    return;
  }
  const { file, text } = folder.read('bootstrap.ign');
  const ignition = parseBootstrapIgnition(file, text);
  checkAge(file, ignition, Date.now());
  console.log(`its certificates end at ${new Date(ignition.endsFirst.validUntil).toISOString()}`);
  const next =
    infraId === undefined
      ? `record ${name} ${folder.read('metadata.json').file}`
      : `ignition ${name} --folder ${dirname(file)}`;
  console.log(`next: npm run commons -- cluster ${next}`);
}
