import { byName } from '../../support/charts';
import { minimalTenant } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const deploymentsWith = async (...lines: readonly string[]) =>
  byName(await tenantObjects(`${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`), 'Deployment');
const inPod = (spec: object) => ({ spec: { template: { spec } } });
const silent = "alive: { none: 'It has nothing to ask' }";
const other = 'image: "docker.io/library/memcached:1.6"';
const ofImage = 'scratch: [/tmp, { path: /app/tmp, content: of-image }]';

test('a worker with an image of its own gets no content of the service’s image', async () => {
  const { web, ...workers } = await deploymentsWith(
    ofImage,
    `workers: [{ name: same, command: [w], ${silent} }, { name: cache, ${other}, ${silent} }]`,
  );
  const copied = { initContainers: [{ name: 'content-1', command: ['cp', '-R', '/app/tmp/.', '/content'] }] };
  expect(web).toMatchObject(inPod(copied));
  expect(workers['web-worker-same']).toMatchObject(inPod(copied));
  const cache = workers['web-worker-cache'];
  expect(JSON.stringify(cache)).not.toContain('initContainers');
  expect(cache).toMatchObject(
    inPod({ containers: [{ volumeMounts: [{ mountPath: '/tmp' }] }], volumes: [{ name: 'scratch-0' }] }),
  );
});

test('a worker has folders of its own in place of the service’s, filled from its own image', async () => {
  const { 'web-worker-events': events } = await deploymentsWith(
    ofImage,
    `workers: [{ name: events, ${other}, scratch: [{ path: /etc/events, content: of-image }], ${silent} }]`,
  );
  expect(events).toMatchObject(
    inPod({
      initContainers: [
        {
          name: 'content-0',
          image: expect.stringMatching(/memcached:1.6$/) as unknown,
          volumeMounts: [{ name: 'scratch-0', mountPath: '/content' }],
        },
      ],
      containers: [{ volumeMounts: [{ name: 'scratch-0', mountPath: '/etc/events' }] }],
    }),
  );
  expect(JSON.stringify(events)).not.toContain('/app/tmp');
  // A newer image fills the folder too.
  expect(JSON.stringify(events?.metadata)).toContain('content-0');
});

test('what runs in the web pods has its own folders besides those of the pod', async () => {
  const { web } = await deploymentsWith(
    'scratch: [/tmp, /srv/code]',
    'before: [{ name: theme, command: [t], scratch: [/tmp] }]',
    `workers: [{ name: php, pod: web, ${other}, scratch: [{ path: /etc/php, content: of-image, sizeGiB: 1 }], ${silent} }]`,
  );
  expect(web).toMatchObject(
    inPod({
      initContainers: [
        { name: 'content-worker-php-0', volumeMounts: [{ name: 'scratch-worker-php-0', mountPath: '/content' }] },
        {
          name: 'web-before-theme',
          volumeMounts: [
            { name: 'scratch-1', mountPath: '/srv/code' },
            { name: 'scratch-before-theme-0', mountPath: '/tmp' },
          ],
        },
      ],
      containers: [
        { volumeMounts: [{ name: 'scratch-0' }, { name: 'scratch-1' }] },
        {
          name: 'web-worker-php',
          volumeMounts: [
            { name: 'scratch-0' },
            { name: 'scratch-1' },
            { name: 'scratch-worker-php-0', mountPath: '/etc/php' },
          ],
          resources: { requests: { 'ephemeral-storage': '1Gi' } },
        },
      ],
      volumes: [
        { name: 'scratch-0' },
        { name: 'scratch-1' },
        { name: 'scratch-before-theme-0' },
        { name: 'scratch-worker-php-0' },
      ],
    }),
  );
});

test('a worker that starts slowly has time, and its Deployment does not count as failed meanwhile', async () => {
  const slow = await deploymentsWith(`workers: [{ name: w, command: [w], startSeconds: 3600, alive: [ping] }]`);
  expect(slow['web-worker-w']).toMatchObject({
    spec: {
      progressDeadlineSeconds: 3900,
      ...inPod({ containers: [{ startupProbe: { failureThreshold: 360 } }] }).spec,
    },
  });
  expect(slow.web?.spec).not.toHaveProperty('progressDeadlineSeconds');
  const { web } = await deploymentsWith(
    `workers: [{ name: w, pod: web, command: [w], startSeconds: 3600, alive: [ping] }]`,
  );
  expect(web).toMatchObject({ spec: { progressDeadlineSeconds: 3900 } });
  expect((await deploymentsWith('startSeconds: 900')).web).toMatchObject({ spec: { progressDeadlineSeconds: 1200 } });
});

test('a worker is asked at another port than its own, with the headers that it needs', async () => {
  const asked = await deploymentsWith(
    'workers:',
    '  - { name: broker, command: [b], ports: [{ name: amqp, port: 5672 }], alive: { tcp: true, port: 5672 } }',
    '  - { name: api, command: [a], alive: { get: /up, port: 9000, host: own, headers: { X-Forwarded-Proto: https } } }',
  );
  expect(asked['web-worker-broker']).toMatchObject(
    inPod({ containers: [{ livenessProbe: { tcpSocket: { port: 5672 } } }] }),
  );
  expect(asked['web-worker-api']).toMatchObject(
    inPod({
      containers: [
        {
          readinessProbe: {
            httpGet: {
              path: '/up',
              port: 9000,
              httpHeaders: [
                { name: 'Host', value: 'site.commons.example' },
                { name: 'X-Forwarded-Proto', value: 'https' },
              ],
            },
          },
        },
      ],
    }),
  );
});
