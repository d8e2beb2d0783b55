import { outsideNodePort } from '../../../model/outside-node-port';
import { changed, minimalTenant, report } from '../../support/environment-folder';
import { opened, opensPorts, tenantWithPorts, withPorts } from '../../support/with-ports';

/** Findings of an environment with these ports, without the lines and columns. */
const said = (tenant: string, environment = opensPorts): readonly string[] =>
  report({ 'environment.yaml': environment, 'tenants/site.yaml': tenant }).map((line) =>
    line.replace(/:\d+:\d+ /, ' '),
  );
const ssh = (number: number, more = '') => `name: ssh, port: 2222, ${opened(number, more)}`;

test('ports are taken where the environment opens them', () => {
  expect(report(withPorts)).toEqual([]);
});

test('without a balancer the finding says what to add and what it costs', () => {
  const closed = changed(opensPorts, '  ports: { pool: workers }\n', '');
  expect(said(tenantWithPorts(ssh(22)), closed)).toEqual([
    'tenants/site.yaml services[0].ports[0].outside: needs an outside port, and the environment has no edge.ports',
    'add edge.ports: { pool: workers } to the environment, a balancer for the ports of all tenants: about 28 US dollars a month, and 5 for each GB an hour of traffic',
  ]);
});

test.each([
  [443, 'is served by the routers, at the hosts of a service'],
  [25, 'is for mail between servers, and with an open relay other servers would refuse all our mail'],
  [6443, 'belongs to the cluster itself, and attackers scan for it'],
  [5432, 'is for a database or cache, which must never be open to the internet'],
])('port %i is open to nobody', (number, reason) => {
  expect(said(tenantWithPorts(ssh(number)))[0]).toContain(`.outside.port: ${number} ${reason}`);
});

const other = (port: string) =>
  changed(
    changed(tenantWithPorts(port), 'site.commons.example, ', 'other.commons.example, '),
    ', ssh.commons.example]',
    ', other-ssh.commons.example]',
  ).replace('host: ssh.', 'host: other-ssh.');
const two = (first: string, second: string) =>
  report({
    'environment.yaml': opensPorts,
    'tenants/first.yaml': other(first),
    'tenants/site.yaml': tenantWithPorts(second),
  });

test('a number is one tenant’s, and the second is told of the first and of a free one', () => {
  expect(two(ssh(2222), ssh(2222))).toEqual([
    expect.stringMatching(
      /^tenants\/site.yaml:.*\.outside\.port: TCP at 2222 leads to port ssh of web of tenant first already$/,
    ),
    'write another one, like 2223',
  ]);
});

test('TCP and UDP at one number lead to one process', () => {
  expect(two(ssh(2222), `name: voices, port: 1, protocol: UDP, ${opened(2222)}`)[0]).toContain(
    'TCP at 2222 leads to port ssh of web of tenant first, and the balancer has one target for both protocols',
  );
});

test('two numbers with one node port are found', () => {
  expect(outsideNodePort(2222)).toBe(outsideNodePort(2222 + 2053));
  expect(two(ssh(2222), ssh(2222 + 2053))[0]).toContain(
    '4275 and 2222, which leads to port ssh of web of tenant first, would both be node port 30869',
  );
});

test('numbers that people know have node ports of their own, in what Kubernetes takes and beside that of GitLab', () => {
  const known = [22, 53, 70, 465, 587, 853, 873, 989, 990, 993, 995, 1080, 1194, 1883, 1935, 1965, 2222, 3478, 3479];
  const chats = [4443, 5222, 5223, 5269, 5281, 5060, 5061, 5349, 5350, 6667, 6679, 6697, 8443, 8448, 9735, 9987, 10000];
  const others = [
    4000, 5000, 5672, 7777, 8333, 8883, 9001, 9418, 19132, 25565, 27015, 30033, 41641, 51820, 64738, 65535,
  ];
  const all = [...known, ...chats, ...others].map(outsideNodePort);
  expect(new Set(all).size).toBe(all.length);
  expect(Math.min(...all)).toBeGreaterThan(30085);
  expect(Math.max(...all)).toBeLessThan(32768);
});

