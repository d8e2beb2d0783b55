import { z } from 'zod';
import { createContext } from '../../../cdk8s/applications/application';
import { tenantApplication } from '../../../cdk8s/applications/tenant-application';
import type { Facts } from '../../../model/facts';
import { externalProbes } from '../../../lib/operations/probes';
import { toPodTemplate } from '../../../lib/pod-templates';
import { objectSchema } from '../../../lib/rendered';
import { hostsServedBy } from '../../../model/kinds/host-claims';
import {
  changed,
  load,
  minimalEnvironment,
  minimalTenant,
  type EnvironmentFiles,
} from '../../support/environment-folder';
import { everyFact } from '../../support/complete-facts';
import { everyKind } from '../../support/every-kind';
import { withGitLab } from '../../support/with-gitlab';

const asked = (files: EnvironmentFiles = {}, facts: Partial<Facts> = {}) =>
  externalProbes(load(files).environment, facts).map(
    ({ url, expects, tenant, service }) => `${tenant}/${service} ${url} ${expects}`,
  );

const apps = 'apps.commons.openshift.commons.example';

test('the platform is asked for its API, console, login and single sign-on', () => {
  expect(asked()).toEqual([
    'platform/api https://api.commons.openshift.commons.example:6443/readyz 200',
    `platform/console https://console-openshift-console.${apps}/health 200`,
    `platform/login https://oauth-openshift.${apps}/healthz 200`,
    'platform/sso https://sso.commons.example/realms/commons/.well-known/openid-configuration 200',
  ]);
});

test('an API that only the VPC reaches is not asked from outside', () => {
  const closed = changed(minimalEnvironment, 'cluster:\n', 'cluster:\n  api: vpc\n');
  expect(asked({ 'environment.yaml': closed }).join('\n')).not.toContain('platform/api');
});

test('the issuer of the cluster’s tokens is asked for both its documents as soon as it has an address', () => {
  const known = asked({}, { serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net' });
  expect(known.filter((line) => line.startsWith('platform/issuer'))).toEqual([
    'platform/issuer https://d111111abcdef8.cloudfront.net/.well-known/openid-configuration 200',
    'platform/issuer https://d111111abcdef8.cloudfront.net/keys.json 200',
  ]);
});

const tenantProbes = (tenant: string) =>
  asked({ 'tenants/site.yaml': tenant }).filter((line) => line.startsWith('site/'));

test('every host of a service is asked for its health, and for what must stay closed', () => {
  const two = changed(minimalTenant, '[site.commons.example]', '[site.commons.example, www.commons.example]');
  const tenant = `${two}    health: /healthz\n    metrics: /internal/metrics\n`;
  expect(tenantProbes(tenant)).toEqual([
    'site/web https://site.commons.example/healthz 200',
    'site/web https://site.commons.example/internal/metrics 503',
    'site/web https://www.commons.example/healthz 200',
    'site/web https://www.commons.example/internal/metrics 503',
  ]);
});

test('HedgeDoc is asked for what it has', () => {
  const tenant = changed(
    minimalTenant,
    'kind: web-application\n    image: quay.io/commons-example/site:stable',
    'kind: hedgedoc',
  );
  expect(tenantProbes(tenant)).toEqual([
    'site/hedgedoc https://site.commons.example/_health 200',
    'site/hedgedoc https://site.commons.example/metrics 503',
    'site/hedgedoc https://site.commons.example/metrics.json 503',
    'site/hedgedoc https://site.commons.example/status 503',
  ]);
});

const routeSchema = z.object({
  spec: z.object({ host: z.string(), path: z.string().optional(), to: z.object({ name: z.string() }) }),
});
const isWhole = (host: unknown): host is string => typeof host === 'string';

const readySchema = z.object({
  readinessProbe: z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) }),
});

test('what is asked is what the routers know: every path that they keep closed, and at every host what says that its pods are ready', async () => {
  const { environment } = load(everyKind);
  const { facts } = load({ ...everyKind, 'facts.json': everyFact(environment) });
  const context = createContext(environment);
  const applications = await Promise.all(
    environment.tenants.map((tenant) => tenantApplication(context, tenant, facts)),
  );
  // What the world reaches of some kinds are addresses that only their owners know, and of further ports nobody says one.
  const secretive = environment.tenants.flatMap(({ hosts, services }) =>
    services.flatMap((service) =>
      [
        ...(service.probes.health === undefined ? hostsServedBy(service, hosts) : []),
        ...(service.processes ?? []).flatMap((process) => (process.health === undefined ? process.hosts : [])),
      ].filter(isWhole),
    ),
  );
  const objects = applications
    .flatMap(({ files }) => Object.values(files).flat())
    .map((object) => ({ ...objectSchema.parse(object), file: '' }));
  const healthOf = (name: string, namespace?: string) =>
    objects
      .filter(({ kind, metadata }) => kind !== 'Service' && metadata.name === name && metadata.namespace === namespace)
      .flatMap((object) => toPodTemplate(object)?.containers ?? [])
      .flatMap((container) => readySchema.safeParse(container).data?.readinessProbe.httpGet.path ?? [])[0];
  const routes = objects
    .filter(({ kind }) => kind === 'Route')
    .map((object) => ({ namespace: object.metadata.namespace, ...routeSchema.parse(object).spec }))
    .filter(({ host }) => !secretive.includes(host));
  const probes = externalProbes(environment, facts).filter(({ tenant }) => tenant !== 'platform');
  const urls = (wanted: number) => probes.flatMap(({ url, expects }) => (expects === wanted ? [url] : [])).sort();
  // Other paths lead to pods, such as those of a worker with a port.
  const closed = routes.flatMap(({ host, path, to }) =>
    path === undefined || !to.name.endsWith('-closed') ? [] : [`https://${host}${path}`],
  );
  expect(urls(503)).toEqual(closed.sort());
  const open = routes.filter(({ path }) => path === undefined);
  const answering = new Set(urls(200).map((url) => new URL(url).host));
  expect([...answering].filter((host) => !secretive.includes(host))).toEqual(open.map(({ host }) => host).sort());
  // Pods that are asked at a port of their own say nothing of the one that the world reaches.
  const healthUrls = open.flatMap(({ host, to, namespace }) => {
    const health = healthOf(to.name, namespace);
    return health === undefined ? [] : [`https://${host}${health}`];
  });
  expect(healthUrls.filter((url) => !urls(200).includes(url))).toEqual([]);
  expect(healthUrls.length).toBeGreaterThan(open.length / 2);
  expect(closed.length).toBeGreaterThan(10);
  expect(secretive.length).toBeLessThan(open.length / 4);
});

test('GitLab is asked for what somebody without an account sees, and not for its figures', () => {
  expect(asked({ 'environment.yaml': withGitLab }).filter((line) => line.startsWith('platform/gitlab'))).toEqual([
    'platform/gitlab https://gitlab.commons.example/explore 200',
    'platform/gitlab https://gitlab.commons.example/-/metrics 503',
  ]);
});
