import { authorityPem } from '../../support/authority-pem';
import { load, type EnvironmentFiles } from '../../support/environment-folder';
import { changed } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const issuer = '  issuer: https://sso.commons.example/realms/commons\n';
const inFreeIpa = `directory:
      hosts: [idm01.commons.example]
      baseDn: dc=commons,dc=example
      authority: ${JSON.stringify(authorityPem)}`;

const warnings = (directory: string, administrators: string, members: string): readonly string[] => {
  const keycloak = `  keycloak:\n    placement: cluster\n    administrators: ${administrators}\n    ${directory}\n`;
  const files: EnvironmentFiles = {
    ...fullEnvironment,
    'environment.yaml': changed(fullEnvironment['environment.yaml'] ?? '', issuer, `${issuer}${keycloak}`),
    'tenants/pad.yaml': changed(
      fullEnvironment['tenants/pad.yaml'] ?? '',
      'members: pad-people',
      `members: ${members}`,
    ),
  };
  return load(files)
    .warnings.filter(({ reason }) => reason.includes('below another group'))
    .map(({ file, path, reason }) => `${file} ${path}: ${reason}`);
};

test('a group that the directory cannot have is pointed out wherever one is named', () => {
  const lost = 'is below another group, and the directory has only groups on one level: nobody is in it';
  expect(warnings(inFreeIpa, '/teams/sre', '/teams/writers')).toEqual([
    `environments/testing/environment.yaml singleSignOn.keycloak.administrators: /teams/sre ${lost}`,
    `environments/testing/tenants/pad.yaml services[0].members: /teams/writers ${lost}`,
  ]);
});

test.each([
  ['groups on one level', inFreeIpa, 'sre', '/writers'],
  ['Keycloak itself', "directory: { none: 'The tests keep people in Keycloak' }", '/teams/sre', '/teams/writers'],
])('%s are taken as they are', (_, directory, administrators, members) => {
  expect(warnings(directory, administrators, members)).toEqual([]);
});