test.each([
  [
    'a host that is not granted',
    ssh(22).replace('ssh.commons', 'git.commons'),
    'git.commons.example is not one of the hosts',
  ],
  [
    'UDP by the PROXY protocol',
    `name: v, port: 1, protocol: UDP, ${opened(9, ', clientAddress: proxy-protocol')}`,
    'is proxy-protocol, which the balancer does not support for UDP',
  ],
])('%s is refused', (_, port, reason) => {
  expect(said(tenantWithPorts(port)).join('\n')).toContain(reason);
});

test('a host leads to pages or to ports', () => {
  const named = changed(
    tenantWithPorts(ssh(22)),
    '    image:',
    '    hosts: [site.commons.example, ssh.commons.example]\n    image:',
  );
  expect(said(named)[0]).toContain(
    'ssh.commons.example serves web pages, and a name is either for web pages or for outside ports',
  );
  const only = `${minimalTenant}    ports: [{ ${ssh(22).replace('ssh.commons', 'site.commons')} }]\n`;
  expect(said(only)[0]).toContain(
    'site.commons.example is only for outside ports, so that no host is left for web pages',
  );
  expect(said(changed(only, '    image:', '    hosts: []\n    image:'))).toEqual([]);
});

test('a host that can be no alias is refused', () => {
  const below = 'ssh.apps.commons.openshift.commons.example';
  const tenant = tenantWithPorts(ssh(22)).replaceAll('ssh.commons.example', below);
  expect(said(tenant)[0]).toContain(`${below} is the apex of a domain, or below the zone of the cluster`);
});

test('the balancer leads to machines that are registered, and to no more than AWS allows', () => {
  const pool = (name: string) => changed(opensPorts, 'ports: { pool: workers }', `ports: { pool: ${name} }`);
  expect(report({ 'environment.yaml': pool('wrokers') })[0]).toContain(
    'edge.ports.pool: wrokers is not a pool of workers',
  );
  const cloud = changed(opensPorts, '      size: 6\n', '      owner: cloudformation\n      size: 6\n');
  expect(report({ 'environment.yaml': cloud }).join()).toContain(
    'only the machine API registers machines with the balancer',
  );
  const idle = changed(opensPorts, '      size: 6\n', '      size: { minimum: 0, maximum: 6 }\n');
  expect(report({ 'environment.yaml': idle }).join()).toContain(
    'edge.ports.pool: workers may have no machine at the quietest hour',
  );
  const many = changed(opensPorts, '      size: 6\n', '      size: 100\n');
  const six = [1, 2, 3, 4, 5, 6].map((index) => `name: p${index}, port: ${index}, ${opened(7000 + index)}`);
  expect(said(tenantWithPorts(...six), many)).toEqual([
    'environment.yaml edge.ports.pool: workers may have 100 machines, each a target of 6 ports, and AWS limits a balancer to 500 targets',
    'name a pool of at most 83 machines',
  ]);
  expect(said(tenantWithPorts(...six.slice(1)), many)).toEqual([]);
});

test('no more ports than AWS gives a balancer listeners', () => {
  const tenants = Array.from({ length: 4 }, (_, tenant) => {
    const ports = Array.from({ length: 13 }, (_each, index) => {
      const number = 7000 + tenant * 13 + index;
      return `name: p${index}, port: ${number}, outside: { host: s${tenant}.commons.example, port: ${number}, because: 'The tests open many' }`;
    });
    const text = tenantWithPorts(...ports)
      .replace('site.commons', `t${tenant}.commons`)
      .replace('ssh.commons', `s${tenant}.commons`);
    return [`tenants/t${tenant}.yaml`, text] as const;
  });
  expect(report({ 'environment.yaml': opensPorts, ...Object.fromEntries(tenants) })).toEqual([
    expect.stringContaining('edge.ports: has 52 ports of tenants, and AWS limits a balancer to 50'),
    'close ports that are not needed any more',
  ]);
});
