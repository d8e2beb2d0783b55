import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { createContext, namespacedManifests, type ManifestFiles } from './applications/application';
import { ingressProps } from './applications/ingress';
import { machineConfigurationFiles } from './applications/machine-configuration';
import { machinePoolProps, machineSetFiles } from './applications/machine-pools';
import type { Manifest } from './base/manifests/manifest';
import { Ingress, ingressOperatorNamespace } from './platform/ingress';

/**
 * What the cluster needs among the installer's own manifests so that it comes up as it is to be, by file name: machines
 * configured before they start, workers that join unattended, and routers where they belong. The rest follows with
 * Argo CD: autoscalers and health checks, and the routers' certificate, without which they would not start.
 *
 * @throws Error when a fact is missing.
 */
export function installationManifests(environment: Environment, facts: Partial<Facts>): ManifestFiles {
  const context = createContext(environment);
  const pools = machinePoolProps(context, facts);
  const routers = ingressProps(context, facts);
  if ('waitsFor' in pools || 'waitsFor' in routers) {
    const missing = [pools, routers].flatMap((each) => ('waitsFor' in each ? each.waitsFor : []));
    throw new Error(`the installation of ${environment.name} needs the facts ${missing.join(', ')}`);
  }

  const controller = namespacedManifests(context, ingressOperatorNamespace, (chart) => {
    new Ingress(chart, 'ingress', routers);
  });
  const manifests = [machineConfigurationFiles(context), machineSetFiles(context, pools), { controller }].flatMap(
    (files) => Object.values(files).flat(),
  );
  return Object.fromEntries(manifests.map((manifest) => [installerFileName(manifest), [manifest]]));
}

/** One object for each file: what applies them on the bootstrap machine reads no more. */
const installerFileName = ({ kind, metadata }: Manifest): string =>
  `99_commons-${kind.toLowerCase()}-${metadata.name}.yaml`;
