import { X509Certificate } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Cloud } from '../cloud/cloud';
import type { ZoneRecord } from '../cloud/zones';
import { controllerAccount, gitopsNamespace } from '../stand-ins/gitops-operator';
import { userFor } from '../support/account';
import { chosenEnvironment } from '../support/chosen-environment';
import { notReady } from '../support/condition';
import { Delivery } from '../support/delivery';
import { deniedTo } from '../support/denied';
import { eventually } from '../support/eventually';
import type { KubeObject } from '../support/kube-object';
import { isLoopback, listeningAddresses } from '../support/listening';
import { neverAskedFor, rightsFor } from '../support/rights';
import { certManager } from './cert-manager';
import { externalDns } from './external-dns';
import { externalSecrets } from './external-secrets';
import { secretsReadBy } from './mounted-secrets';
import type { Operator } from './operator';
import { reviewedRights, uncovered } from './reviewed-rights';

/** A small home with the operators that its certificates, secrets and records wait for. */

const controller = userFor({ namespace: gitopsNamespace, name: controllerAccount });

const small = join(resolve(__dirname, '../..'), 'fixtures/community/environments/staging');
const environment = chosenEnvironment(small);

let delivery: Delivery;
let cloud: Cloud;
let operators: readonly Operator[];

beforeAll(async () => {
  delivery = await Delivery.prepare({
    ...environment,
    operators: async (home) => {
      cloud = await Cloud.start(home);
      const instances = rendered('ExternalDNS', home.manifests()).map(({ metadata }) => metadata.name);
      operators = [externalSecrets(cloud), ...certManager({ cloud, home }), externalDns(cloud, instances)];
      return operators;
    },
  });
});
afterAll(async () => {
  await delivery.stop();
  await cloud.stop();
});

const rendered = (kind: string, all = delivery.home.manifests()): readonly KubeObject[] =>
  all.filter((object) => object.kind === kind);

