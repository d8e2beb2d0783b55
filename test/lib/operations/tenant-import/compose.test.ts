import { interpolate } from '../../../../lib/operations/tenant-import/compose-interpolation';
import { composeServiceKeys } from '../../../../lib/operations/tenant-import/compose-keys';
import { healthRequest } from '../../../../lib/operations/tenant-import/health-request';
import { tenantText } from '../../../../lib/operations/tenant-import/imported-text';
import { hostsByPort } from '../../../../lib/operations/tenant-import/hosts-by-port';
import { proxyLabels } from '../../../../lib/operations/tenant-import/proxy-labels';
import { shellWords } from '../../../../lib/operations/tenant-import/shell-words';
import { report } from '../../../support/environment-folder';
import { draftedTenant, leftOver } from '../../../support/drafted-tenant';

const draft = (...texts: readonly string[]): string => draftedTenant(texts, 'compose').draft;

/** A service with an image, a port and these further lines. */
const service = (lines: string): string =>
  `services:\n  app:\n    image: quay.io/a/b:1\n    ports: ['80']\n${lines.replaceAll(/^(?=.)/gm, '    ')}`;

test.each([
  ['plain', 'plain'],
  ['$$5 and $$(x)', '$5 and $$(x)'],
  ['$NAME/${OTHER}', '${NAME}/${OTHER}'],
  ['${A:-b}${C-d}', 'bd'],
  ['${A:-${B:-c}}/${D:-}', 'c/'],
  ['${A:?must be set}', '${A}'],
  ['a${B:+c}d', 'ad'],
  ['${open', '${open'],
  ['100$', '100$'],
])('a value %s of Compose is %s in a tenant’s file', (written, expected) => {
  expect(tenantText(interpolate(written))).toBe(expected);
});

test.each([
  ['a b  c', ['a', 'b', 'c']],
  [`sh -c "a && b 'c'"`, ['sh', '-c', "a && b 'c'"]],
  [`a\\ b 'c\\d' "e\\"f" ''`, ['a b', 'c\\d', 'e"f', '']],
  ['', []],
  ['a "b', ['a', 'b']],
])('%s is split as a shell does', (text, words) => {
  expect(shellWords(text)).toEqual(words);
});

test.each([
  ['curl -f http://localhost:3000/health || exit 1', { path: '/health', port: 3000 }],
  ['wget -q --spider 127.0.0.1:8080/', { path: '/', port: 8080 }],
  ['curl https://localhost/up?full=1', { path: '/up?full=1', port: 443 }],
  ['curl http://other:3000/health', undefined],
  ['pg_isready -h localhost -p 5432', undefined],
])('%s asks for a page or not', (line, expected) => {
  expect(healthRequest(['sh', '-c', line])).toEqual(expected);
});

test.each([
  [{ 'traefik.http.routers.a.rule': 'Host(`A.example`) || Host(`b.example`)' }, [['a.example'], ['b.example']]],
  [
    { 'traefik.http.routers.a.rule': 'Host(`a.example`) && (PathPrefix(`/x`) || Path(`/y`))' },
    [['a.example', '/x', '/y']],
  ],
  [
    {
      'traefik.http.routers.a.rule': 'Host(`a.example`) && PathPrefix(`/x`)',
      'traefik.http.routers.b.rule': 'Host(`a.example`)',
    },
    [['a.example']],
  ],
  [{ 'traefik.http.routers.a.rule': 'HostRegexp(`.+`)' }, []],
  [
    { caddy: 'https://a.example:8443, b.example', 'caddy.reverse_proxy': '{{upstreams 81}}' },
    [['a.example'], ['b.example']],
  ],
  [{ 'com.example': 'Host(`a.example`)' }, []],
])('labels %j lead to hosts', (labels, expected) => {
  const read = proxyLabels(labels);
  expect(hostsByPort(read.hosts, read.port).hosts.map(({ host, paths }) => [host, ...paths])).toEqual(expected);
});

test('each key of Compose is read or told, and one that there is not is told too', () => {
  const all = [...composeServiceKeys].filter(([, known]) => !('read' in known)).map(([key]) => key);
  const { left } = draftedTenant([service([...all, 'imagge', 'x-mine'].map((key) => `${key}: 1\n`).join(''))]);
  expect(leftOver(left)).toEqual([...all, 'imagge'].map((key) => `app ${key}`));
});

test('several files are merged as Compose does', () => {
  const base = service(`command: [a, b]
environment: [A=1, B=2]
volumes: ['one:/data', 'two:/cache']
tmpfs: /one
`);
  const change = `services:
  app:
    command: [c]
    environment: { B: '3', C: '4' }
    volumes: ['three:/data']
    ports: !override ['81']
    tmpfs: !reset null
`;
  const text = draft(base, change);
  expect(text).toContain('    args:\n      - c\n    port: 81\n');
  expect(text).toContain("    settings:\n      A: '1'\n      B: '3'\n      C: '4'\n");
  expect(text).not.toContain('/one');
  expect([...text.matchAll(/path: (\S+)/g)].map(([, path]) => path)).toEqual(['/cache', '/data']);
});

test('a place in the list is that of the file and the line where it stands', () => {
  const { left } = draftedTenant([service('privileged: true\n'), 'services:\n  app:\n    cap_add: [SYS_ADMIN]\n']);
  expect(left.map(({ what, at: { file, line } }) => [what, file, line])).toEqual([
    ['privileged', 'input-1.yaml', 5],
    ['cap_add', 'input-2.yaml', 3],
  ]);
});

