import { draftedTenant, leftOver } from '../../../support/drafted-tenant';
import { report } from '../../../support/environment-folder';

const drafted = (text: string) => {
  const { draft, left } = draftedTenant([text], 'compose');
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
  return { draft, left: leftOver(left) };
};

test('ports besides that of HTTP are drafted under their numbers, and the list says who reaches them', () => {
  const { draft, left } = drafted(`services:
  app:
    image: quay.io/a/forge:1
    ports: ['80:3000', '443:443', '22:2222', '64738:64738/udp', '64738:64738/udp']
    expose: ['9989']
`);
  expect(draft).toContain(`    port: 3000
    ports:
      - name: tcp-2222
        port: 2222
      - name: udp-64738
        port: 64738
        protocol: UDP
      - name: tcp-9989
        port: 9989
`);
  expect(left).toEqual(['app port 443/tcp', 'app port 2222/tcp', 'app port 64738/udp']);
});

test('another process is called at such a port under its number, and at port 80 by HTTP', () => {
  const { draft, left } = drafted(`services:
  app: { image: 'quay.io/a/app:1', ports: ['80:8010'], expose: ['9989'] }
  worker:
    image: quay.io/a/worker:1
    environment:
      MASTER: app:9989
      SITE_URL: http://app:8010/api
      STORE_HOST: app
      STORE_PORT: 9989
      SITE_HOST: app
      SITE_PORT: 8010
      OTHER_HOST: app
      OTHER_PORT: 7000
`);
  for (const line of [
    'calls:\n      - web\n',
    'MASTER: web:9989\n',
    'SITE_URL: http://web/api\n',
    "STORE_PORT: '9989'\n",
    "SITE_PORT: '80'\n",
    "OTHER_PORT: '7000'\n",
  ])
    expect(draft).toContain(line);
  expect(left).toEqual(['worker variable OTHER_PORT']);
});

test('a user or a database that is called like a process is none', () => {
  const { draft } = drafted(`services:
  app: { image: 'quay.io/a/app:1', ports: ['80'] }
  worker: { image: 'quay.io/a/worker:1', environment: { STORE_USER: app, STORE_DB: app, HOSTNAME: app } }
`);
  expect(draft).toContain('STORE_USER: app\n');
  expect(draft).toContain('STORE_DB: app\n');
  expect(draft).toContain('HOSTNAME: web\n');
});

test('a process that others wait for, and that has no port, is told', () => {
  expect(
    drafted(`services:
  app: { image: 'quay.io/a/app:1', ports: ['80'], depends_on: [api, index] }
  api: { image: 'quay.io/a/api:1' }
  index: { image: 'quay.io/a/index:1', expose: ['9200'] }
`).left,
  ).toEqual(['api port of api']);
});

describe('hosts that lead to other ports of one process', () => {
  const told = `    ports:
      - name: tcp-9000
        port: 9000
        hosts:
          - s3.commons.example
        paths:
          - /objects
`;

  test('are those of the routers of Traefik', () => {
    const { draft, left } = drafted(`services:
  store:
    image: quay.io/a/store:1
    labels:
      traefik.http.routers.api.rule: Host(\`s3.commons.example\`)
      traefik.http.routers.api.service: api
      traefik.http.routers.part.rule: Host(\`files.commons.example\`) && PathPrefix(\`/objects\`)
      traefik.http.routers.part.service: api@docker
      traefik.http.services.api.loadbalancer.server.port: '9000'
      traefik.http.routers.console.rule: Host(\`files.commons.example\`)
      traefik.http.services.console.loadbalancer.server.port: '9001'
`);
    expect(draft).toContain('hosts: [files.commons.example, s3.commons.example]');
    expect(draft).toContain(`    port: 9001\n${told}`);
    expect(left.filter((what) => !what.includes('label'))).toEqual([]);
  });

  test('are those of the addresses of Caddy', () => {
    const { draft } = drafted(`services:
  store:
    image: quay.io/a/store:1
    expose: ['9001']
    labels:
      caddy_0: files.commons.example
      caddy_0.reverse_proxy: '{{upstreams 9001}}'
      caddy_1: s3.commons.example
      caddy_1.reverse_proxy: '{{upstreams 9000}}'
`);
    expect(draft).toContain(
      '    port: 9001\n    ports:\n      - name: tcp-9000\n        port: 9000\n        hosts:\n          - s3.commons.example\n',
    );
  });

  test('are those of the Ingresses of a chart', () => {
    const route = (host: string, port: string, path = '/') =>
      `  - host: ${host}\n    http: { paths: [{ path: ${path}, backend: { service: { name: store, port: { ${port} } } } }] }\n`;
    const { draft } = draftedTenant([
      `apiVersion: apps/v1
kind: Deployment
metadata: { name: store }
spec:
  template:
    metadata: { labels: { app: store } }
    spec:
      containers: [{ name: store, image: 'quay.io/a/store:1', ports: [{ name: console, containerPort: 9001 }, { name: api, containerPort: 9000 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: store }
spec: { selector: { app: store }, ports: [{ name: console, port: 80, targetPort: console }, { name: api, port: 9000, targetPort: api }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: store }
spec:
  rules:
${route('files.commons.example', 'name: console')}${route('s3.commons.example', 'number: 9000')}${route('files.commons.example', 'number: 9000', '/objects')}`,
    ]);
    expect(draft).toContain(`    port: 9001\n${told}`);
    expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
  });

  test('of a worker are its own', () => {
    const { draft } = drafted(`services:
  app: { image: 'quay.io/a/app:1', labels: { caddy: www.commons.example, caddy.reverse_proxy: '{{upstreams 8000}}' } }
  media:
    image: quay.io/a/media:1
    depends_on: [app]
    labels:
      caddy_0: media.commons.example
      caddy_0.reverse_proxy: '{{upstreams 7000}}'
      caddy_1: rtc.commons.example
      caddy_1.reverse_proxy: '{{upstreams 7001}}'
`);
    expect(draft).toContain('rtc.commons.example');
    expect(draft).toMatch(/port: 7001\n +hosts:\n +- rtc\.commons\.example/);
  });
});
