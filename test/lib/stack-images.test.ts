import { singleSignOnProps } from '../../lib/platform/single-sign-on';
import { runnerHostSpecs } from '../../lib/platform/hosts';
import { stackImages } from '../../lib/stack-images';
import { changed, load, minimalEnvironment } from '../support/environment-folder';

const issuer = '  issuer: https://sso.commons.example/realms/commons\n';
const keycloak = `  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: sso-admin.commons.example }\n`;
const withKeycloak = changed(minimalEnvironment, issuer, `${issuer}${keycloak}`);
const { environment } = load({ 'environment.yaml': withKeycloak });
const digest = `sha256:${'ab'.repeat(32)}`;

const pinned = (reference: string) => ({
  ...environment,
  images: { [reference]: { digest, architectures: ['arm64'] as const } },
});

test('Keycloak on ECS goes by its tag until its registry has answered, then by digest alone', () => {
  const [image, ...others] = stackImages(environment);
  expect(others).toEqual([]);
  expect(image).toMatchObject({ architecture: 'arm64' });
  const reference = image?.reference ?? '';
  expect(reference).toMatch(/^quay\.io\/keycloak\/keycloak:\d+\.\d+\.\d+$/);
  expect(singleSignOnProps(environment, {})?.keycloak?.image).toBe(reference);
  expect(singleSignOnProps(pinned(reference), {})?.keycloak?.image).toBe(`quay.io/keycloak/keycloak@${digest}`);
});

test('nothing runs beside the cluster in an environment that says nothing of it', () => {
  const { environment: minimal } = load();
  expect(stackImages(minimal)).toEqual([]);
  expect(runnerHostSpecs(minimal)).toEqual([]);
});
