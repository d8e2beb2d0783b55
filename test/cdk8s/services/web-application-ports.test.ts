import { admissionOf } from '../../support/admission';
import { applicationsOf } from '../../support/applications';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { byName } from '../../support/charts';
import { changed, load, minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';
import { opened, tenantWithPorts, withPorts } from '../../support/with-ports';

const tenant = withPorts['tenants/site.yaml'] ?? '';
const objects = () => tenantObjects(tenant, withPorts);
const web = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } } };
const processes = {
  podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/component': 'process' } },
};

test('ports are at the pods and at the Service under their numbers', async () => {
  const { web: service } = byName(await objects(), 'Service');
  expect(service).toMatchObject({
    spec: {
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'ssh', port: 2222, targetPort: 'ssh' },
        { name: 'voices', port: 8443, protocol: 'UDP', targetPort: 'voices' },
        { name: 'voices-tcp', port: 8443, targetPort: 'voices-tcp' },
        { name: 'grpc', port: 9090, targetPort: 'grpc' },
      ],
    },
  });
  expect(JSON.stringify(byName(await objects(), 'Deployment').web)).toContain(
    '"ports":[{"containerPort":8080,"name":"http"},{"containerPort":2222,"name":"ssh"},{"containerPort":8443,"name":"voices","protocol":"UDP"}',
  );
});

test('those to the outside have node ports, which machines and the pods of the service reach, and nobody else', async () => {
  const found = await objects();
  expect(byName(found, 'Service')['web-outside']).toMatchObject({
    spec: {
      type: 'NodePort',
      externalTrafficPolicy: 'Cluster',
      ports: [
        { name: 'ssh', port: 2222, nodePort: 30722 },
        { name: 'voices', protocol: 'UDP', nodePort: 30931 },
        { name: 'voices-tcp', nodePort: 30931 },
      ],
    },
  });
  const tcp = (port: number) => ({ port, protocol: 'TCP' });
  const udp = { port: 8443, protocol: 'UDP' };
  const machines = ['10.0.0.0/16', '100.64.0.0/16'].map((cidr) => ({ ipBlock: { cidr } }));
  expect(byName(found, 'NetworkPolicy')['web-ports']).toMatchObject({
    spec: {
      podSelector: web.podSelector,
      ingress: [
        { from: [web], ports: [tcp(2222), tcp(8443), tcp(9090), udp] },
        { from: machines, ports: [tcp(2222), tcp(8443), udp] },
      ],
    },
  });
  expect(byName(found, 'NetworkPolicy').web).toMatchObject({
    spec: { egress: expect.arrayContaining([{ to: [web], ports: [tcp(2222), tcp(8443), tcp(9090), udp] }]) as unknown },
  });
});

test('workers of the service reach its ports as well', async () => {
  const found = await tenantObjects(
    `${tenant}    workers: [{ name: mailer, command: [bin/mailer], alive: [bin/mailer, alive] }]\n`,
    withPorts,
  );
  expect(byName(found, 'NetworkPolicy')['web-ports']).toMatchObject({
    spec: { ingress: [{ from: [web, processes] }, {}] },
  });
});

test('no route leads to the host of ports, and no certificate is asked for it', async () => {
  const found = await objects();
  expect(Object.keys(byName(found, 'Route'))).toEqual(['site-commons-example']);
  expect(JSON.stringify(byName(found, 'Certificate'))).not.toContain('ssh.commons.example');
  expect(byName(found, 'Namespace').site?.metadata).toMatchObject({
    annotations: { 'commons-platform/hosts': 'site.commons.example', 'commons-platform/node-ports': '30722,30931' },
  });
});

test('the quota has as many node ports as are granted, and none without', async () => {
  const nodePorts = async (text: string) => byName(await tenantObjects(text, withPorts), 'ResourceQuota').tenant?.spec;
  expect(await nodePorts(tenant)).toMatchObject({ hard: { 'services.nodeports': '3' } });
  expect(await nodePorts(minimalTenant)).toMatchObject({ hard: { 'services.nodeports': '0' } });
});

