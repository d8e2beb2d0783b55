import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';
import { withGitLab } from '../../support/with-gitlab';

const withZone = (zone: string, text = minimalEnvironment) =>
  changed(text, 'cluster:\n', `privateZones: [${zone}]\ncluster:\n`);
const cdn = `{ canonicalName: commons.cdn.example, ranges: { ipv4: [192.0.2.0/24] } }`;

test.each([
  ['apps.commons.openshift.commons.example', 'is in commons.openshift.commons.example, where the cluster itself has'],
  ['acme.openshift.commons.example', 'is in acme.openshift.commons.example, where the cluster itself has'],
  ['ec2.internal', 'hides ec2.internal (the machines of the VPC)'],
  ['cluster.local', 'hides cluster.local (the services of the cluster)'],
  ['s3.us-east-1.amazonaws.com', 'hides amazonaws.com (the APIs of AWS)'],
  ['letsencrypt.org', 'hides letsencrypt.org (the certificate authority)'],
  ['cdn.quay.io', 'hides quay.io (a registry of images)'],
])('a private zone %s is refused: it %s', (zone, reason) => {
  expect(report({ 'environment.yaml': withZone(zone) })[0]).toContain(`privateZones[0]: ${zone} ${reason}`);
});

test('a private zone over the CDN is refused', () => {
  const behind = minimalEnvironment.replace(/cdn: .*/, `cdn: ${cdn}`);
  expect(report({ 'environment.yaml': withZone('cdn.example', behind) })[0]).toContain(
    'cdn.example hides commons.cdn.example (the CDN)',
  );
});

test.each([
  ['gitlab.commons.example', 'gitlab.host'],
  ['registry.commons.example', 'gitlab.registry.host'],
  ['ssh.commons.example', 'gitlab.ssh.host'],
  ['commons-pages.example', undefined],
  ['team.pages.commons-pages.example', 'gitlab.pages.domain'],
])('a private zone %s over GitLab is refused', (zone, place) => {
  expect(report({ 'environment.yaml': withZone(zone, withGitLab) })[0]).toContain(
    place === undefined ? `${zone} has public names` : `${zone} hides `,
  );
  expect(report({ 'environment.yaml': withZone(zone, withGitLab) })[0]).toContain(place ?? '');
});

test('a public name of a host is hidden, unless its private zone has it as well', () => {
  const host = (name: string) => ({
    'environment.yaml': `${withZone('internal.commons.example')}hosts:
  images: { amd64: ami-0123456789abcdef0, arm64: ami-0fedcba9876543210 }
  machines:
    - name: mirror
      purpose: Pulls the mirrors of other communities every night
      image: { system: debian, id: ami-0123456789abcdef1 }
      architecture: arm64
      instanceType: t4g.medium
      zones: [us-east-1a]
      address: { public: 'Everybody fetches from it' }
      records: { private: internal.commons.example, public: [${name}] }
`,
  });
  expect(report(host('files.internal.commons.example'))[0]).toContain(
    'internal.commons.example hides files.internal.commons.example (host mirror)',
  );
  expect(report(host('mirror.internal.commons.example')).join('\n')).not.toContain('hides');
});

test.each([
  ['internal.example', 'relay.internal.example', 'hides relay.internal.example (mail.host) from the VPC, unless'],
  ['x.openshift.commons.example', 'relay.example', 'is below openshift.commons.example, where only the cluster'],
])('a private zone %s may be meant so: a warning tells what it hides', (zone, relay, reason) => {
  const { warnings } = load({ 'environment.yaml': `${withZone(zone)}mail: { host: ${relay} }\n` });
  expect(warnings.map((warning) => warning.reason)).toContainEqual(expect.stringContaining(`${zone} ${reason}`));
});
