import { join } from 'node:path';
import { alertSections } from '../../bin/alert-sections';
import { readRendered } from '../../bin/rendered-files';
import { listedIds } from '../../bin/stateful-lists';
import { newEnvironmentFile } from '../../lib/operations/home/new-environment';
import { newTenantFile } from '../../lib/operations/new-tenant';
import { servicesIn } from '../../lib/verify/rendered-services';
import { renderedRules } from '../../lib/verify/rules';
import { dashboardsOfKinds } from '../../lib/verify/service-dashboards';
import { verify } from '../../lib/verify/verify';
import { environmentNames, loadEnvironment } from '../../model/load';
import { changed, type EnvironmentFiles } from '../support/environment-folder';
import { everyKind } from '../support/every-kind';
import { exampleHome } from '../support/example-home';
import { renderedHome, type RenderedHome } from '../support/rendered-home';

/** As `commons init` and `commons tenant new` write it. */
const minimal: EnvironmentFiles = {
  'environment.yaml': newEnvironmentFile({
    community: 'The Commons',
    account: '111122223333',
    region: 'eu-central-1',
    domain: 'commons.example',
    contact: 'sre@commons.example',
    repository: 'https://gitlab.commons.example/platform.git',
  }),
  'tenants/pad.yaml': newTenantFile({
    purpose: 'Shared notes for meetings',
    maintainers: ['ines-okafor', 'tomasz-berg'],
    reviewBy: '2027-06-30',
    host: 'pad.commons.example',
    service: { kind: 'hedgedoc' },
  }),
};

/** What contradicts something of `everyKind`: single sign-on beside the cluster, open to everybody. */
const beside: EnvironmentFiles = {
  ...minimal,
  'environment.yaml': changed(
    minimal['environment.yaml'] ?? '',
    '/realms/commons"\n',
    `/realms/commons"
  keycloak:
    placement: ecs
    adminHost: sso-admin.commons.example
    administrators: infrastructure
    directory: { none: 'Keycloak keeps them' }
`,
  ),
};

const homes: Readonly<Record<string, () => Promise<RenderedHome>>> = {
  ...Object.fromEntries(
    environmentNames(exampleHome.environments).map((name) => [`the example ${name}`, () => exampleOf(name)]),
  ),
  'a minimal home': () => renderedHome(minimal),
  'a home with single sign-on beside the cluster': () => renderedHome(beside),
  'a home with every kind and option': () => renderedHome(everyKind),
};

function exampleOf(name: string): Promise<RenderedHome> {
  const { stateful } = loadEnvironment(exampleHome.environments, name);
  const rendered = readRendered(join(exampleHome.rendered, name));
  return Promise.resolve({ rendered, known: { alertSections: alertSections(), stateful: listedIds(name, stateful) } });
}

const seen: RenderedHome[] = [];

test.each(Object.entries(homes))(
  'every rule holds for what %s renders to',
  async (_, home) => {
    const { rendered, known } = await home();
    seen.push({ rendered, known });
    expect(verify(rendered, known)).toEqual([]);
  },
  60_000,
);

test('a home of our own leaves nothing out for want of a fact', () => {
  const own = seen.slice(environmentNames(exampleHome.environments).length);
  expect(own.map(({ rendered }) => rendered.waiting)).toEqual([[], [], []]);
  expect(own.filter(({ rendered }) => rendered.objects.length === 0 || rendered.resources.length === 0)).toEqual([]);
});

test('the home with every kind has one of each', () => {
  const kinds = seen.slice(-1).flatMap(({ rendered }) => servicesIn(rendered).map(({ kind }) => kind));
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(dashboardsOfKinds).sort());
});

test('every section of the page of alerts is about something that one of them tells of', () => {
  const linked = new Set(
    seen.flatMap(({ rendered }) =>
      rendered.files.flatMap(({ text }) =>
        [...text.matchAll(/\/alerts\.md#([\w-]+)/g)].map(([, section = '']) => section),
      ),
    ),
  );
  const [title, ...sections] = alertSections();
  expect(title).toBe('alerts');
  expect(sections.filter((section) => !linked.has(section))).toEqual([]);
});

test('every rule has a name of its own', () => {
  const ids = renderedRules({ alertSections: new Set(), stateful: {} }).map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
});
