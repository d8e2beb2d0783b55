import { createContext } from '../../../cdk8s/applications/application';
import { singleSignOnApplications } from '../../../cdk8s/applications/single-sign-on';
import { placeholderFacts } from '../../../lib/operations/capacity/placeholder-facts';
import type { Environment } from '../../../model/environment';
import { byName } from '../../support/charts';
import { changed, load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const issuer = '  issuer: https://sso.commons.example/realms/commons\n';
const rendered = (environment: Environment) =>
  singleSignOnApplications(createContext(environment), placeholderFacts(environment));
const render = (keycloak: string) => {
  const environment = changed(fullEnvironment['environment.yaml'] ?? '', issuer, `${issuer}${keycloak}`);
  return rendered(load({ ...fullEnvironment, 'environment.yaml': environment }).environment).flatMap(({ files }) =>
    Object.values(files).flat(),
  );
};
const declared = (placement: string) =>
  `  keycloak:\n    placement: ${placement}\n    administrators: infrastructure\n    directory: { none: 'The tests keep people in Keycloak' }\n`;

test('somebody else’s single sign-on is nothing of ours', () => {
  expect(rendered(load(fullEnvironment).environment)).toEqual([]);
});

test('in the cluster there are a Keycloak, its realm and the login of the cluster', () => {
  const objects = render(declared('cluster'));
  expect(Object.keys(byName(objects, 'Keycloak'))).toEqual(['keycloak']);
  expect(JSON.stringify(byName(objects, 'ConfigMap'))).toContain('pad-hedgedoc');
  expect(byName(objects, 'OAuth').cluster?.metadata).not.toHaveProperty('namespace');
});

test('a Keycloak that reads the environment’s directory waits for its authority, believes it, and calls its subnets alone', () => {
  const yaml = changed(
    fullEnvironment['environment.yaml'] ?? '',
    issuer,
    `${issuer}  keycloak: { placement: cluster, administrators: infrastructure, directory: idm }\n`,
  );
  const { environment } = load({ ...fullEnvironment, 'environment.yaml': yaml });
  const facts = placeholderFacts(environment);
  const render_ = (directoryAuthority: string | undefined) =>
    singleSignOnApplications(createContext(environment), { ...facts, directoryAuthority });
  expect(render_(undefined).map(({ waitsFor }) => waitsFor)).toEqual([['directoryAuthority']]);
  const objects = render_('PEM').flatMap(({ files }) => Object.values(files).flat());
  expect(byName(objects, 'ConfigMap')['keycloak-directory']).toMatchObject({ data: { 'ca.crt': 'PEM' } });
  const policy = JSON.stringify(byName(objects, 'NetworkPolicy').keycloak);
  expect(policy).toContain('"to":[{"ipBlock":{"cidr":"10.0.56.0/22"}},{"ipBlock":{"cidr":"10.0.120.0/22"}}]');
  expect(policy).not.toContain('"cidr":"10.0.0.0/16"');
});

test('beside the cluster the realm is applied from here, and nothing of it runs here', () => {
  const objects = render(declared('ecs\n    adminHost: sso-admin.commons.example'));
  expect(byName(objects, 'Keycloak')).toEqual({});
  expect(byName(objects, 'Route')).toEqual({});
  expect(JSON.stringify(byName(objects, 'PrometheusRule')).match(/"alert":"[^"]*"/g)).toEqual([
    '"alert":"RealmNotApplied"',
  ]);
  expect(JSON.stringify(byName(objects, 'CronJob'))).toContain('https://sso-admin.commons.example');
  expect(Object.keys(byName(objects, 'OAuth'))).toEqual(['cluster']);
});