test.each([
  ['a word of a command', 'command: [serve, --admin-password, hunter2-in-words]\n', 'hunter2-in-words'],
  ['an option with a value', 'command: serve --api-token=tok-hunter2-value\n', 'tok-hunter2-value'],
  ['an address with a password', "environment: { OTHER: 'amqp://guest:hunter2amqp@rabbit/x' }\n", 'hunter2amqp'],
  ['a default of a variable', "environment: { SMTP_PASSWORD: '${SMTP_PASSWORD:-hunter2default}' }\n", 'hunter2default'],
  ['a token by its looks', 'environment: { THING: glpat-hunter2hunter2hunter2 }\n', 'glpat-hunter2hunter2hunter2'],
  ['a health check', 'healthcheck: { test: [CMD, check, --password=hunter2health] }\n', 'hunter2health'],
])('%s is a secret that is neither in the draft nor in the list', (_, lines, value) => {
  const { draft: text, left } = draftedTenant([service(lines)]);
  expect(text + JSON.stringify(left)).not.toContain(value);
  expect(left).not.toEqual([]);
});

test('a word that is a secret in a worker’s own variables stays out too', () => {
  const text = `${service('')}  worker:
    image: quay.io/a/b:1
    command: work
    environment: { QUEUE_PASSWORD: hunter2-of-the-worker, PLAIN: text }
    healthcheck: { test: [CMD, ask, --password=hunter2-health] }
`;
  const drafted = draftedTenant([text]);
  expect(drafted.draft + JSON.stringify(drafted.left)).not.toContain('hunter2');
  expect(drafted.draft).toContain('      - QUEUE_PASSWORD\n');
});

test('configs of the file are files, but for those that have secrets in them', () => {
  const text = `${service('configs: [{ source: open, target: /etc/a.conf }, { source: closed, target: /etc/b.conf }, other]\n')}configs:
  open: { content: "cost = $$5\\npath = \${HOME}\\n" }
  closed: { content: "password = hunter2-in-a-file\\n" }
  other: { file: ./other.conf }
`;
  const drafted = draftedTenant([text]);
  expect(drafted.draft).toContain('      /etc/a.conf: |\n        cost = $5\n        path = ${HOME}\n');
  expect(drafted.draft).not.toContain('hunter2');
  expect(leftOver(drafted.left)).toEqual(['app file /etc/b.conf', 'app file /other']);
});

test('a secret that is a file is told, unless a variable names it', () => {
  const { left } = draftedTenant([
    service('secrets: [one, { source: two, target: /etc/two }]\nenvironment: { THING_FILE: /run/secrets/one }\n'),
  ]);
  expect(leftOver(left)).toEqual(['app secret /etc/two', 'app variable THING_FILE', 'app variable THING']);
});

test('a worker has hosts of its own, and a part of the host of its service', () => {
  const label = (rule: string) => `labels: { traefik.http.routers.a.rule: '${rule}' }`;
  const text = `${service(`${label('Host(`a.commons.example`)')}\n`)}  socket:
    image: quay.io/a/b:1
    entrypoint: socket
    expose: [81]
    ${label('Host(`a.commons.example`) && PathPrefix(`/socket/`)')}
  other:
    image: quay.io/a/b:1
    entrypoint: other
    expose: [82]
    ${label('Host(`b.commons.example`)')}
`;
  const { draft: drafted, left } = draftedTenant([text]);
  expect(drafted).toContain('\nhosts: [a.commons.example, b.commons.example]\n');
  expect(drafted).toContain('    hosts:\n      - a.commons.example\n    port: 80\n');
  expect(drafted).toContain('        port: 81\n        paths:\n          - /socket\n');
  expect(drafted).toContain('        port: 82\n        hosts:\n          - b.commons.example\n');
  expect(report({ 'tenants/site.yaml': drafted })).toEqual([]);
  expect(left).toEqual([]);
});

test('a command that asks for health is asked, and what answers at another port is asked there', () => {
  const health = (test: string) => draft(service(`healthcheck: { test: ${test} }\n`));
  expect(health('[CMD, app, status]')).toContain('    health:\n      command:\n        - app\n        - status\n');
  expect(health('curl localhost:80/up')).toContain('    health: /up\n');
  const elsewhere = draft(
    service(
      'healthcheck: { test: curl localhost:8081/up }\nlabels: { traefik.http.services.a.loadbalancer.server.port: 80 }\n',
    ),
  );
  expect(elsewhere).toContain('    health:\n      path: /up\n      port: 8081\n');
  expect(report({ 'tenants/site.yaml': elsewhere })).toEqual([]);
});

test('replicas, sizes and times are those of the file', () => {
  const text = draft(
    service(`deploy: { replicas: 3, resources: { reservations: { cpus: '0.3' }, limits: { cpus: '2', memory: 1536M } } }
healthcheck: { test: curl localhost/x, start_period: 10m }
stop_grace_period: 1m30s
`),
  );
  for (const line of [
    'replicas: 3',
    'cpu: 0.3',
    'memoryGiB: 1.5',
    'startSeconds: 600',
    'stopSeconds: 90',
    'health: /x',
  ]) {
    expect(text).toContain(` ${line}\n`);
  }
});

test('one volume in several pods is a shared one, and a folder of the machine is told', () => {
  const text = `${service("volumes: ['files:/files', '/srv/photos:/photos', './nginx:/etc/nginx:ro', '/proc:/host/proc']\n")}  helper: { image: 'quay.io/a/c:1', volumes: ['files:/elsewhere'] }
`;
  const { draft: drafted, left } = draftedTenant([text]);
  expect(drafted).toContain('    claim:\n      path: /files\n      sizeGiB: 5\n      sharing: many-pods\n');
  expect(drafted).toContain('      - name: photos\n');
  expect(leftOver(left).filter((each) => each.includes('volume'))).toEqual([
    'app volume at /photos',
    'app volume at /etc/nginx',
    'app volume at /host/proc',
    'app volume at /elsewhere',
  ]);
});
