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

/** What the installation files are made from. */
export interface InstallationProps extends InstallConfigProps {
  readonly environment: Environment;
  readonly facts: Partial<Facts> & Pick<Facts, (typeof preparationFacts)[number]>;
  /** Private key that signs ServiceAccount tokens, as PEM. */
  readonly signingKey: string;
  readonly installer: Installer;
}

const signingKeyFile = 'tls/bound-service-account-signing-key.key';

/**
 * Empties the folder and has the installer make the files of a cluster on infrastructure that CloudFormation makes.
 *
 * @returns the infrastructure id that the installer generated
 * @throws ProblemsError when the installer writes other files than expected.
 * @throws AwsCallError when it fails.
 */
export async function makeInstallation(folder: InstallationFolder, props: InstallationProps): Promise<string> {
  const { environment, facts, installer, signingKey, sshKey } = props;
  folder.begin();
  folder.write('install-config.yaml', installConfig(environment, props));
  // The installer deletes install-config.yaml, so a copy without the pull secret is kept to look up.
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
