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