test('the cluster takes the granted node ports, and no others', async () => {
  const { environment } = load(withPorts);
  const all = (await applicationsOf(environment, placeholderFacts(environment))).flatMap(({ files }) =>
    Object.values(files).flat(),
  );
  const admit = admissionOf(all);
  const outside = byName(all, 'Service')['web-outside'];
  const [first, second] = [JSON.stringify(outside), JSON.stringify(outside).replace('30722', '30723')];
  expect(admit({ object: JSON.parse(first) as unknown })).toEqual([]);
  for (const text of [
    second,
    first.replace('"nodePort":30722', '"port":1'),
    first.replace('NodePort', 'LoadBalancer'),
  ]) {
    expect(admit({ object: JSON.parse(text) as unknown })).toEqual([
      expect.stringContaining('or NodePort with node ports that the namespace has in commons-platform/node-ports'),
    ]);
  }
});

const withWorker = (worker: string) =>
  `${tenant}    workers: [{ name: hub, command: [hub], alive: { none: 'It says nothing of itself' }, ${worker} }]\n`;

test('a worker has ports of its own, with a port of HTTP and without', async () => {
  const ports = `ports: [{ name: irc, port: 6697, ${opened(6697)} }]`;
  for (const http of ['', 'port: 8081, ']) {
    const found = await tenantObjects(withWorker(http + ports), withPorts);
    const services = byName(found, 'Service');
    expect(services['web-worker-hub']).toMatchObject({
      spec: { ports: [...(http === '' ? [] : [{ port: 80 }]), { name: 'irc', port: 6697 }] },
    });
    expect(services['web-worker-hub-outside']).toMatchObject({ spec: { ports: [{ nodePort: 31238 }] } });
    expect(byName(found, 'NetworkPolicy')['web-worker-hub-ports']).toBeDefined();
  }
});

const besideWeb = (ports: string) =>
  `${tenant}    workers: [{ name: hub, pod: web, command: [hub], alive: { none: 'It says nothing of itself' }, ${ports} }]\n`;

test('ports of a worker in the web pods are theirs: at its container, at their Service, and at their node ports', async () => {
  const ports = `ports: [{ name: irc, port: 6697, ${opened(6697)} }, { name: rpc, port: 7000, protocol: UDP }]`;
  const found = await tenantObjects(besideWeb(ports), withPorts);
  const services = byName(found, 'Service');
  expect(Object.keys(services).toSorted()).toEqual(['web', 'web-outside']);
  const inService = [
    { name: 'irc', port: 6697, targetPort: 'irc' },
    { name: 'rpc', port: 7000, protocol: 'UDP', targetPort: 'rpc' },
  ];
  expect(services.web).toMatchObject({ spec: { ports: expect.arrayContaining(inService) as unknown } });
  expect(JSON.stringify(services['web-outside'])).toContain('"name":"irc","nodePort":31238,"port":6697');
  expect(JSON.stringify(byName(found, 'Deployment').web)).toContain(
    '"name":"web-worker-hub","ports":[{"containerPort":6697,"name":"irc"},{"containerPort":7000,"name":"rpc","protocol":"UDP"}]',
  );
  const policy = JSON.stringify(byName(found, 'NetworkPolicy')['web-ports']);
  expect(policy.match(/"port":6697/g)).toHaveLength(2);
  expect(policy.match(/"port":7000/g)).toHaveLength(1);
});

