import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { declaredRealm, type DeclaredRealm } from '../../../model/realm/declared-realm';
import { applicationsOf } from '../../support/applications';
import { deployedFacts } from '../../support/deployed-facts';
import { load } from '../../support/environment-folder';
import { recipeEnvironment, recipeFor } from '../../support/recipes';

/** What is rendered for some recipes in one environment, each for a tenant of the name of its page. */
export interface RenderedRecipes {
  readonly objects: Readonly<Record<string, readonly KubernetesObject[]>>;
  /** Their clients in the single sign-on, and where these have their secrets. */
  readonly realm: DeclaredRealm;
}

/** @throws Error when one of them is not rendered. */
export async function renderedRecipes(names: readonly string[]): Promise<RenderedRecipes> {
  const { environment, facts } = load({
    'facts.json': deployedFacts('testing'),
    ...recipeEnvironment,
    ...Object.fromEntries(names.map((name) => [`tenants/${name}.yaml`, recipeFor(name)])),
  });
  const applications = await applicationsOf(environment, facts);
  const objects = names.map((name) => {
    const application = applications.find((each) => each.name === name);
    if (application === undefined || application.waitsFor.length > 0) throw new Error(`${name} is not rendered`);
    return [name, Object.values(application.files).flat()] as const;
  });
  const directory = { none: 'The tests have one of their own' };
  return {
    objects: Object.fromEntries(objects),
    realm: declaredRealm(environment, { administrators: '/infrastructure', directory }),
  };
}
