import { manifestYaml } from '../../cdk8s/base/manifests/manifest-yaml';
import { installationManifests } from '../../cdk8s/installation';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { parseBootstrapIgnition, checkEdits } from '../../lib/operations/install/bootstrap-ignition';
import { installConfig, type InstallConfigProps } from '../../lib/operations/install/install-config';
import { parseInfraId, manifestEdits, type AddedManifest } from '../../lib/operations/install/manifest-edits';
import type { preparationFacts } from '../../lib/operations/install/preparation';
import type { InstallationFolder } from './installation-folder';
import type { Installer } from './installer';

/** What an installation is made of. */
export interface InstallationProps extends InstallConfigProps {
  readonly environment: Environment;
  readonly facts: Partial<Facts> & Pick<Facts, (typeof preparationFacts)[number]>;
  /** Private key of service-account tokens, as PEM. */
  readonly signingKey: string;
  readonly installer: Installer;
}

const signingKeyFile = 'tls/bound-service-account-signing-key.key';

/**
 * Has the installer make the files of a cluster whose infrastructure is ours, from the beginning.
 *
 * @returns the infrastructure id that it made up
 * @throws ProblemsError when the installer does not do what it is known to do.
 * @throws CallFailed when it fails.
 */
export async function makeInstallation(folder: InstallationFolder, props: InstallationProps): Promise<string> {
  const { environment, facts, installer, signingKey, sshKey } = props;
  folder.begin();
  folder.write('install-config.yaml', installConfig(environment, props));
  // The installer consumes the file; who wants to know what was in it needs no pull secret.
  folder.write('install-config.backup.yaml', installConfig(environment, { sshKey, pullSecret: '(left out)' }));
  await installer.create('manifests', folder.path);

  const manifests = folder.manifests();
  const infraId = parseInfraId(manifests, environment);
  const own = ownManifests(environment, { ...facts, infraId });
  const { removed, written } = manifestEdits(manifests, { environment, facts, own });
  for (const path of removed) folder.remove(path);
  const added = { ...written, [signingKeyFile]: signingKey };
  for (const [path, text] of Object.entries(added)) folder.write(path, text);
  await installer.create('ignition-configs', folder.path);

  const { file, text } = folder.read('bootstrap.ign');
  checkEdits(file, parseBootstrapIgnition(file, text), removed, added);
  folder.finish(infraId);
  return infraId;
}

const ownManifests = (environment: Environment, facts: Partial<Facts>): readonly AddedManifest[] =>
  Object.values(installationManifests(environment, facts))
    .flat()
    .map(({ kind, metadata, ...rest }) => ({
      kind,
      metadata,
      yaml: manifestYaml(`environments/${environment.name}/environment.yaml`, [{ ...rest, kind, metadata }]),
    }));
