import { z } from 'zod';
import { WebGateway, type WebGatewayProps } from '../../../cdk8s/services/web-gateway/web-gateway';
import { byName, objectsOf } from '../../support/charts';

const everyProp: Required<WebGatewayProps> = {
  name: 'site',
  image: 'docker.io/nginxinc/nginx-s3-gateway:unprivileged-oss-20260928',
  updates: 'reviewed',
  hosts: [
    { host: 'wiki.example', certificate: 'acme' },
    { host: 'old-wiki.example', certificate: 'acme' },
  ],
  serves: { kind: 'site' },
  bucket: {
    bucketName: 'test-tenant-team',
    prefix: 'wiki',
    roleArn: 'arn:aws:iam::111122223333:role/test-team-site',
  },
  healthPath: '/index.html',
  answers: {},
  headers: {},
  notFound: { text: 'Not here', contentType: 'text/plain' },
  cacheSeconds: 3600,
  replicas: 2,
};

const render = (change: Partial<WebGatewayProps> = {}) =>
  objectsOf((chart) => new WebGateway(chart, 'site', { ...everyProp, ...change }));

const named = z.looseObject({ name: z.string() });
const probe = z.looseObject({ httpGet: z.looseObject({ path: z.string() }) });
const deployment = z.looseObject({
  template: z.looseObject({
    metadata: z.looseObject({ annotations: z.record(z.string(), z.string()) }),
    spec: z.looseObject({
      containers: z.tuple([
        z.looseObject({
          env: z.array(named.extend({ value: z.string() })),
          readinessProbe: probe,
          livenessProbe: probe,
          volumeMounts: z.array(named.extend({ mountPath: z.string(), subPath: z.string().optional() })),
          securityContext: z.record(z.string(), z.unknown()),
        }),
      ]),
      volumes: z.array(
        named.extend({
          emptyDir: z.object({ sizeLimit: z.string() }).optional(),
          downwardAPI: z
            .object({ items: z.array(z.object({ path: z.string(), fieldRef: z.object({ fieldPath: z.string() }) })) })
            .optional(),
        }),
      ),
    }),
  }),
});

function podOf(change: Partial<WebGatewayProps> = {}) {
  const { template } = deployment.parse(byName(render(change), 'Deployment').site?.spec);
  const [container] = template.spec.containers;
  return { template, container, env: Object.fromEntries(container.env.map(({ name, value }) => [name, value])) };
}

test('it shows its part of the bucket and no other', () => {
  expect(podOf().env).toMatchObject({
    S3_BUCKET_NAME: 'test-tenant-team',
    PREFIX_LEADING_DIRECTORY_PATH: '/wiki',
    S3_STYLE: 'virtual-v2',
    S3_SERVER: 's3.eu-west-1.amazonaws.com',
    S3_SERVER_PROTO: 'https',
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
  });
  expect(Object.keys(podOf().env).filter((name) => /SECRET|ACCESS_KEY/.test(name))).toEqual([]);
});

test.each<[WebGatewayProps['serves'], string, string]>([
  [{ kind: 'site' }, 'true', 'false'],
  [{ kind: 'downloads', listing: false }, 'false', 'false'],
  [{ kind: 'downloads', listing: true }, 'false', 'true'],
])('%j: index pages %s, lists of folders %s', (serves, index, listing) => {
  const { env } = podOf({ serves });
  expect([env.PROVIDE_INDEX_PAGE, env.APPEND_SLASH_FOR_POSSIBLE_DIRECTORY, env.ALLOW_DIRECTORY_LIST]).toEqual([
    index,
    index,
    listing,
  ]);
});

test('its root is read-only: what it makes of its templates, its caches and the rest have folders of their own', () => {
  const { container, template } = podOf();
  expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  const writable = template.spec.volumes.filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name);
  const paths = container.volumeMounts.filter(({ name }) => writable.includes(name)).map(({ mountPath }) => mountPath);
  expect(paths).toEqual(['/etc/nginx/conf.d', '/var/cache/nginx', '/tmp']);
});

test('both caches together fit into their folder', () => {
  const { env, template } = podOf();
  const folder = template.spec.volumes.find(({ name }) => name === 'cache')?.emptyDir?.sizeLimit ?? '';
  expect(2 * parseInt(env.PROXY_CACHE_MAX_SIZE ?? '', 10)).toBeLessThan(parseInt(folder, 10));
});

test('every template is mounted where nginx reads it, and is a part of the pod, so that a change rolls out', () => {
  const { container, template } = podOf();
  const items = template.spec.volumes
    .flatMap(({ downwardAPI }) => downwardAPI?.items ?? [])
    .filter(({ path }) => path.endsWith('.template'));
  expect(items).toHaveLength(4);
  for (const { path, fieldRef } of items) {
    expect(container.volumeMounts).toContainEqual({
      name: 'templates',
      mountPath: `/etc/nginx/templates/${path}`,
      subPath: path,
      readOnly: true,
    });
    const [, annotation = ''] = /^metadata\.annotations\['(.+)'\]$/.exec(fieldRef.fieldPath) ?? [];
    expect(template.metadata.annotations[annotation]).toMatch(/;\n/);
  }
  const text = Object.values(template.metadata.annotations).join('');
  expect(text).toContain('"public, max-age=3600"');
  expect(text.match(/proxy_ssl_verify on;/g)).toHaveLength(2);
});

test('a bucket that does not answer takes pods out of service, and restarts none', () => {
  const { container } = podOf();
  expect(container.readinessProbe.httpGet.path).toBe('/index.html');
  expect(container.livenessProbe.httpGet.path).toBe('/health');
});

test('every host has a route, and only routers reach the pods', () => {
  const objects = render();
  expect(Object.keys(byName(objects, 'Route'))).toEqual(['wiki-example', 'old-wiki-example']);
  expect(JSON.stringify(byName(objects, 'NetworkPolicy').site?.spec)).toContain(
    '"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"policy-group.network.openshift.io/ingress":""}}}]',
  );
});
