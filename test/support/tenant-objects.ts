import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { applicationsOf } from './applications';
import { deployedFacts } from './deployed-facts';
import { load, type EnvironmentFiles } from './environment-folder';

/**
 * The objects in the namespace of the tenant `site` whose file has this text, in a minimal environment that is deployed, with `files`
 * beside or instead of its own.
 */
export async function tenantObjects(text: string, files: EnvironmentFiles = {}): Promise<readonly KubernetesObject[]> {
  const { environment, facts } = load({ 'facts.json': deployedFacts('testing'), ...files, 'tenants/site.yaml': text });
  const application = (await applicationsOf(environment, facts)).find(({ name }) => name === 'site');
  if (application === undefined || application.waitsFor.length > 0) throw new Error('the tenant is not rendered');
  return Object.values(application.files).flat();
}
