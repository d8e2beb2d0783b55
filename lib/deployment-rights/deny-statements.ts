/** An IAM statement that denies something. */
export interface DenyStatement {
  readonly sid: string;
  /**
   * Actions that are denied.
   * @default every action
   */
  readonly actions?: readonly string[];
  readonly resources: readonly string[];
  /**
   * Condition block of the statement.
   * @default none: denied in any case
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface DenyStatementsProps {
  readonly environment: string;
  readonly account: string;
  /** Key of the tag with the name of the environment that a resource belongs to. */
  readonly environmentTag: string;
  readonly regions: readonly string[];
  /** Names of roles that only an engineer deploys. */
  readonly engineersRoles: readonly string[];
}

/** Verbs with which IAM actions begin that change something, or pass a role on. */
const changes = [
  'Add',
  'Attach',
  'Create',
  'Delete',
  'Detach',
  'Pass',
  'Put',
  'Remove',
  'Set',
  'Tag',
  'Untag',
  'Update',
  'Upload',
];

/**
 * Returns the statements that deny what only engineers may do, both to CloudFormation's execution role and to every
 * role that a stack makes. A denial outweighs whatever is allowed later.
 */
export function denyStatements({
  environment,
  account,
  environmentTag,
  regions,
  engineersRoles,
}: DenyStatementsProps): readonly DenyStatement[] {
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
  const another = (key: string): DenyStatement['conditions'] => ({
    StringNotEquals: { [key]: environment },
    Null: { [key]: 'false' },
  });
  return [
    {
      sid: 'NoRightsOfEngineers',
      actions: [...changes.map((verb) => `iam:${verb}*`), 'sts:AssumeRole'],
      resources: [
        ...['group/*', 'policy/*', 'saml-provider/*', 'user/*'].map(iam),
        ...['role/cdk-*', 'role/aws-reserved/*', ...engineersRoles.map((name) => `role/${name}`)].map(iam),
      ],
    },
    {
      sid: 'NoWayRound',
      actions: [
        'account:*',
        'cloudtrail:Delete*',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:StopLogging',
        'iam:CreateAccessKey',
        'iam:CreateUser',
        'iam:DeleteRolePermissionsBoundary',
        'organizations:*',
        's3:BypassGovernanceRetention',
        's3:PutAccountPublicAccessBlock',
        'sso:*',
      ],
      resources: ['*'],
    },
    // The CDK bootstrap, with which stacks are deployed. Only its publishing role writes its objects.
    {
      sid: 'NoBootstrap',
      actions: ['ecr:*', 's3:Create*', 's3:Delete*', 's3:Put*', 'ssm:*'],
      resources: [
        'arn:aws:s3:::cdk-*',
        `arn:aws:ecr:*:${account}:repository/cdk-*`,
        `arn:aws:ssm:*:${account}:parameter/cdk-bootstrap/*`,
      ],
    },
    // No stack makes these: the key that signs for every service account, and the break-glass access.
    {
      sid: 'NoKeysOfTheCluster',
      actions: ['secretsmanager:*'],
      resources: [`arn:aws:secretsmanager:*:${account}:secret:${environment}/cluster/*`],
    },
    {
      sid: 'NothingOfOthers',
      resources: ['*'],
      conditions: another(`aws:ResourceTag/${environmentTag}`),
    },
    { sid: 'NothingForOthers', resources: ['*'], conditions: another(`aws:RequestTag/${environmentTag}`) },
    {
      sid: 'NowhereElse',
      resources: ['*'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': regions } },
    },
  ];
}
