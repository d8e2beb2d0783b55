import { byName } from '../../support/charts';
import { changed, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const withRelay = (relay: string) => ({
  'environment.yaml': changed(minimalEnvironment, 'network:\n', `mail: ${relay}\nnetwork:\n`),
});
const relay = withRelay('{ host: mail.commons.example, port: 2525 }');

test('a service has the relay and its address as variables, and the port is open to it and its workers', async () => {
  const lines = [
    'mail: { from: chat@commons.example, user: chat }',
    "settings: { SMTP_URL: 'smtp://$(MAIL_USER):$(MAIL_PASSWORD)@$(MAIL_HOST):$(MAIL_PORT)' }",
    "workers: [{ name: w, command: [w], alive: { none: 'It has nothing to ask' } }]",
  ];
  expect(report({ ...relay, 'tenants/site.yaml': web(...lines) })).toEqual([]);
  const objects = await tenantObjects(web(...lines), relay);
  const env = [
    { name: 'MAIL_PASSWORD', valueFrom: { secretKeyRef: { name: 'web', key: 'MAIL_PASSWORD' } } },
    { name: 'MAIL_HOST', value: 'mail.commons.example' },
    { name: 'MAIL_PORT', value: '2525' },
    { name: 'MAIL_FROM', value: 'chat@commons.example' },
    { name: 'MAIL_USER', value: 'chat' },
    { name: 'SMTP_URL' },
  ];
  const deployments = byName(objects, 'Deployment');
  for (const name of ['web', 'web-worker-w'])
    expect(deployments[name]).toMatchObject({ spec: { template: { spec: { containers: [{ env }] } } } });
  const policies = byName(objects, 'NetworkPolicy');
  for (const name of ['web', 'web-processes']) expect(JSON.stringify(policies[name]?.spec)).toContain('"port":2525');
});

test('without an account there is no password, and the usual port is 587', async () => {
  const objects = await tenantObjects(
    web('mail: { from: chat@commons.example }'),
    withRelay('{ host: mail.commons.example }'),
  );
  const deployment = JSON.stringify(byName(objects, 'Deployment').web);
  expect(deployment).toContain('{"name":"MAIL_PORT","value":"587"}');
  expect(deployment).not.toMatch(/MAIL_(USER|PASSWORD)/);
  expect(byName(objects, 'ExternalSecret')).toEqual({});
});

test.each([
  [{}, ['mail: { from: chat@commons.example }'], 'mail: needs a relay, and the environment has none'],
  [
    relay,
    ['settings: { MAIL_HOST: other.example }', 'mail: { from: a@b.example }'],
    'is set by the platform, for mail',
  ],
  [relay, ['mail: { from: a@b.example }', "settings: { A: '$(MAIL_USER)' }"], '$(MAIL_USER) is not a variable'],
  [
    relay,
    ['mail: { from: a@b.example }', 'callsOut: [{ port: 2525, because: Mail goes through the relay }]'],
    'callsOut[0].port: is 2525, which mail opens',
  ],
  [relay, ['mail: { from: nobody }'], 'mail.from: is not an e-mail address'],
])('%j %j is refused', (environment, lines, problem) => {
  const all = report({ ...environment, 'tenants/site.yaml': web(...lines) });
  expect(all.filter((line) => line.includes(problem))).toHaveLength(1);
});

test('names of variables for mail are free without it', () => {
  const lines = ['settings: { MAIL_HOST: other.example, MAIL_FROM: a@b.example }'];
  expect(report({ ...relay, 'tenants/site.yaml': web(...lines) })).toEqual([]);
});