/** Those of the rendered objects that the server has, as it has them. */
async function present(kind: string): Promise<readonly KubeObject[]> {
  const all = rendered(kind);
  const [first] = all;
  const there = first === undefined ? [] : await delivery.plane.api.list(first.apiVersion, kind);
  const names = new Set(all.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`));
  const found = there.filter(({ metadata }) => names.has(`${metadata.namespace ?? ''}/${metadata.name}`));
  expect(found).toHaveLength(names.size);
  return found;
}

const dataSchema = z.record(z.string(), z.string()).default({});
async function secretData(name: string, namespace: string): Promise<Readonly<Record<string, string>> | undefined> {
  const secret = await delivery.plane.api.get('v1', 'Secret', name, namespace);
  return secret === undefined ? undefined : dataSchema.parse(secret.data);
}

test('everything reaches rest, and nothing stands in for what runs', async () => {
  await delivery.start();
  const names = rendered('Application').map(({ metadata }) => metadata.name);
  const begun = performance.now();
  await delivery.rest(1500, 'root', ...names);
  process.stderr.write(`${names.length + 1} applications at rest after ${seconds(begun)} s\n`);
  expect(delivery.standIns.failures).toEqual([]);
}, 1_800_000);

const seconds = (begun: number): number => Math.round((performance.now() - begun) / 1000);

test('every store is valid, and every secret is fetched or pushed by the role of its namespace', async () => {
  const all = [
    ...(await present('SecretStore')),
    ...(await present('ExternalSecret')),
    ...(await present('PushSecret')),
  ];
  process.stderr.write(`${all.length} stores and secrets\n`);
  expect(all.flatMap(notReady)).toEqual([]);
});

const targetSchema = z.looseObject({
  target: z
    .looseObject({
      name: z.string().optional(),
      template: z.looseObject({ data: z.record(z.string(), z.string()).default({}) }).optional(),
    })
    .default({}),
  data: z
    .array(
      z.looseObject({
        secretKey: z.string(),
        remoteRef: z.looseObject({ key: z.string(), property: z.string().optional() }),
      }),
    )
    .default([]),
});
const jsonSchema = z.record(z.string(), z.string());

/** A value as it lies in AWS. */
function remoteValue({ key, property }: { readonly key: string; readonly property?: string }): string {
  const value = cloud.secrets.find((each) => each.name === key)?.value ?? '';
  return property === undefined ? value : (jsonSchema.parse(JSON.parse(value))[property] ?? '');
}

/** What a template comes to; undefined if there is more in it than values and braces. */
function compose(text: string, values: Readonly<Record<string, string>>): string | undefined {
  const known = /\{\{ (?:index \. "([^"]+)"|"\{\{") \}\}/g;
  if (text.replace(known, '').includes('{{')) return undefined;
  return text.replace(known, (_, key: string | undefined) => (key === undefined ? '{{' : (values[key] ?? '')));
}

test('a secret has the form that its service asks for, in a variable and in a file', async () => {
  const text = async (name: string, key: string) =>
    Buffer.from((await secretData(name, 'podcasts'))?.[key] ?? '', 'base64').toString('utf8');
  const [key, id] = [await text('podcasts', 'FEED_KEY'), await text('podcasts', 'FEED_ID')];
  expect(key).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(key, 'base64').toString('base64')).toBe(key);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  const file = rendered('ExternalSecret').find(({ metadata }) => metadata.name.startsWith('podcasts-files-'));
  expect(await text(file?.metadata.name ?? '', 'file-1')).toContain(`\nid = ${id}\n`);
});

test('secrets hold what lies in AWS, under the keys that their readers name', async () => {
  const wrong: string[] = [];
  const brought = new Map<string, Readonly<Record<string, string>>>();
  for (const { metadata, spec } of rendered('ExternalSecret')) {
    const { target, data } = targetSchema.parse(spec);
    const [name, namespace] = [target.name ?? metadata.name, metadata.namespace ?? ''];
    const found = (await secretData(name, namespace)) ?? {};
    brought.set(`${namespace}/${name}`, found);
    const values = Object.fromEntries(data.map(({ secretKey, remoteRef }) => [secretKey, remoteValue(remoteRef)]));
    const composed = Object.entries(target.template?.data ?? {});
    // A template with data leaves out all other keys. What one with functions comes to is not made up here a second time.
    const all =
      composed.length === 0
        ? Object.entries(values)
        : composed.map(([key, text]) => [key, compose(text, values)] as const);
    for (const [key, wanted] of all) {
      if (wanted !== undefined && Buffer.from(found[key] ?? '', 'base64').toString('utf8') !== wanted)
        wrong.push(`${namespace}/${name}: ${key} is not what lies in AWS`);
    }
  }
  for (const { namespace, name, keys, reader } of secretsReadBy(delivery.home.manifests())) {
    const found = brought.get(`${namespace}/${name}`);
    for (const key of keys)
      if (found !== undefined && found[key] === undefined)
        wrong.push(`${reader} reads ${key} of ${name}, which has none`);
  }
  expect(brought.size).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

const certificateSchema = z.looseObject({ secretName: z.string(), dnsNames: z.array(z.string()) });

test('every certificate is issued, for the names that it says, by the authority that the issuer names', async () => {
  const all = await present('Certificate');
  expect([...(await present('ClusterIssuer')), ...all].flatMap(notReady)).toEqual([]);
  process.stderr.write(`${all.length} certificates\n`);
  for (const { metadata, spec } of all) {
    const { secretName, dnsNames } = certificateSchema.parse(spec);
    const found = await secretData(secretName, metadata.namespace ?? '');
    const issued = new X509Certificate(Buffer.from(found?.['tls.crt'] ?? '', 'base64'));
    expect(issued.issuer).toContain('Pebble');
    expect(issued.subjectAltName?.split(', ').sort()).toEqual(dnsNames.map((name) => `DNS:${name}`).sort());
  }
}, 120_000);

test('challenges leave nothing behind in the zones', async () => {
  const left = await Promise.all(cloud.zones.map(({ id }) => cloud.records(id)));
  expect(left.flat().filter(({ name, type }) => type === 'TXT' && /(^_acme-challenge|\.acme)\./.test(name))).toEqual(
    [],
  );
});

const [label, ours] = ['app.kubernetes.io/managed-by', 'commons-platform'];
const hostname = 'external-dns.alpha.kubernetes.io/hostname';

/** Names that External DNS is to lead somewhere in a zone: of routes and of services with balancers. */
const wantedIn = (zone: string, excluded: string): readonly string[] =>
  [
    ...rendered('Route').map(({ spec }) => String(spec?.host)),
    ...rendered('Service').flatMap(({ metadata }) => metadata.annotations?.[hostname] ?? []),
  ].filter((host) => host.endsWith(`.${zone}`) && !host.endsWith(`.${excluded}`));

/** What External DNS has written and owns: records, without the texts by which it knows them. */
const withoutOwners = (records: readonly ZoneRecord[]): readonly ZoneRecord[] =>
  records.filter(({ name, type }) => !(type === 'TXT' && name.startsWith('external-dns-')));

test('External DNS writes the records of its zones, and no others', async () => {
  const { baseDomain, clusterName } = delivery.home.declared();
  const apps = `apps.${clusterName}.${baseDomain}`;
  await eventually({
    what: 'each zone has what its template makes and what External DNS is to write',
    seconds: 60,
    ask: async () => {
      for (const { id, name, records } of cloud.zones) {
        const isWatched = [baseDomain, `${clusterName}.${baseDomain}`].includes(name);
        const wanted = [...records.map((record) => record.name), ...(isWatched ? wantedIn(name, apps) : [])];
        const found = withoutOwners(await cloud.records(id)).map((record) => record.name);
        if (JSON.stringify([...found].sort()) !== JSON.stringify([...wanted].sort())) return undefined;
      }
      return true;
    },
    instead: async () =>
      JSON.stringify(await Promise.all(cloud.zones.map(({ id }) => cloud.records(id))), undefined, 1),
  });
});

test('External DNS takes away what it has written, and nothing that others have', async () => {
  const { api } = delivery.plane;
  const { baseDomain, clusterZoneId } = delivery.home.declared();
  const route = (name: string, labels: object) => ({
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    metadata: { name, namespace: gitopsNamespace, labels },
    spec: { host: `${name}.${baseDomain}`, to: { kind: 'Service', name: 'nobody' } },
  });
  const names = async () => (await cloud.records(clusterZoneId)).map(({ name }) => name);
  const before = await names();
  const [watched, others] = [route('watched', { [label]: ours }), route('others', {})];
  await cloud.ask({
    service: 'route53',
    operation: 'change_resource_record_sets',
    parameters: {
      HostedZoneId: clusterZoneId,
      ChangeBatch: {
        Changes: [
          {
            Action: 'CREATE',
            ResourceRecordSet: {
              Name: `byhand.${baseDomain}`,
              Type: 'A',
              TTL: 60,
              ResourceRecords: [{ Value: '192.0.2.9' }],
            },
          },
        ],
      },
    },
    query: 'ChangeInfo.Status',
  });
  await api.applyAll([watched, others]);
  await eventually({
    what: 'the watched route has its record',
    seconds: 60,
    ask: async () => ((await names()).includes(`watched.${baseDomain}`) ? true : undefined),
  });
  expect(await names()).not.toContain(`others.${baseDomain}`);
  for (const each of [watched, others]) await api.delete(each);
  await eventually({
    what: 'what it wrote is gone, and nothing else',
    seconds: 60,
    ask: async () =>
      JSON.stringify((await names()).sort()) === JSON.stringify([...before, `byhand.${baseDomain}`].sort())
        ? true
        : undefined,
    instead: async () => (await names()).join(),
  });
});

test('IAM, as it is rendered, refuses none of them anything', () => {
  expect(cloud.iam.decisions.length).toBeGreaterThan(10);
  expect(cloud.iam.refused()).toEqual([]);
});

test('Argo CD and the operators are refused nothing that they ask the cluster for', () => {
  const users = [controller, ...operators.flatMap((operator) => operator.users)];
  expect(deniedTo(delivery.plane, users)).toEqual([]);
});

test('a right that is rendered for them and never asked for has been looked at', () => {
  const manifests = delivery.home.manifests();
  const [roles, bindings] = [
    manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole'),
    manifests.filter(({ kind }) => kind === 'RoleBinding' || kind === 'ClusterRoleBinding'),
  ];
  const users = [controller, ...operators.flatMap((operator) => operator.users)];
  const unused = users.flatMap((user) =>
    neverAskedFor(delivery.plane.auditLog, user, rightsFor(user, { roles, bindings })),
  );
  expect(uncovered(unused, reviewedRights, environment.folder === small ? 'small' : 'another')).toEqual([]);
});

test('all that runs here is reached from this machine alone', () => {
  expect(listeningAddresses(process.pid).filter((address) => !isLoopback(address))).toEqual([]);
});
