import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cloudApp } from '../../../lib/cloud-app';
import { IdentityStack, type IdentityStackProps } from '../../../lib/stacks/identity-stack';
import { IssuerStack } from '../../../lib/stacks/issuer-stack';
import { propertiesOf } from '../../support/stacks';
import { usedResources } from '../../constructs/identity/used-resources';

const place = { environment: 'test', account: '111122223333', region: 'eu-west-1', zones: ['eu-west-1a'] };
const issuer = 'https://d111111abcdef8.cloudfront.net';

const least: IdentityStackProps = {
  ...place,
  stackName: 'test-identity',
  release: '4.20',
  clusterName: 'commons',
  issuer,
  roleName: (...path) => ['test', ...path].join('-'),
  bootstrapBucketName: 'test-bootstrap',
  platformResources: usedResources,
};

function templateWith(change: Partial<IdentityStackProps>): Template {
  const stack = new IdentityStack(cloudApp({ context: cdkContext() }), 'Identity', { ...least, ...change });
  expect(stack.terminationProtection).toBe(true);
  return Template.fromStack(stack);
}

const fieldsOf = (template: Template, type: string, field: string): readonly unknown[] =>
  Object.values(propertiesOf(template, type)).map((each) => z.record(z.string(), z.unknown()).parse(each)[field]);
const roleNames = (template: Template) => [...fieldsOf(template, 'AWS::IAM::Role', 'RoleName')].sort();

const clusterRoles = [
  'test-control-plane',
  'test-worker',
  'test-bootstrap',
  'test-openshift-ebs-csi-driver',
  'test-openshift-machine-api',
  'test-openshift-ingress',
  'test-openshift-image-registry',
  'test-openshift-network-config',
  'test-openshift-credential-operator',
  'test-cert-manager',
  'test-openshift-efs-csi-driver',
  'test-external-dns',
  'test-platform-secrets',
  'test-loki',
  'test-oadp',
  'test-etcd-backup',
];

test('a cluster has roles for its machines, its components and cert-manager, and believes its own issuer only', () => {
  const template = templateWith({});
  expect(roleNames(template)).toEqual([...clusterRoles].sort());
  expect(Object.values(propertiesOf(template, 'AWS::IAM::OIDCProvider'))).toEqual([
    expect.objectContaining({ Url: issuer, ClientIdList: ['openshift', 'sts.amazonaws.com'] }),
  ]);
  template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  template.resourceCountIs('AWS::Lambda::Function', 0);
});

test('trust policies are plain text: no part of one is computed at deployment', () => {
  const template = templateWith({ platformResources: { ...usedResources, admittedIn: 'eu-west-1' } });
  const trust = JSON.stringify(fieldsOf(template, 'AWS::IAM::Role', 'AssumeRolePolicyDocument'));
  expect(trust).toContain('"d111111abcdef8.cloudfront.net:sub"');
  expect(trust).not.toMatch(/"(Fn::|Ref)/);
});

test('the machine API may hand out the role of the workers that this stack makes', () => {
  const [worker] = Object.entries(propertiesOf(templateWith({}), 'AWS::IAM::Role')).flatMap(([id, role]) =>
    JSON.stringify(role).includes('"RoleName":"test-worker"') ? [id] : [],
  );
  expect(JSON.stringify(templateWith({}).toJSON())).toContain(
    `{"Action":"iam:PassRole","Effect":"Allow","Resource":{"Fn::GetAtt":["${worker ?? ''}","Arn"]}}`,
  );
});

test('node admission and contributors have roles where they are asked for', () => {
  const template = templateWith({
    platformResources: { ...usedResources, admittedIn: 'eu-west-1' },
    contributors: {
      issuer: 'https://sso.example/realms/commons',
      boundaryName: 'test-boundary-contributors',
      roles: [
        {
          name: 'logs',
          roleName: 'test-contributor-logs',
          clientId: 'aws-test-logs',
          description: 'somebody: for the logs',
          grants: [{ kind: 'read-objects', bucket: 'logs' }],
        },
      ],
    },
  });
  expect(roleNames(template)).toEqual([...clusterRoles, 'test-node-admission', 'test-contributor-logs'].sort());
});

test('the issuer’s stack is protected, named once for function and stack, and tells the address', () => {
  const stack = new IssuerStack(cloudApp({ context: cdkContext() }), 'Issuer', {
    ...place,
    stackName: 'test-issuer',
    keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'k', n: 'n', e: 'AQAB' }],
  });
  const template = Template.fromStack(stack);
  expect(stack.terminationProtection).toBe(true);
  template.hasResourceProperties('AWS::CloudFront::Function', { Name: 'test-issuer' });
  template.hasOutput('ServiceAccountIssuer', {});
});
