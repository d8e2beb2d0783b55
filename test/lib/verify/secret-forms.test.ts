import { valueTemplate } from '../../../cdk8s/base/secrets/value-template';
import { secretFormsRule } from '../../../lib/verify/secret-forms';
import { renderedFiles } from './rendered-files';

const base64 = { ExcludeCharacters: '!"#$%&\'()*,-.:;<=>?@[\\]^_`{|}~', RequireEachIncludedType: false };
const hexadecimal = { ExcludeCharacters: 'ghijklmnopqrstuvwxyz', ExcludePunctuation: true, ExcludeUppercase: true };

const secret = (last: string, generate?: object) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    Name: `testing/pad/web/${last}`,
    ...(generate === undefined ? {} : { GenerateSecretString: generate }),
  },
});

const findings = (text: string, generate?: object) => {
  const object = {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'web', namespace: 'pad' },
    spec: {
      target: { template: { data: { KEY: text } } },
      data: [{ secretKey: 'KEY', remoteRef: { key: 'testing/pad/web/KEY' } }],
    },
  };
  return secretFormsRule
    .findings(renderedFiles({ 'cluster/pad/web.yaml': JSON.stringify(object) }, { Key: secret('KEY', generate) }))
    .map(({ reason }) => reason);
};

test.each<[string, string, object]>([
  ['bytes', valueTemplate('KEY', { base64: 32 }), { PasswordLength: 44, ...base64 }],
  ['a UUID', valueTemplate('KEY', 'uuid'), { PasswordLength: 30, ...hexadecimal }],
  ['what is not composed', valueTemplate('KEY'), { PasswordLength: 64, ExcludePunctuation: true }],
  ['more than one in a file', `a=${valueTemplate('KEY', { base64: 32 })} b=x`, { PasswordLength: 44, ...base64 }],
])('%s out of text that fits', (_, text, generate) => {
  expect(findings(text, generate)).toEqual([]);
});

const bytes = 'it makes 32 bytes in base64 out of the secret testing/pad/web/KEY, which is generated otherwise';
const uuid = 'it makes a UUID out of the secret testing/pad/web/KEY, which is generated otherwise';

test.each<[string, string, object | undefined, string]>([
  ['too few bytes', valueTemplate('KEY', { base64: 32 }), { PasswordLength: 40, ...base64 }, bytes],
  ['more bytes than are used', valueTemplate('KEY', { base64: 32 }), { PasswordLength: 48, ...base64 }, bytes],
  ['characters that are not in base64', valueTemplate('KEY', { base64: 32 }), { PasswordLength: 44 }, bytes],
  ['what people fill', valueTemplate('KEY', { base64: 32 }), undefined, bytes],
  ['a UUID out of letters', valueTemplate('KEY', 'uuid'), { PasswordLength: 30, ExcludePunctuation: true }, uuid],
  ['a UUID of too few digits', valueTemplate('KEY', 'uuid'), { PasswordLength: 29, ...hexadecimal }, uuid],
  [
    'one of several in a file',
    `${valueTemplate('KEY')} ${valueTemplate('KEY', 'uuid')}`,
    { PasswordLength: 64, ...hexadecimal },
    uuid,
  ],
])('%s is a finding', (_, text, generate, reason) => {
  expect(findings(text, generate)).toEqual([reason]);
});
