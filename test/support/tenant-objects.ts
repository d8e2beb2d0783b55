import type { KubernetesObject } from '../../model/formats/kubernetes-object';
import { applicationsOf } from './applications';
import { deployedFacts } from './deployed-facts';
import { load } from './environment-folder';

/** The objects in the namespace of the tenant `site` whose file has this text, in a minimal environment that is deployed. */
export async function tenantObjects(text: string): Promise<readonly KubernetesObject[]> {
  const { environment, facts } = load({ 'tenants/site.yaml': text, 'facts.json': deployedFacts('testing') });
  const application = (await applicationsOf(environment, facts)).find(({ name }) => name === 'site');
  if (application === undefined || application.waitsFor.length > 0) throw new Error('the tenant is not rendered');
  return Object.values(application.files).flat();
}
