import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { createContext, namespacedManifests, type ManifestFiles } from './applications/application';
import { ingressProps } from './applications/ingress';
import { machineConfigurationFiles } from './applications/machine-configuration';
import { machinePoolProps, machineSetFiles } from './applications/machine-pools';
import type { KubernetesObject } from '../model/formats/kubernetes-object';
import { Ingress, ingressOperatorNamespace } from './platform/ingress';

/**
 * Manifests to add to those of `openshift-install`, by file name: MachineConfigs for the first start of machines, the MachineSets
 * of workers, and the IngressController. Argo CD brings the rest later: autoscalers, health checks, and the certificate of the
 * routers, without which they would not start.
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

/** Name of the file of one object: the bootstrap machine reads only one object from each file. */
const installerFileName = ({ kind, metadata }: KubernetesObject): string =>
  `99_commons-${kind.toLowerCase()}-${metadata.name}.yaml`;
