import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changed, minimalEnvironment, type EnvironmentFiles } from './environment-folder';
import { minimalPools } from './pools';

/** Where each application has its page. */
export const recipePages = 'docs/applications';

const domain = '  baseDomain: openshift.commons.example\n';

/** The minimal environment with machines of both architectures, because not all images are built for both, with ports and a relay of mail. */
export const recipeEnvironment: EnvironmentFiles = {
  'environment.yaml': changed(
    `${minimalEnvironment}mail: { host: mail.commons.example }\n`,
    domain,
    `${domain}  pools:\n${minimalPools}    - { name: others, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }\n`,
  ).replace('edge:\n', 'edge:\n  ports: { pool: others }\n'),
};

/** The text of the page of an application. */
export const recipePage = (name: string): string => readFileSync(join(recipePages, `${name}.md`), 'utf8');

/**
 * The only YAML block of a page: the file of the tenant.
 *
 * @throws Error when it has none, or several.
 */
export function recipeIn(page: string): string {
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const [recipe, ...others] = blocks;
  if (recipe === undefined || others.length > 0) throw new Error(`has ${blocks.length} YAML blocks instead of one`);
  return recipe;
}

/** The tenant's file of an application, by its page. */
export const recipeFor = (name: string): string => recipeIn(recipePage(name));

/** The commands that a page has people run in the pod, as one script. */
export const commandsIn = (page: string): string =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block).join('');
