import { draftFor, draftedService, serviceIn } from '../../../support/imported-inputs';
import { draftedTenant, leftOver } from '../../../support/drafted-tenant';

/** A web process that is always restarted, and another process with these lines. */
const beside = (lines: string, name = 'other', others = '') => `services:
  app: { image: 'quay.io/a/web:1', ports: ['80'], restart: unless-stopped }
  ${name}: { image: 'quay.io/a/other:1', ${lines} }
${others}`;

test.each([
  ['it is restarted on failure alone', beside('restart: on-failure')],
  ['it is restarted some times', beside("restart: 'on-failure:3'")],
  ['it is never restarted', beside("restart: 'no'")],
  ['a variable says so by default', beside('restart: "${RESTART:-on-failure}"')],
  ['its name says so', beside('command: run', 'db-init')],
  ['its command says so', beside('command: [bin/rails, db:migrate]')],
  [
    'its command says so, and it is restarted as web processes are',
    beside(
      'restart: on-failure, command: seed.sh',
      'other',
      "  web: { image: 'quay.io/a/c:1', restart: on-failure, healthcheck: { test: ask } }\n",
    ),
  ],
])('beside processes that are always restarted one runs once if %s', (_, text) => {
  const { before, workers } = draftedService(text);
  expect(before).toHaveLength(1);
  expect(workers.filter(({ name }) => name !== 'web')).toEqual([]);
  const told = draftedTenant([text]).left.filter(({ why }) => why.includes('taken for a process that ends'));
  expect(told.map(({ what, remedy }) => [what, remedy])).toEqual([
    ['restart', 'write it under workers if it runs without end'],
  ]);
});

test.each([
  ['it is always restarted too', beside('restart: always', 'db-init'), []],
  ['nothing is said of its end', beside('command: run'), []],
  ['it has a port', beside("restart: on-failure, expose: ['81']"), ['other restart']],
  ['it is asked for its health', beside('restart: on-failure, healthcheck: { test: ask }'), ['other restart']],
  [
    'another one calls it',
    beside(
      'restart: on-failure',
      'other',
      "  c: { image: 'quay.io/a/c:1', restart: always, environment: { URL: 'amqp://other:5672' } }\n",
    ),
    ['other restart'],
  ],
  [
    'another one waits until it is healthy',
    beside(
      'restart: on-failure',
      'other',
      "  c: { image: 'quay.io/a/c:1', restart: always, depends_on: { other: { condition: service_healthy } } }\n",
    ),
    ['other restart'],
  ],
  [
    'processes that answer have the same policy',
    beside('restart: on-failure', 'other', "  c: { image: 'quay.io/a/c:1', restart: on-failure, ports: ['81'] }\n"),
    ['other restart', 'c restart'],
  ],
  ['a shell starts another program after it', beside('command: sh -c "bin/migrate && bin/run"'), []],
  ['an option alone says so', beside('command: [run, --auto-migrate]'), []],
  [
    'no other process is always restarted',
    "services:\n  app: { image: 'quay.io/a/b:1', ports: ['80'] }\n  init: { image: 'quay.io/a/c:1', restart: on-failure }\n",
    ['init restart'],
  ],
])('a process is not taken for one that ends if %s', (_, text, told) => {
  const { draft, left } = draftedTenant([text]);
  expect(draft).not.toContain('before:');
  expect(leftOver(left).filter((each) => each.endsWith('restart'))).toEqual(told);
});

test('what prepares an application is no worker of it', () => {
  const web = serviceIn('zammad', 'web');
  expect(web).toMatchObject({
    args: ['zammad-nginx'],
    claim: { path: '/opt/zammad/storage', sharing: 'many-pods' },
    volumes: [],
    before: [{ name: 'init', args: ['zammad-init'], settings: { POSTGRESQL_DB_CREATE: 'false' } }],
    workers: [
      { name: 'rails', args: ['zammad-railsserver'], volumes: ['data'] },
      { name: 'scheduler', args: ['zammad-scheduler'], volumes: ['data'] },
      { name: 'search', volumes: [], claim: { path: '/usr/share/elasticsearch/data' } },
    ],
  });
  expect(leftOver(draftFor('zammad').left)).toEqual([
    'init restart',
    'search port of search',
    'db process db',
    'redis process redis',
  ]);
});
