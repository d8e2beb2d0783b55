import { readdirSync, readFileSync } from 'node:fs';
import { join, parse as parsePath } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { serviceProcesses } from '../../cdk8s/services/web-application/placed-processes';
import { serviceTexts } from '../../cdk8s/services/web-application/service-texts';
import { webApplicationSchema } from '../../cdk8s/services/web-application/web-application-schema';
import { verify } from '../../lib/verify/verify';
import { secretNames } from '../../model/kinds/listed-secrets';
import { referencesIn } from '../../model/variable-text';
import { byName } from '../support/charts';
import { changed, report } from '../support/environment-folder';
import { recipeEnvironment, recipeFor, recipeIn, recipePage, recipePages } from '../support/recipes';
import { renderedHome } from '../support/rendered-home';
import { tenantObjects } from '../support/tenant-objects';

const lists = 'test/docs/applications';

const namesIn = (folder: string, ext: string): readonly string[] =>
  readdirSync(folder)
    .map((file) => parsePath(file))
    .filter((file) => file.ext === ext && file.name !== 'README')
    .map(({ name }) => name)
    .sort();

const applications = namesIn(recipePages, '.md');

/** What the makers of an application document: the variables that it reads, and where that stands. */
const documented = z.strictObject({
  source: z.url({ protocol: /^https$/ }),
  version: z.string().min(1),
  variables: z.array(z.string()).min(1),
});

const deploymentsSchema = z.array(
  z.object({
    metadata: z.object({ name: z.string() }),
    spec: z.object({
      template: z.object({ spec: z.object({ containers: z.array(z.object({ name: z.string() })) }) }),
    }),
  }),
);

const routeSchema = z.array(z.object({ spec: z.object({ path: z.string().optional() }) }));

const documentedFor = (name: string) =>
  documented.parse(JSON.parse(readFileSync(join(lists, `${name}.json`), 'utf8')) as unknown);

const recipeSchema = z.looseObject({ services: z.array(webApplicationSchema) });

const webApplicationsIn = (recipe: string) => recipeSchema.parse(parse(recipe)).services;

/** Names that a recipe gives to variables and that neither the documentation nor another text of the recipe has. */
function unknownVariables(recipe: string, known: readonly string[]): readonly string[] {
  return webApplicationsIn(recipe).flatMap((service) => {
    const { settings, secrets } = service;
    const all = [settings, ...serviceProcesses(service).map((process) => process.settings)];
    const used = new Set(serviceTexts(service).flatMap(referencesIn));
    const given = [...all.flatMap(Object.keys), ...secretNames(secrets).map((secret) => secret.name)];
    return given.filter((name) => !known.includes(name) && !used.has(name));
  });
}

test('each application has a page, a line in the index and a list of variables', () => {
  expect(applications).not.toEqual([]);
  expect(namesIn(lists, '.json')).toEqual(applications);
  const index = recipePage('README');
  expect([...index.matchAll(/\]\(([a-z-]+)\.md\)/g)].map(([, name = '']) => name).sort()).toEqual(applications);
});

describe.each(applications)('%s', (name) => {
  test('passes the checks', () => {
    expect(report({ ...recipeEnvironment, [`tenants/${name}.yaml`]: recipeFor(name) })).toEqual([]);
  });

  test('renders each of its processes', async () => {
    const recipe = recipeFor(name);
    const [{ workers, schedule } = { workers: [], schedule: [] }] = webApplicationsIn(recipe);
    const objects = await tenantObjects(recipe, recipeEnvironment);
    const deployments = deploymentsSchema.parse(Object.values(byName(objects, 'Deployment')));
    const containers = deployments.flatMap(({ metadata, spec }) =>
      spec.template.spec.containers.map((container) => `${metadata.name}/${container.name}`),
    );
    const processes = workers.map((worker) => {
      const process = `web-worker-${worker.name}`;
      return `${worker.pod === 'web' ? 'web' : process}/${process}`;
    });
    expect(containers).toEqual(expect.arrayContaining(['web/web', ...processes]));
    const paths = routeSchema.parse(Object.values(byName(objects, 'Route'))).flatMap(({ spec }) => spec.path ?? []);
    expect(paths).toEqual(expect.arrayContaining(workers.flatMap((worker) => worker.paths)));
    expect(Object.keys(byName(objects, 'CronJob'))).toEqual(
      expect.arrayContaining(schedule.map((job) => `web-job-${job.name}`)),
    );
  });

  test('sets variables that its makers document', () => {
    const { variables } = documentedFor(name);
    expect(unknownVariables(recipeFor(name), variables)).toEqual([]);
  });

  test('names the makers’ documentation', () => {
    expect(recipePage(name)).toContain(documentedFor(name).source);
  });
});

test('every rule holds for a home with all of them', async () => {
  const files = Object.fromEntries(applications.map((name) => [`tenants/${name}.yaml`, recipeFor(name)]));
  const { rendered, known } = await renderedHome({ ...recipeEnvironment, ...files });
  expect(rendered.waiting).toEqual([]);
  expect(verify(rendered, known)).toEqual([]);
}, 60_000);

test('a misspelt variable would be found, of a setting, a secret and a worker', () => {
  const recipe = `purpose: A site for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: public
hosts: [site.commons.example]
services:
  - kind: web-application
    image: quay.io/commons-example/site:stable
    settings: { TITLE: Site, HELPER: a, BASE: $(HELPER)/b }
    secrets: [TOKEN, { generated: SALT }, { keyPair: vapid, private: PUSH_KEY, public: PUSH_SHOWN }]
    workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' }, settings: { QUEUE: all } }]
`;
  const known = ['TITLE', 'BASE', 'TOKEN', 'SALT', 'PUSH_KEY', 'PUSH_SHOWN', 'QUEUE'];
  expect(unknownVariables(recipe, known)).toEqual([]);
  for (const [right, wrong] of [
    ['TITLE', 'TITEL'],
    ['TOKEN', 'TOKNE'],
    ['SALT', 'SATL'],
    ['PUSH_KEY', 'PUSH_KYE'],
    ['PUSH_SHOWN', 'PUSH_SHOW'],
    ['QUEUE', 'QUEU'],
  ] as const) {
    expect(unknownVariables(changed(recipe, right, wrong), known)).toEqual([wrong]);
  }
});

test('a page without a recipe, or with two, would be found', () => {
  expect(() => recipeIn('# Nothing\n')).toThrow('has 0 YAML blocks');
  expect(() => recipeIn('```yaml\na: 1\n```\n```yaml\nb: 1\n```\n')).toThrow('has 2 YAML blocks');
});
