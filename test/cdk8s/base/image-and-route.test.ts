import { AppImage } from '../../../cdk8s/base/app-image';
import { PublicRoute, type HostCertificate } from '../../../cdk8s/base/public-route';
import { byName, objectsOf } from '../../support/charts';

const digest = `quay.io/team/site@sha256:${'a'.repeat(64)}`;

function imageOf(reference: string) {
  const triggers: Record<string, string>[] = [];
  const objects = objectsOf((chart) => {
    triggers.push(new AppImage(chart, 'image', { name: 'site', reference }).triggerFor('web'));
  });
  return { stream: byName(objects, 'ImageStream').site, trigger: triggers[0]?.['image.openshift.io/triggers'] };
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
  expect(imageOf(digest)).toEqual({ stream: undefined, trigger: undefined });
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
        ...{ host: 'a.b.example', certificate: 'router-default', service: 'site', port: 'http' },
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
