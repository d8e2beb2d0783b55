import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { kinds } from '../../cdk8s/services/kinds';
import { tenantSchema } from '../../model/tenant';
import { fixtureHome } from '../support/fixture-home';

/** The point of the general service: what a community runs dozens of has to be said in a few lines, each in a file of its own. */
const folder = join(fixtureHome.environments, 'production/tenants');

interface Written {
  readonly at: string;
  readonly keys: readonly string[];
  /** Lines of YAML, without comments. */
  readonly lines: number;
}

const services: readonly Written[] = readdirSync(folder).flatMap((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const list = parseDocument(text).get('services');
  if (!isSeq(list)) throw new Error(`${file} has no services`);
  return list.items.filter(isMap).flatMap((item): Written[] => {
    if (item.get('kind') !== 'web-application' || item.range == null) return [];
    const name = item.get('name');
    const lines = text.slice(item.range[0], item.range[1]).split('\n');
    return [
      {
        at: `${file} ${typeof name === 'string' ? name : 'web'}`,
        keys: item.items.map(({ key }) => String(key)),
        lines: lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length,
      },
    ];
  });
});

test('each is said in under 25 lines', () => {
  expect(services.filter(({ lines }) => lines >= 25).map(({ at, lines }) => `${at}: ${lines}`)).toEqual([]);
  // Counted right: the longest of them say a lot.
  expect(Math.max(...services.map(({ lines }) => lines))).toBeGreaterThan(15);
});

test.each(
  [
    'image',
    'hosts',
    'size',
    'database',
    'bucket',
    'secrets',
    'schedule',
    'login',
    'workers',
    'migrate',
    'callsOut',
    'files',
    'timeoutSeconds',
  ].map((key) => [key]),
)('%s is in use, so that its rendered objects are reviewed', (key) => {
  expect(services.filter(({ keys }) => keys.includes(key)).map(({ at }) => at)).not.toEqual([]);
});

test('the longest that one can say fits all the same', () => {
  const all = `purpose: Events with registration, payment and a mailing
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: personal
hosts: [events.commons.example]
services:
  - kind: web-application
    name: events
    image: quay.io/commons-example/events@sha256:${'0f9e'.repeat(16)}
    health: /healthz
    metrics: /metrics
    size: large
    replicas: 3
    timeoutSeconds: 120
    settings: { SITE_URL: 'https://events.commons.example' }
    login: { callback: /oidc/callback }
    secrets: [{ generated: SESSION_SECRET }, MAIL_PASSWORD]
    database: { storageGiB: 20, extensions: [pg_trgm] }
    cache: {}
    bucket: {}
    claim: { path: /srv/events, sizeGiB: 10, sharing: many-pods }
    callsOut: [{ port: 587, because: Invitations go through the mail relay }]
    migrate: [indico, db, upgrade]
    workers:
      - { name: celery, command: [indico, celery, worker], alive: [indico, celery, inspect, ping] }
    schedule:
      - { name: cleanup, at: '0 3 * * *', command: [indico, cleanup] }
`;
  expect(tenantSchema(kinds).safeParse(parseDocument(all).toJS()).success).toBe(true);
  expect(all.slice(all.indexOf('  - kind')).trim().split('\n').length).toBeLessThan(25);
});
