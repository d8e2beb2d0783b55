import { fargateQuotaCheck } from '../../../../lib/operations/preflight/fargate-quota';
import { changed, minimalEnvironment } from '../../../support/environment-folder';
import { findingsOf, preflight } from './fake-cloud';

const issuer = 'https://sso.commons.example/realms/commons\n';
const onEcs = changed(
  minimalEnvironment,
  issuer,
  `${issuer}  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: sso-admin.commons.example }\n`,
);
const found = (quota: number, text: string) =>
  findingsOf(fargateQuotaCheck, preflight({ quota: () => Promise.resolve(quota) }, { 'environment.yaml': text }));

test.each([
  [2, 'fails: the account may have 2 vCPUs on Fargate, and Keycloak starts with 3'],
  [3, 'warning: the account may have 3 vCPUs on Fargate, and Keycloak may have 12 while a deploy replaces its tasks'],
  [11, 'warning: the account may have 11 vCPUs on Fargate, and Keycloak may have 12 while a deploy replaces its tasks'],
  [12, 'fine: the account may have 12 vCPUs on Fargate, and Keycloak may have 12'],
])('an account with %d vCPUs', async (quota, said) => {
  expect(await found(quota, onEcs)).toEqual([said]);
});

test('nobody asks where Keycloak runs elsewhere', async () => {
  expect(await found(0, minimalEnvironment)).toEqual(['fine: no vCPUs on Fargate are needed']);
});
