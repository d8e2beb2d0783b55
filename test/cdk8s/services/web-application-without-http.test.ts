import { z } from 'zod';
import { externalProbes } from '../../../lib/operations/probes';
import { tenantWarnings } from '../../../model/rules/warnings';
import { byName } from '../../support/charts';
import { load, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

/** A tenant with a site and a bot, which has these lines more. */
const bot = (...lines: readonly string[]) => `${minimalTenant}    hosts: [site.commons.example]
  - kind: web-application
    name: bot
    image: quay.io/commons-example/bot:stable
    port: none
${lines.map((line) => `    ${line}\n`).join('')}`;

const problems = (text: string) =>
  report({ 'tenants/site.yaml': text }).filter((line) => line.startsWith('tenants/site.yaml:'));

const unasked = "health: { none: 'It connects to the server of the chat by itself' }";

const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number(),
    strategy: z.looseObject({ type: z.string() }),
    template: z.looseObject({
      metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).optional() }),
      spec: z.looseObject({ containers: z.tuple([z.looseObject({ name: z.string() })]) }),
    }),
  }),
});

const serviceSchema = z.looseObject({ spec: z.looseObject({ ports: z.array(z.unknown()) }) });
const policySchema = z.looseObject({ spec: z.looseObject({ ingress: z.array(z.unknown()).optional() }) });

async function render(text: string) {
  expect(problems(text)).toEqual([]);
  return tenantObjects(text);
}

describe('a program that nothing connects to', () => {
  test('has one pod, no port, no Service, no Route and no probe, and says why', async () => {
    const objects = await render(bot(unasked));
    const { spec } = deploymentSchema.parse(byName(objects, 'Deployment').bot);
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec.template.metadata.annotations).toMatchObject({
      'no-probes.commons-platform/bot': 'It connects to the server of the chat by itself',
    });
    const [container] = spec.template.spec.containers;
    for (const key of ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe'])
      expect(container).not.toHaveProperty(key);
    expect(Object.keys(byName(objects, 'Service'))).toEqual(['web']);
    expect(Object.keys(byName(objects, 'Route'))).toEqual(['site-commons-example']);
    expect(policySchema.parse(byName(objects, 'NetworkPolicy').bot).spec.ingress ?? []).toEqual([]);
  });

  test('is asked by nobody from outside, in a tenant without hosts too', () => {
    const text = bot(unasked).replace('hosts: [site.commons.example]\nservices', 'services');
    const alone = text.replace(/ {2}- kind: web-application\n {4}image: .*\n {4}hosts: .*\n/, '');
    expect(problems(alone)).toEqual([]);
    const { environment } = load({ 'tenants/site.yaml': alone });
    expect(externalProbes(environment, {}).filter(({ tenant }) => tenant === 'site')).toEqual([]);
  });

  test('takes no host of a tenant whose only service it is', () => {
    const alone = `${minimalTenant}    port: none\n    health: { command: [bin/alive] }\n`;
    expect(problems(alone)).toEqual([
      'tenants/site.yaml:5:9 hosts[0]: site.commons.example is served by none of the services',
    ]);
  });

  test('may be asked by a command, or at a port that only the kubelet calls', async () => {
    for (const health of ['{ command: [bin/alive] }', '{ path: /live, port: 29318 }', '{ tcp: true, port: 6667 }'])
      expect(deploymentSchema.parse(byName(await render(bot(`health: ${health}`)), 'Deployment').bot)).toMatchObject({
        spec: { template: { spec: { containers: [{ livenessProbe: {} }] } } },
      });
  });

  test('has metrics at a port of their own', async () => {
    const objects = await render(bot(unasked, 'metrics: { port: 9100 }'));
    expect(byName(objects, 'PodMonitor').bot).toBeDefined();
    expect(policySchema.parse(byName(objects, 'NetworkPolicy').bot).spec.ingress).toHaveLength(1);
  });
});

describe('a program with ports that are not HTTP', () => {
  const text = bot('health: { tcp: true, port: 6667 }', 'ports: [{ name: irc, port: 6667 }]');

  test('has a Service with these ports alone', async () => {
    const { spec } = serviceSchema.parse(byName(await render(text), 'Service').bot);
    expect(spec.ports).toEqual([{ name: 'irc', port: 6667, targetPort: 'irc' }]);
  });

  test('is called by a service that names it, at these ports alone', async () => {
    const called = text.replace('    hosts: [site', '    calls: [bot]\n    hosts: [site');
    const objects = await render(called);
    expect(byName(objects, 'NetworkPolicy')['bot-processes-from-web']).toMatchObject({
      spec: { ingress: [{ ports: [{ protocol: 'TCP', port: 6667 }] }] },
    });
  });

  test('is warned of a call that it does not admit', () => {
    const calling = text.replace('    hosts: [site', '    settings: { IRC: "bot:6667" }\n    hosts: [site');
    const { environment } = load({ 'tenants/site.yaml': calling });
    expect(tenantWarnings(environment.tenants, environment)).toEqual([
      expect.objectContaining({ reason: 'calls http://bot, whose pods admit none of its calls' }),
    ]);
  });
});

test.each<[string, readonly string[], string]>([
  ['a path without a port', [], 'services[1].health: asks at a port, and the service has none'],
  ['a connection without a port', ['health: { tcp: true }'], 'services[1].health: asks at a port, and the service has'],
  ['hosts', [unasked, 'hosts: [bot.commons.example]'], 'services[1].hosts: lead to HTTP, and port says that it has'],
  ['metrics without a port', [unasked, 'metrics: /metrics'], 'services[1].metrics: has no port at which they could be'],
  [
    'a port with a path',
    [unasked, 'ports: [{ name: web, port: 8080, hosts: [bot.commons.example] }]'],
    'services[1].ports[0].hosts: lead to HTTP, and port says that it has none',
  ],
  ['a login', [unasked, 'login: { callback: /callback }'], 'services[1].login: brings people back to a host'],
  ['its own address', [unasked, 'settings: { A: $(SERVICE_URL) }'], '$(SERVICE_URL) is not a variable'],
])('%s of a program without HTTP is found', (_, lines, problem) => {
  const text = bot(...lines).replace(
    'hosts: [site.commons.example]\nservices',
    'hosts: [site.commons.example, bot.commons.example]\nservices',
  );
  expect(problems(text).join('\n')).toContain(problem);
});

test('a service with HTTP is asked something', () => {
  expect(problems(`${minimalTenant}    ${unasked}\n`).join('\n')).toContain(
    'services[0].health.none: leaves nothing that takes a pod out of the routers',
  );
});

test('a service that calls a program without a port is told', () => {
  const text = bot(unasked).replace('    hosts: [site', '    calls: [bot]\n    hosts: [site');
  expect(problems(text).join('\n')).toContain('bot is not a service of this tenant that others may call');
});
