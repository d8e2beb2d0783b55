import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IdentityProvider } from '../../../constructs/identity/identity-provider';
import { WorkloadRole, type WorkloadRoleProps } from '../../../constructs/identity/workload-role';
import { propertiesOf, templateOf } from '../../support/stacks';
import { roleOf } from './policy-evaluation';
import { issuerHost, tokenContext } from './used-resources';

const issuer = `https://${issuerHost}`;

const least: WorkloadRoleProps = {
  roleName: 'archive',
  description: 'Archive of the lists',
  issuer,
  serviceAccounts: [{ namespace: 'lists', name: 'archive' }],
  statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::archive/*'] })],
};

const templateWith = (change: Partial<WorkloadRoleProps>) =>
  templateOf((stack) => new WorkloadRole(stack, 'Role', { ...least, ...change }));

describe('a workload’s role', () => {
  const [properties] = Object.values(propertiesOf(templateWith({}), 'AWS::IAM::Role'));

  test('trusts exactly its service accounts of this cluster, and tokens meant for AWS', () => {
    expect(properties).toMatchObject({
      RoleName: 'archive',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuerHost}` },
            Condition: {
              StringEquals: {
                [`${issuerHost}:aud`]: 'sts.amazonaws.com',
                [`${issuerHost}:sub`]: ['system:serviceaccount:lists:archive'],
              },
            },
          },
        ],
      },
    });
  });

  test.each([
    ['its own account', tokenContext('lists:archive'), true],
    ['a namesake elsewhere', tokenContext('other:archive'), false],
    ['a neighbour', tokenContext('lists:archive-web'), false],
    ['a token for OpenShift', tokenContext('lists:archive', 'openshift'), false],
    ['no token', {}, false],
  ])('is given to %s: %s', (_, token, expected) => {
    expect(roleOf(templateWith({}), 'archive').trusts(token)).toBe(expected);
  });

  test('lasts an hour, and leaves its boundary to its stack', () => {
    expect(properties).toMatchObject({ MaxSessionDuration: 3600 });
    expect(properties).not.toHaveProperty('PermissionsBoundary');
  });

  test('does as it is told, with every property', () => {
    const every: Required<WorkloadRoleProps> = {
      ...least,
      audience: 'openshift',
      wildcards: { because: 'because', beyond: [/^\*$/] },
    };
    const template = templateWith(every);
    template.hasResourceProperties('AWS::IAM::Role', { Description: 'Archive of the lists' });
    expect(roleOf(template, 'archive').trusts(tokenContext('lists:archive', 'openshift'))).toBe(true);
  });

  test.each<[string, Partial<WorkloadRoleProps>, string]>([
    ['without statements', { statements: [] }, 'archive may do nothing'],
    ['for nobody', { serviceAccounts: [] }, 'archive is for nobody'],
    ['for every account', { serviceAccounts: [{ namespace: 'lists', name: '*' }] }, 'which "*" is no part of'],
    ['for every namespace', { serviceAccounts: [{ namespace: 'a?', name: 'a' }] }, 'which "a?" is no part of'],
    ['for two names in one', { serviceAccounts: [{ namespace: 'a:b', name: 'c' }] }, 'which "a:b" is no part of'],
    ['of an issuer without https', { issuer: issuerHost }, `${issuerHost} is not an issuer`],
    ['of an issuer with a slash at its end', { issuer: `${issuer}/` }, `${issuer}/ is not an issuer`],
  ])('is refused %s', (_, change, message) => {
    expect(() => templateWith(change)).toThrow(message);
  });
});

test('a statement that writes anywhere says why where checkov looks, and no other does', () => {
  const statement = (actions: string[], resources: string[]) => [new PolicyStatement({ actions, resources })];
  const skipped = (statements: PolicyStatement[]) =>
    JSON.stringify(
      templateWith({ statements, wildcards: { because: 'because', beyond: [/^\*$/] } }).findResources('AWS::IAM::Role'),
    ).match(/CKV\w+/g);
  expect(skipped(statement(['ec2:CreateTags'], ['*']))).toEqual(['CKV_AWS_111']);
  expect(skipped(statement(['ec2:DescribeTags'], ['*']))).toBeNull();
  expect(skipped(statement(['s3:PutObject'], ['arn:aws:s3:::a/*']))).toBeNull();
});

test('a provider believes its audiences, and knows certificates by no thumbprint that would grow old', () => {
  const template = templateOf((stack) => new IdentityProvider(stack, 'Provider', { issuer, audiences: ['a', 'b'] }));
  expect(Object.values(propertiesOf(template, 'AWS::IAM::OIDCProvider'))).toEqual([
    { Url: issuer, ClientIdList: ['a', 'b'] },
  ]);
});
