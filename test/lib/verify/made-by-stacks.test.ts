import { madeByStacksRule } from '../../../lib/verify/made-by-stacks';
import { renderedFiles } from './rendered-files';

const resources = {
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'testing-pad-notes' } },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'testing-tenant-pad-111122223333-us-east-1' } },
  Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { InstanceProfileName: 'testing-worker' } },
  Key: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/testing-data' } },
  Typed: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'testing/pad/notes' } },
  Plain: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: { Name: 'testing/pad/notes/session-secret', GenerateSecretString: { PasswordLength: 32 } },
  },
  Keyed: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'testing/pad/notes/database',
      GenerateSecretString: { GenerateStringKey: 'password', SecretStringTemplate: '{"username":"pad"}' },
    },
  },
};

const account = (role: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: {
    name: 'notes',
    namespace: 'pad',
    annotations: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/${role}` },
  },
});
const settings = (bucket: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'notes', namespace: 'pad' },
  data: { 'settings.yaml': `storage: s3://${bucket}/notes\n` },
});
const secret = (key: string, property?: string) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'notes', namespace: 'pad' },
  spec: { data: [{ secretKey: 'value', remoteRef: { key, ...(property === undefined ? {} : { property }) } }] },
});

const machines = (profile: string) => ({
  apiVersion: 'machine.openshift.io/v1beta1',
  kind: 'MachineSet',
  metadata: { name: 'general', namespace: 'openshift-machine-api' },
  spec: { template: { spec: { providerSpec: { value: { iamInstanceProfile: { id: profile } } } } } },
});
const written = (key: string) => ({
  apiVersion: 'external-secrets.io/v1alpha1',
  kind: 'PushSecret',
  metadata: { name: 'notes', namespace: 'pad' },
  spec: { data: [{ metadata: { spec: { kmsKeyID: key } }, match: { remoteRef: { remoteKey: 'testing/new' } } }] },
});

const findings = (object: object) =>
  madeByStacksRule
    .findings(renderedFiles({ 'cluster/pad/notes.yaml': JSON.stringify(object) }, resources))
    .map(({ place, reason }) => `${place}: ${reason}`);

test.each([
  ['role', account('testing-pad-notes')],
  ['pattern of roles', account('testing-pad-*')],
  ['bucket', settings('testing-tenant-pad-111122223333-us-east-1')],
  ['instance profile', machines('testing-worker')],
  ['key', written('alias/testing-data')],
  ['key of AWS itself', written('alias/aws/secretsmanager')],
  ['secret that people fill, with whatever keys', secret('testing/pad/notes', 'smtp-password')],
  ['secret that is one text', secret('testing/pad/notes/session-secret')],
  ['secret with the key that AWS fills', secret('testing/pad/notes/database', 'password')],
  ['secret with a key of its template', secret('testing/pad/notes/database', 'username')],
])('a %s that a stack makes is found there', (_, object) => {
  expect(findings(object)).toEqual([]);
});

test.each([
  ['role', account('testing-pad-note'), 'names the role testing-pad-note, which no stack makes'],
  [
    'bucket',
    settings('testing-tenants-pad-111122223333-us-east-1'),
    'names the bucket testing-tenants-pad-111122223333-us-east-1, which no stack makes',
  ],
  ['instance profile', machines('testing-workers'), 'names the instance profile testing-workers, which no stack makes'],
  ['key', written('alias/testing-date'), 'names the key alias/testing-date, which no stack makes'],
  ['secret', secret('testing/pad/note'), 'reads the secret testing/pad/note, which no stack makes'],
  [
    'key of a secret that is one text',
    secret('testing/pad/notes/session-secret', 'value'),
    'reads value of the secret testing/pad/notes/session-secret, which has no keys',
  ],
  [
    'key of a secret',
    secret('testing/pad/notes/database', 'passwort'),
    'reads passwort of the secret testing/pad/notes/database, which has password, username',
  ],
])('a %s that none makes is a finding, whatever else waits', (_, object, reason) => {
  const [found = '', ...others] = findings(object);
  expect(found).toContain(reason);
  expect(found).toContain('cluster/pad/notes.yaml');
  expect(others).toEqual([]);
});
