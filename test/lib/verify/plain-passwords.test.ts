import { plainPasswordsRule } from '../../../lib/verify/plain-passwords';
import { renderedFiles } from './rendered-files';

const reasons = (Type: string, Properties: unknown) =>
  plainPasswordsRule.findings(renderedFiles({}, { Data: { Type, Properties } })).map(({ reason }) => reason);

test.each<[string, unknown, string]>([
  ['AWS::SecretsManager::Secret', { SecretString: 'hunter2' }, 'SecretString'],
  ['AWS::RDS::DBInstance', { MasterUserPassword: 'hunter2' }, 'MasterUserPassword'],
  ['AWS::RDS::DBInstance', { MasterUserPassword: { Ref: 'PasswordParameter' } }, 'MasterUserPassword'],
  ['AWS::Some::Thing', { Users: [{ Password: 'hunter2' }] }, 'Users[0].Password'],
])('a secret in %s is found', (type, properties, path) => {
  expect(reasons(type, properties)).toEqual([`${path} contains a secret`]);
});

test('what is generated or looked up is no matter', () => {
  expect(reasons('AWS::SecretsManager::Secret', { GenerateSecretString: { PasswordLength: 64 } })).toEqual([]);
  const resolved = '{{resolve:secretsmanager:library/database:SecretString}}';
  expect(reasons('AWS::RDS::DBInstance', { MasterUserPassword: resolved })).toEqual([]);
  const joined = { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, '}}']] };
  expect(reasons('AWS::RDS::DBInstance', { MasterUserPassword: joined })).toEqual([]);
});
