import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { z } from 'zod';
import { createContext } from '../../../cdk8s/applications/application';
import { imagesApplication } from '../../../cdk8s/applications/images';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import { applicationsOf } from '../../support/applications';
import { byName } from '../../support/charts';
import { changed, load, minimalEnvironment, minimalTenant, report } from '../../support/environment-folder';

const { environment } = load();
const entry = (domainName: string) => ({ domainName, insecure: false });
const openshift = ['quay.io', 'registry.access.redhat.com', 'registry.redhat.io'].map(entry);

/** Brings its image itself: no file of a tenant names it. */
const bridge = `purpose: A bridge for the tests
maintainers: [elif-kaya, ines-okafor]
reviewBy: 2027-03-15
dataClass: internal
hosts: [bridge.commons.example]
services:
  - kind: hookshot
    homeserver: { domain: commons.example, url: https://matrix.commons.example, calledFrom: [203.0.113.64/28] }
    administrators: ['@bao:commons.example']
`;

test('by TLS only, and without streams from OpenShift’s own registries alone', () => {
  const { files } = imagesApplication(createContext(environment), []);
  expect(byName(files['images/import.yaml'] ?? [], 'Image').cluster?.spec).toEqual({
    allowedRegistriesForImport: openshift,
  });
});

test('image streams of every kind of service import from registries that the cluster lets in', async () => {
  const loaded = load({
    'tenants/bridge.yaml': bridge,
    'tenants/site.yaml': changed(minimalTenant, 'quay.io/', 'registry.site.example/'),
  });
  const applications = await applicationsOf(loaded.environment, placeholderFacts(loaded.environment));
  const files = applications.find(({ name }) => name === 'images')?.files ?? {};
  expect(byName(files['images/import.yaml'] ?? [], 'Image').cluster?.spec).toEqual({
    allowedRegistriesForImport: [entry('ghcr.io'), ...openshift, entry('registry.site.example')],
  });
});

const publicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMyjMll5xhECn7cNpZkB8pd1bp3pN
QRlzOVEG14BjD6PSP+jUGJuPRiQlE92vltj5CjsSwKaVNpmRfX7yh654wQ==
-----END PUBLIC KEY-----
`;
const signature = (name: string, repository: string) => `    - name: ${name}
      repositories: [${repository}]
      publicKey: |
