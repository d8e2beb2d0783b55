import { join } from 'node:path';
import { parse } from 'yaml';
import { bundledAlertSections } from '../../bin/alert-sections';
import { readRendered } from '../../bin/rendered-files';
import { listedEntries } from '../../bin/stateful-lists';
import { dashboardsOfKinds } from '../../cdk8s/dashboards-of-kinds';
import { hedgedocKind } from '../../cdk8s/services/hedgedoc/hedgedoc-kind';
import { kinds } from '../../cdk8s/services/kinds';
import { newEnvironmentFile } from '../../lib/operations/home/new-environment';
import { newTenantFile } from '../../lib/operations/new-tenant';
import { mailTable } from '../../lib/review/hosts/mail-table';
import { personKeys } from '../../lib/review/hosts/person-keys';
import { tunnelPeer } from '../../lib/tunnel-peer';
import { servicesIn } from '../../lib/verify/rendered-services';
import { renderedRules } from '../../lib/verify/rules';
import { verify } from '../../lib/verify/verify';
import { environmentSchema } from '../../model/environment';
import { recordsFileSchema } from '../../model/schema/records';
import { tenantSchema } from '../../model/tenant';
import type { EnvironmentFiles } from '../support/environment-folder';
import { everyKind, keepers, otherwise } from '../support/every-kind';
import { exampleHome, loadExample } from '../support/example-home';
import { exampleEnvironments } from '../support/homes-under-test';
import { renderedHome, type RenderedHome } from '../support/rendered-home';
import { unsaidKeys } from '../support/unsaid-keys';

/** As `commons init` and `commons tenant new` write it. */
const minimal: EnvironmentFiles = {
  'environment.yaml': newEnvironmentFile(
    {
      community: 'The Commons',
      account: '111122223333',
      region: 'eu-central-1',
      domain: 'commons.example',
      contact: 'sre@commons.example',
      repository: 'https://gitlab.commons.example/platform.git',
    },
    'testing',
  ),
  'tenants/pad.yaml': newTenantFile(
    {
      purpose: 'Shared notes for meetings',
      maintainers: ['ines-okafor', 'tomasz-berg'],
      reviewBy: '2027-06-30',
      host: 'pad.commons.example',
      service: { kind: 'hedgedoc' },
    },
    hedgedocKind,
  ),
};

const homes: Readonly<Record<string, () => Promise<RenderedHome>>> = {
  ...Object.fromEntries(exampleEnvironments.map(({ name }) => [`the example ${name}`, () => exampleOf(name)])),
  'a minimal home': () => renderedHome(minimal),
  'a home with every kind and option': () => renderedHome(everyKind),
  'a home that chooses otherwise': () => renderedHome(otherwise),
  'a home whose Keycloak in the cluster keeps its people': () => renderedHome(keepers.cluster),
  'a home whose Keycloak beside the cluster keeps its people': () => renderedHome(keepers.ecs),
  'a home whose Keycloak beside the cluster reads its directory': () => renderedHome(keepers.directory),
};

async function exampleOf(name: string): Promise<RenderedHome> {
  const stateful = listedEntries(name, loadExample(name).stateful);
  const rendered = readRendered(join(exampleHome.rendered, name));
  return {
    rendered,
    known: { alertSections: bundledAlertSections(), stateful, dashboards: await dashboardsOfKinds(kinds) },
  };
}

/** Those of them that are ours have every fact there is. */
const own = Object.keys(homes).filter((name) => !name.startsWith('the example'));

const seen = new Map<string, RenderedHome>();

beforeAll(async () => {
  for (const [name, home] of Object.entries(homes)) seen.set(name, await home());
}, 120_000);

const renderedOf = (names: Iterable<string>) => [...names].flatMap((name) => seen.get(name)?.rendered ?? []);

test.each(Object.keys(homes))('every rule holds for what %s renders to', (name) => {
  const home = seen.get(name);
  expect(home?.rendered.objects).not.toEqual([]);
  expect(home?.rendered.resources).not.toEqual([]);
  expect(home && verify(home.rendered, home.known)).toEqual([]);
});

test('a home of our own leaves nothing out for want of a fact', () => {
  expect(renderedOf(own)).toHaveLength(own.length);
  expect(renderedOf(own).flatMap(({ waiting }) => waiting)).toEqual([]);
});

test('among them is one service of each kind', () => {
  const found = renderedOf(own).flatMap((rendered) => servicesIn(rendered).map(({ kind }) => kind));
  expect([...new Set(found)].sort()).toEqual([...kinds.map(({ kind }) => kind), 'keycloak'].sort());
});

test.each([
  ['environment.yaml', environmentSchema],
  ['records/', recordsFileSchema],
  ['tenants/', tenantSchema(kinds)],
])('they say everything that a file of %s can say', (start, schema) => {
  const files = [everyKind, otherwise, ...Object.values(keepers)].flatMap((home) => Object.entries(home));
  const said = files.flatMap(([file, text]) => (file.startsWith(start) ? [parse(text) as unknown] : []));
  expect(unsaidKeys(schema, said)).toEqual([]);
});

test('every section of the page of alerts is about something that one of them tells of', () => {
  const linked = new Set(
    renderedOf(seen.keys()).flatMap(({ files }) =>
      files.flatMap(({ text }) => [...text.matchAll(/\/alerts\.md#([\w-]+)/g)].map(([, section = '']) => section)),
    ),
  );
  const [title, ...sections] = bundledAlertSections();
  expect(title).toBe('alerts');
  expect(sections.filter((section) => !linked.has(section))).toEqual([]);
});

test('what a review reads in the parameters of hosts is rendered as it reads it', () => {
  const parameters = renderedOf(own).flatMap(({ resources }) =>
    resources.filter(({ resource }) => resource.Type === 'AWS::SSM::Parameter').map(({ resource }) => resource),
  );
  const named = (part: string) => parameters.filter(({ Properties }) => String(Properties.Name).includes(part));
  for (const [part, read] of [
    ['/wireguard/peers/', tunnelPeer],
    ['/people/', personKeys],
    ['/postfix/commons/aliases', mailTable],
    ['/postfix/commons/senders', mailTable],
  ] as const) {
    expect(named(part)).not.toEqual([]);
    expect(named(part).filter((parameter) => read(parameter) === undefined)).toEqual([]);
  }
});

test('every rule has a name of its own', () => {
  const ids = renderedRules({ alertSections: new Set(), stateful: [], dashboards: new Map() }).map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
});
