import { rightsFaults, type DeployedRights } from '../../../../lib/operations/rights/rights-faults';

const account = '111122223333';
const policyArn = (name: string) => `arn:aws:iam::${account}:policy/${name}`;
const statement = (Effect: string, Action: readonly string[], Resource = '*') => ({ Effect, Action, Resource });

type Statements = readonly object[];

const template = (statements: Statements, trust = 'main') => ({
  Resources: {
    Deploy: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'testing-deploy-roles', PolicyDocument: { Statement: statements } },
    },
    Pipelines: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'testing-pipelines', Trust: trust } },
  },
});

const rendered = [statement('Allow', ['iam:CreateRole', 'iam:GetRole']), statement('Deny', ['iam:CreateUser'])];
const given = [policyArn('testing-deploy-roles')];
const execution = (region: string) => `arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
const everywhere = (bootstrap: readonly string[] | undefined, roleArn = execution('us-east-1')) =>
  new Map([
    ['eu-north-1', { bootstrap: given, stackRoles: [{ stack: 'testing-network', roleArn: execution('eu-north-1') }] }],
    ['us-east-1', { bootstrap, stackRoles: [{ stack: 'testing-dns', roleArn }] }],
  ]);

const faults = (change: Partial<DeployedRights>) =>
  rightsFaults({
    stackName: 'testing-deployment-rights',
    rendered: template(rendered),
    account,
    qualifier: 'hnb659fds',
    deployed: { template: template(rendered), regions: everywhere(given), ...change },
  }).map(({ reason }) => reason);

test('rights that are deployed as they are rendered are no fault', () => {
  expect(faults({})).toEqual([]);
});

test('nor is a right that is not needed any more: what goes needs it once', () => {
  expect(faults({ template: template([...rendered, statement('Allow', ['iam:DeleteRole'])]) })).toEqual([]);
});

test.each<[string, Partial<DeployedRights>, string]>([
  ['no stack', { template: undefined }, 'the stack testing-deployment-rights does not exist'],
  [
    'an action too few',
    { template: template([statement('Allow', ['iam:GetRole']), statement('Deny', ['iam:CreateUser'])]) },
    'testing-deploy-roles lacks: Allow iam:CreateRole on *',
  ],
  [
    'a denial too few',
    { template: template([statement('Allow', ['iam:CreateRole', 'iam:GetRole'])]) },
    'testing-deploy-roles lacks: Deny iam:CreateUser on *',
  ],
  [
    'a denial too many',
    { template: template([...rendered, statement('Deny', ['iam:GetRole'])]) },
    'testing-deploy-roles still has: Deny iam:GetRole on *',
  ],
  ['others who deploy', { template: template(rendered, 'next') }, 'testing-pipelines differs from what is rendered'],
  ['a policy too few', { template: { Resources: {} } }, 'testing-deploy-roles is not deployed'],
  ['no bootstrap', { regions: everywhere(undefined) }, 'us-east-1 has no CDK bootstrap'],
  [
    'the bootstrap’s default',
    { regions: everywhere([]) },
    'CloudFormation deploys with AdministratorAccess in us-east-1, so everybody who may deploy can do everything',
  ],
  [
    'AdministratorAccess beside it',
    { regions: everywhere([...given, 'arn:aws:iam::aws:policy/AdministratorAccess']) },
    'CloudFormation deploys with AdministratorAccess in us-east-1, so everybody who may deploy can do everything',
  ],
  [
    'another policy instead',
    { regions: everywhere([policyArn('other')]) },
    `CloudFormation has no ${policyArn('testing-deploy-roles')} in us-east-1`,
  ],
  [
    'another policy besides',
    { regions: everywhere([...given, policyArn('other')]) },
    `CloudFormation has ${policyArn('other')} in addition in us-east-1`,
  ],
  [
    'a stack with a role of more rights',
    { regions: everywhere(given, `arn:aws:iam::${account}:role/admin`) },
    `CloudFormation uses the role arn:aws:iam::${account}:role/admin for the stack testing-dns in us-east-1, so everybody who may deploy can use that role`,
  ],
])('%s is a fault', (_, change, reason) => {
  expect(faults(change)).toContain(reason);
});