${publicKey.trimEnd().replace(/^/gm, '        ')}
`;
const withSignatures = (...signatures: readonly string[]) =>
  changed(minimalEnvironment, 'edge:\n', `  signatures:\n${signatures.join('')}edge:\n`);
const one = withSignatures(signature('platform', 'quay.io/commons/platform'));

/** Schemas of OpenShift's own kinds; they are not part of the project. */
const schema = resolve(__dirname, '../../../../shared/schemas/config.openshift.io/clusterimagepolicy_v1.json');

describe('images that have to be signed', () => {
  const { files } = imagesApplication(createContext(load({ 'environment.yaml': one }).environment), []);
  const policy = byName(files['images/signatures.yaml'] ?? [], 'ClusterImagePolicy').platform;

  test('are checked by the key that the environment names, in its repositories', () => {
    const { spec } = z
      .object({
        spec: z.object({
          scopes: z.array(z.string()),
          policy: z.object({
            rootOfTrust: z.object({ policyType: z.string(), publicKey: z.object({ keyData: z.string() }) }),
            signedIdentity: z.unknown(),
          }),
        }),
      })
      .parse(policy);
    expect(spec.scopes).toEqual(['quay.io/commons/platform']);
    expect(spec.policy.rootOfTrust.policyType).toBe('PublicKey');
    const key = Buffer.from(spec.policy.rootOfTrust.publicKey.keyData, 'base64').toString();
    expect(key).toBe(publicKey);
    expect(createPublicKey(key).asymmetricKeyType).toBe('ec');
    expect(spec.policy.signedIdentity).toEqual({ matchPolicy: 'MatchRepoDigestOrExact' });
  });

  test('are a kind that the application may bring, and none without a key', () => {
    const kinds = (text: string) =>
      JSON.stringify(imagesApplication(createContext(load({ 'environment.yaml': text }).environment), []));
    expect(kinds(one)).toContain('"kind":"ClusterImagePolicy"}');
    expect(kinds(minimalEnvironment)).not.toContain('ClusterImagePolicy');
  });

  if (existsSync(schema)) {
    test('fit the schema of OpenShift', () => {
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(
        z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(schema), 'utf8'))),
      );
      expect([validate(policy), validate.errors]).toEqual([true, null]);
    });
  } else {
    test.skip('schemas of OpenShift: not checked, they are not here', () => undefined);
  }

  test('need a release that checks them, names of their own, and one key each', () => {
    const old = changed(one, '  baseDomain:', "  release: '4.19'\n  baseDomain:");
    expect(report({ 'environment.yaml': old })[0]).toMatch(
      /cluster\.signatures: cannot be checked by OpenShift 4\.19 without technology previews/,
    );
    const twice = withSignatures(
      signature('platform', 'quay.io/commons/platform'),
      signature('platform', 'quay.io/commons/platform'),
    );
    expect(report({ 'environment.yaml': twice }).filter((_, line) => line % 2 === 0)).toEqual([
      expect.stringMatching(/signatures\[1\]\.name: repeats the name of signatures\[0\]/),
      expect.stringMatching(/signatures\[1\]\.repositories\[0\]: has a signature of platform already/),
    ]);
  });

  test.each([
    ['quay.io/openshift-release-dev', 'quay.io/openshift-release-dev'],
    ['quay.io/openshift-release-dev/ocp-v4.0-art-dev', 'quay.io/openshift-release-dev'],
    ['registry.redhat.io/openshift4', 'registry.redhat.io'],
    ['registry.connect.redhat.com/percona', 'registry.connect.redhat.com'],
  ])('are not those that the cluster itself runs: %s', (repository, theirs) => {
    expect(report({ 'environment.yaml': withSignatures(signature('platform', repository)) })).toEqual([
      expect.stringContaining(
        `repositories[0]: includes images of ${theirs}, which OpenShift and the operators here run: no node would start them again`,
      ),
      'name repositories whose images you sign yourselves',
    ]);
  });

  test('may be of a repository whose name only begins like theirs', () => {
    const text = withSignatures(signature('platform', 'quay.io/openshift-release-developers/blog'));
    expect(report({ 'environment.yaml': text })).toEqual([]);
  });

  test.each(['quay..io/a/b', 'quay.io/a/..', 'quay.io:99999/a', 'quay.io/a-'])('are no %s', (repository) => {
    expect(report({ 'environment.yaml': withSignatures(signature('platform', repository)) })).toEqual([
      expect.stringContaining('is not a repository'),
      'write registry and repository without a tag, like quay.io/commons/platform',
    ]);
  });

  test('are not checked with what only looks like a key', () => {
    const wrong = withSignatures(signature('platform', 'quay.io/a/b').replace(/ +MFk[^-]*/, '        QUJD\n        '));
    expect(report({ 'environment.yaml': wrong })).toEqual([
      expect.stringContaining('publicKey: is not a public key that nodes can check a signature with'),
      'copy cosign.pub whole: a key of the curve P-256 as cosign generate-key-pair makes it',
    ]);
  });

  test('are refused with a key that is none, a tag, and the name of OpenShift’s own', () => {
    const wrong = withSignatures(
      signature('openshift-own', 'quay.io/commons/platform:stable').replace('PUBLIC', 'PRIVATE'),
    );
    expect(report({ 'environment.yaml': wrong }).filter((_, line) => line % 2 === 0)).toEqual([
      expect.stringContaining('begins like the policies of OpenShift itself'),
      expect.stringContaining('is not a repository'),
      expect.stringContaining('is not a public key'),
    ]);
  });
});
