import { draftedTenant, leftOver } from '../../../support/drafted-tenant';
import { report } from '../../../support/environment-folder';
import { draftFor, draftedService, serviceIn } from '../../../support/imported-inputs';

const web = "services:\n  app: { image: 'quay.io/a/web:1', ports: ['80'], volumes: ['files:/files'] }\n";

test('a volume that one worker mounts is its own, and each worker names those of the service', () => {
  const { claim, volumes, workers } = serviceIn('taiga', 'web');
  expect(claim).toMatchObject({ path: '/taiga-back/static', sharing: 'many-pods' });
  expect(volumes).toMatchObject([
    { name: 'media', path: '/taiga-back/media', sharing: 'many-pods' },
    { name: 'pages', path: '/var/cache/nginx', sharing: 'one-pod' },
  ]);
  expect(workers.map((worker) => [worker.name, worker.volumes, worker.claim?.path])).toEqual([
    ['back', ['data', 'media'], undefined],
    ['async', ['data', 'media'], undefined],
    ['front', [], undefined],
    ['async-broker', [], '/var/lib/rabbitmq'],
    ['events-broker', [], { '/var/lib/rabbitmq': 'events', '/var/log/rabbitmq': 'eventslog' }],
    ['events', [], undefined],
  ]);
  expect(leftOver(draftFor('taiga').left).filter((what) => !what.includes(' port of '))).toEqual(['db process db']);
});

test('workers of a service without volumes name none', () => {
  const { claim, workers } = draftedService(`services:
  app: { image: 'quay.io/a/web:1', ports: ['80'] }
  broker: { image: 'quay.io/a/broker:1', volumes: ['queue:/queue'] }
`);
  expect(claim).toBeUndefined();
  expect(workers).toMatchObject([{ name: 'broker', claim: { path: '/queue', sizeGiB: 5, sharing: 'one-pod' } }]);
  expect(workers[0]?.volumes).toBeUndefined();
});

test('a worker’s own volume has the size of the input, and several pods write to it if it has several', () => {
  const text = `${web}  queue: { image: 'quay.io/a/queue:1', scale: 2, volumes: ['a:/a', 'b:/b'] }
volumes: { a: { driver_opts: { size: 20G } }, b: { driver_opts: { size: 7G } } }
`;
  expect(draftedService(text).workers).toMatchObject([
    { claim: { path: { '/a': 'a', '/b': 'b' }, sizeGiB: 27, sharing: 'many-pods' }, replicas: 2, volumes: [] },
  ]);
  const { draft } = draftedTenant([text]);
  expect(draft).not.toContain('sizes of their volumes');
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
});

test('the draft counts the volumes of workers, and asks for their sizes', () => {
  const brokers = Array.from(
    { length: 10 },
    (_, index) => `  b${index}: { image: 'quay.io/a/broker:1', volumes: ['q${index}:/queue'] }\n`,
  );
  const { draft } = draftedTenant([`${web}${brokers.join('')}`]);
  expect(draft).toMatch(/^quota: \{ .*storageGiB: 69,/m);
  expect(draft).toMatch(/# decide: sizes of their volumes; .*\n    workers:\n/);
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
});

test('a volume that a worker and a job mount is one of the service, and one that no process of the draft mounts is none', () => {
  const { claim, volumes, workers, before } = draftedService(`${web}  worker:
    image: quay.io/a/worker:1
    volumes: ['models:/models']
    depends_on: { fetch: { condition: service_completed_successfully } }
  fetch: { image: 'quay.io/a/fetch:1', volumes: ['models:/models'] }
  after:
    image: quay.io/a/after:1
    volumes: ['rest:/rest']
    depends_on: [app]
  last: { image: 'quay.io/a/last:1', depends_on: { after: { condition: service_completed_successfully } } }
`);
  expect(claim).toMatchObject({ path: '/files', sharing: 'one-pod' });
  expect(volumes).toMatchObject([{ name: 'models', path: '/models', sharing: 'many-pods' }]);
  expect(before).toMatchObject([{ name: 'fetch', image: 'quay.io/a/fetch:1' }]);
  expect(workers).toMatchObject([
    { name: 'worker', volumes: ['models'] },
    { name: 'last', volumes: [] },
  ]);
});

test('of more volumes than a service can have, workers name those that it has', () => {
  const mounts = Array.from({ length: 11 }, (_, index) => `'v${index}:/v${index}'`).join(', ');
  const { draft, left } = draftedTenant([
    `services:
  app: { image: 'quay.io/a/web:1', ports: ['80'], volumes: [${mounts}] }
  worker: { image: 'quay.io/a/worker:1', volumes: [${mounts}] }
`,
  ]);
  expect(leftOver(left)).toEqual(['app volume at "/v9"', 'app volume at "/v10"']);
  expect(draft).toContain('          - v8\n        alive');
  expect(report({ 'tenants/site.yaml': draft })).toEqual([]);
});

describe('folders of the machine', () => {
  const volumes = (...mounts: readonly string[]) =>
    draftedService(`services:\n  app: { image: 'quay.io/a/web:1', ports: ['80'], volumes: [${mounts.join(', ')}] }\n`);

  test('beside each other are folders of one volume', () => {
    const { claim, volumes: others } = volumes('./data/config:/app/config', './data/files:/app/files', 'cache:/cache');
    expect(claim).toMatchObject({ path: { '/app/config': 'config', '/app/files': 'files' } });
    expect(others).toMatchObject([{ name: 'cache', path: '/cache' }]);
    const three = volumes('./vol/app/a:/a', './vol/app/a-b:/b', './vol/app/.c:/c');
    expect(three.claim?.path).toEqual({ '/a': 'a', '/b': 'a-b', '/c': 'c' });
  });

  test('of which one is in the other, or that other pods mount, are volumes of their own', () => {
    expect(volumes('./data:/data', './data/files:/files').claim?.path).toBe('/data');
    const { claim, volumes: others } = draftedService(`services:
  app: { image: 'quay.io/a/web:1', ports: ['80'], volumes: ['./d/a:/a', './d/b:/b', './d/c:/c'] }
  worker: { image: 'quay.io/a/worker:1', volumes: ['./d/a:/a'] }
`);
    expect(claim).toMatchObject({ path: '/a', sharing: 'many-pods' });
    expect(others).toMatchObject([{ path: { '/b': 'b', '/c': 'c' }, sharing: 'one-pod' }]);
  });

  test('have the size that the input says for none, once', () => {
    expect(volumes('./data/a:/a', './data/b:/b').claim?.sizeGiB).toBe(5);
  });
});

test('folders of one volume of the input are one volume, with a map of paths', () => {
  const mount = (folder: string) =>
    `{ type: volume, source: data, target: /app/${folder}, volume: { subpath: ${folder} } }`;
  expect(
    draftedService(`services:
  app: { image: 'quay.io/a/web:1', ports: ['80'], volumes: [${mount('uploads')}, ${mount('media')}] }
`).claim,
  ).toMatchObject({ path: { '/app/uploads': 'uploads', '/app/media': 'media' }, sizeGiB: 5 });
});