test.each([
  ['a name of the web pods', 'ports: [{ name: ssh, port: 1 }]', 'ports[0].name: repeats the name of ports[0]'],
  [
    'a number of the web pods',
    'ports: [{ name: b, port: 2222 }]',
    'ports[0].port: is 2222, which is ports[0].port already',
  ],
  ['port 80 of their Service', 'ports: [{ name: b, port: 80 }]', 'ports[0].port: is 80, which at the Service leads to'],
  [
    'a name that a port has by its number',
    'ports: [{ name: http-9000, port: 1 }]',
    'is not the name of a further port',
  ],
])('a worker in the web pods cannot have %s', (_, ports, reason) => {
  const said = report({ ...withPorts, 'tenants/site.yaml': besideWeb(ports) });
  expect(said.filter((line) => line.includes('workers[0].ports[0]') && line.includes(reason))).toHaveLength(1);
});

test('a port of health alone is one of the web pods, and may be another of its container', () => {
  const asked = (port: number) =>
    report({ ...withPorts, 'tenants/site.yaml': `${besideWeb('port: 9000')}    health: { path: /, port: ${port} }\n` });
  expect(asked(2222)).toEqual([]);
  expect(asked(9000).join('\n')).toContain('workers[0].port: is 9000, which is health.port already');
});

test('a service that is called is called at all its ports, those of its workers too', async () => {
  const caller = `  - kind: web-application\n    name: front\n    hosts: [site.commons.example]\n    calls: [web]\n    image: quay.io/commons-example/front:v1\n`;
  const called = changed(withWorker('ports: [{ name: rpc, port: 7000 }]'), '    image:', '    hosts: []\n    image:');
  const policies = byName(await tenantObjects(called + caller, withPorts), 'NetworkPolicy');
  const from = [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'front' } } }];
  expect(policies['web-processes-from-front']).toMatchObject({
    spec: {
      ingress: [{ from, ports: [{ port: 8080 }, { port: 2222 }, { port: 8443 }, { port: 9090 }, { protocol: 'UDP' }] }],
    },
  });
  expect(policies['web-worker-hub-processes-from-front']).toMatchObject({
    spec: { ingress: [{ from, ports: [{ port: 7000 }] }] },
  });
  const beside = changed(besideWeb('ports: [{ name: rpc, port: 7000 }]'), '    image:', '    hosts: []\n    image:');
  const ofOne = byName(await tenantObjects(beside + caller, withPorts), 'NetworkPolicy');
  expect(JSON.stringify(ofOne['web-processes-from-front'])).toContain('"port":7000');
  expect(Object.keys(ofOne)).not.toContain('web-worker-hub-processes-from-front');
});

test.each([
  ['a name twice', ['name: a, port: 1', 'name: a, port: 2'], 'ports[1].name: repeats the name of ports[0]'],
  ['a number twice', ['name: a, port: 1', 'name: b, port: 1'], 'ports[1].port: is 1, which is ports[0].port already'],
  ['that of HTTP', ['name: a, port: 8080'], 'ports[0].port: is 8080, which is port already'],
  [
    'that of the Service',
    ['name: a, port: 80'],
    'ports[0].port: is 80, which at the Service leads to the port of HTTP',
  ],
  ['the name of HTTP', ['name: http, port: 1'], 'ports[0].name: is not the name of a further port'],
  ['a long name', ['name: a-name-of-sixteen, port: 1'], 'ports[0].name: is not the name of a further port'],
])('%s is refused', (_, ports, reason) => {
  expect(report({ ...withPorts, 'tenants/site.yaml': tenantWithPorts(...ports) }).join('\n')).toContain(reason);
});

test('TCP and UDP may have one number in a process, and a number of HTTP is free for UDP', () => {
  const ports = ['name: a, port: 1', 'name: b, port: 1, protocol: UDP', 'name: c, port: 8080, protocol: UDP'];
  expect(report({ ...withPorts, 'tenants/site.yaml': tenantWithPorts(...ports) })).toEqual([]);
});

test('a range of ports is refused, with the remedy of one for all', () => {
  const said = report({
    ...withPorts,
    'tenants/site.yaml': tenantWithPorts('name: a, port: 50000-60000, protocol: UDP'),
  });
  expect(said.join('\n')).toContain('ports[0].port: is a range of ports');
  expect(said.join('\n')).toContain('have the program use one port for all media');
});
