import { App } from 'cdk8s';
import { AppImage, type ImageUpdates } from '../../../cdk8s/base/pods/app-image';
import { toManifests } from '../../../cdk8s/base/manifests/manifest';
import { PlatformChart } from '../../../cdk8s/base/manifests/platform-chart';
import { ClosedService, PublicRoute, type HostCertificate } from '../../../cdk8s/base/network/public-route';
import { ImagePins } from '../../../model/image-pins';
import { byName, chartContext, objectsOf } from '../../support/charts';

const digest = `quay.io/team/site@sha256:${'a'.repeat(64)}`;

const pins = { 'quay.io/team/site:stable': { digest: `sha256:${'b'.repeat(64)}`, architectures: ['amd64'] } } as const;

function imageOf(reference: string, updates: ImageUpdates = 'automatic') {
  const ownership = { owner: 'team', dataClass: 'internal' } as const;
  const images = new ImagePins(pins);
  const chart = new PlatformChart(new App(), 'chart', {
    ownership,
    namespace: 'team',
    context: { ...chartContext, images },
  });
  const image = new AppImage(chart, 'image', { name: 'site', reference, updates });
  const trigger = image.triggerFor('web')['image.openshift.io/triggers'];
  return { reference: image.reference, stream: byName(toManifests(chart), 'ImageStream').site, trigger, images };
}

test('a tag is followed, for all architectures, and its builds are rolled out', () => {
  const { stream, trigger } = imageOf('registry.example:5000/team/site:v1.2');
  expect(stream).toMatchObject({
    spec: {
      tags: [
        {
          name: 'v1.2',
          from: { kind: 'DockerImage', name: 'registry.example:5000/team/site:v1.2' },
          importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
        },
      ],
    },
  });
  expect(JSON.parse(trigger ?? '')).toEqual([
    {
      from: { kind: 'ImageStreamTag', name: 'site:v1.2' },
      fieldPath: 'spec.template.spec.containers[?(@.name=="web")].image',
    },
  ]);
});

test('a digest stays what it is', () => {
  expect(imageOf(digest)).toMatchObject({ reference: digest, stream: undefined, trigger: undefined });
  expect(imageOf(digest, 'reviewed').images.asked).toEqual([]);
});

test('with reviewed updates the digest that is known takes the place of the tag, which stays for people', () => {
  expect(imageOf('quay.io/team/site:stable', 'reviewed')).toMatchObject({
    reference: `quay.io/team/site:stable@sha256:${'b'.repeat(64)}`,
    stream: undefined,
    trigger: undefined,
    images: { unpinned: [] },
  });
  expect(imageOf('quay.io/team/site:stable').reference).toBe('quay.io/team/site:stable');
});

test('with reviewed updates and no digest a stream keeps the first import, and the image is listed', () => {
  const { stream, trigger, images } = imageOf('quay.io/team/site:next', 'reviewed');
  expect(stream).toMatchObject({ spec: { tags: [{ importPolicy: { scheduled: false } }] } });
  expect(trigger).toBeDefined();
  expect(images.unpinned).toEqual(['quay.io/team/site:next']);
});

const routeOf = (certificate: HostCertificate) =>
  objectsOf(
    (chart) => new PublicRoute(chart, 'route', { host: 'a.b.example', certificate, service: 'site', port: 'http' }),
  );

test('a host of a registered domain gets a certificate, and the router may read that Secret only', () => {
  const objects = routeOf('acme');
  expect(byName(objects, 'Certificate')['a-b-example']).toMatchObject({
    spec: { dnsNames: ['a.b.example'], secretName: 'a-b-example-tls', issuerRef: { kind: 'ClusterIssuer' } },
  });
  expect(byName(objects, 'Route')['a-b-example']).toMatchObject({
    spec: { tls: { externalCertificate: { name: 'a-b-example-tls' } } },
  });
  expect(byName(objects, 'Role')['a-b-example-router']).toMatchObject({
    rules: [{ resources: ['secrets'], resourceNames: ['a-b-example-tls'], verbs: ['get', 'list', 'watch'] }],
  });
  expect(byName(objects, 'RoleBinding')['a-b-example-router']).toMatchObject({
    subjects: [{ kind: 'ServiceAccount', name: 'router', namespace: 'openshift-ingress' }],
  });
});

test('a host below the cluster’s domain needs none', () => {
  expect(routeOf('router-default').map(({ kind }) => kind)).toEqual(['Route']);
});

test('the router waits for a service that says it takes long', () => {
  const slow = objectsOf(
    (chart) =>
      new PublicRoute(chart, 'route', {
        host: 'a.b.example',
        certificate: 'router-default',
        service: 'site',
        port: 'http',
        timeoutSeconds: 90,
      }),
  );
  const timeout = 'haproxy.router.openshift.io/timeout';
  expect(byName(slow, 'Route')['a-b-example']).toMatchObject({ metadata: { annotations: { [timeout]: '90s' } } });
  expect(byName(routeOf('acme'), 'Route')['a-b-example']?.metadata).not.toHaveProperty(['annotations', timeout]);
});

test('plain HTTP is sent to HTTPS, and browsers remember', () => {
  expect(byName(routeOf('router-default'), 'Route')['a-b-example']).toMatchObject({
    metadata: { annotations: { 'haproxy.router.openshift.io/hsts_header': 'max-age=31536000' } },
    spec: { tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' } },
  });
});

test('a host with limits tells them to the routers of all its paths, and of no figure that is not given', () => {
  const objects = objectsOf((chart) => {
    new ClosedService(chart, 'closed', { name: 'closed' });
    new PublicRoute(chart, 'route', {
      host: 'a.b.example',
      certificate: 'router-default',
      service: 'site',
      port: 'http',
      closed: { paths: ['/metrics'], service: 'closed' },
      limits: { atOnce: 50, inTenSeconds: 600 },
    });
  });
  const limit = 'haproxy.router.openshift.io/rate-limit-connections';
  for (const route of ['a-b-example', 'a-b-example-closed-1']) {
    expect(byName(objects, 'Route')[route]).toHaveProperty(['metadata', 'annotations'], {
      'argocd.argoproj.io/sync-wave': '3',
      'haproxy.router.openshift.io/hsts_header': 'max-age=31536000',
      [limit]: 'true',
      [`${limit}.concurrent-tcp`]: '50',
      [`${limit}.rate-http`]: '600',
    });
  }
});
