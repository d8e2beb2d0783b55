/** The properties of an environment on which limits depend. */
export interface LimitScope {
  readonly environment: string;
  readonly account: string;
  /**
   * Prefixes of resource names, followed by a hyphen: the name of the environment and, once it is known, the infra id
   * of the cluster.
   */
  readonly prefixes: readonly string[];
  /** Patterns of the names of the environment's buckets. */
  readonly buckets: readonly string[];
  /** Patterns of the names of buckets from which CloudFormation takes the code of functions. */
  readonly assetBuckets: readonly string[];
  /** Patterns of issuers that the account may have identity providers for, as IAM writes them. */
  readonly issuers: readonly string[];
  /** ARNs of permissions boundaries, one of which every role must have. */
  readonly boundaries: readonly string[];
  /** AWS services that assume roles of the environment. */
  readonly passedTo: readonly string[];
}

/** Resources and conditions to which actions are limited. */
export interface Limit {
  readonly actions: RegExp;
  readonly resources: readonly string[];
  /**
   * Condition block of the statement.
   * @default none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** AWS services that make a service-linked role, by their names in `iam:AWSServiceName`. */
const linkedServices = [
  'autoscaling',
  'backup',
  'delivery.logs',
  'ec2-instance-connect',
  'ecs',
  'ecs.application-autoscaling',
  'elasticache',
  'elasticfilesystem',
  'elasticloadbalancing',
  'rds',
  'route53resolver',
  'spot',
  'wafv2',
].map((service) => `${service}.amazonaws.com`);

/** AWS services through which CloudFormation uses a KMS key. */
const keyUsers = ['backup', 'ec2', 'elasticache', 'elasticfilesystem', 'lambda', 'logs', 'rds', 's3', 'secretsmanager'];

/**
 * Returns the limits of actions; the first limit that matches an action applies. Names are those of `model/naming.ts`.
 * Where AWS makes up ids, the limit is the account, and `deny-statements.ts` denies resources with another
 * environment's tag. Regions are limited there too. Source: the service authorization reference, which tells what each
 * action can be limited to.
 */
export function limitsFor(place: LimitScope): readonly Limit[] {
  const { environment, account, prefixes, buckets, assetBuckets, issuers, boundaries, passedTo } = place;
  const at = (service: string, ...resources: readonly string[]) =>
    resources.map((each) => `arn:aws:${service}:*:${account}:${each}`);
  const global = (service: string, ...resources: readonly string[]) =>
    resources.map((each) => `arn:aws:${service}::${account}:${each}`);
  const named = (pattern: (prefix: string) => string) => prefixes.map((prefix) => pattern(`${prefix}-*`));
  const own = `${environment}-*`;
  const roles = global('iam', `role/${own}`);
  const everywhere = ['*'];

  return [
    {
      actions: /^iam:CreateServiceLinkedRole$/,
      resources: global('iam', 'role/aws-service-role/*'),
      conditions: { StringLike: { 'iam:AWSServiceName': linkedServices } },
    },
    { actions: /^iam:PassRole$/, resources: roles, conditions: { StringEquals: { 'iam:PassedToService': passedTo } } },
    // `iam:PermissionsBoundary` is the boundary that the role has, or gets with the call.
    {
      actions: /^iam:(CreateRole|(Put|Delete)RolePolicy|PutRolePermissionsBoundary|DetachRolePolicy)$/,
      resources: roles,
      conditions: { StringEquals: { 'iam:PermissionsBoundary': boundaries } },
    },
    { actions: /^iam:\w*InstanceProfile$/, resources: global('iam', `instance-profile/${own}`) },
    {
      actions: /^iam:\w*OpenIDConnectProvider\w*$/,
      resources: global('iam', ...issuers.map((each) => `oidc-provider/${each}`)),
    },
    { actions: /^iam:/, resources: roles },

    { actions: /^s3:GetObject(Version)?$/, resources: assetBuckets.map((each) => `arn:aws:s3:::${each}/*`) },
    { actions: /^s3:/, resources: buckets.map((each) => `arn:aws:s3:::${each}`) },
    { actions: /^secretsmanager:GetRandomPassword$/, resources: everywhere },
    { actions: /^secretsmanager:/, resources: at('secretsmanager', `secret:${environment}/*`) },
    { actions: /^kms:(CreateKey|ListAliases)$/, resources: everywhere },
    { actions: /^kms:\w+Alias$/, resources: at('kms', `alias/${own}`, 'key/*') },
    {
      actions: /^kms:CreateGrant$/,
      resources: at('kms', 'key/*'),
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    {
      actions: /^kms:(Decrypt|Encrypt|GenerateDataKey\w*|ReEncrypt\w+)$/,
      resources: at('kms', 'key/*'),
      conditions: { StringLike: { 'kms:ViaService': keyUsers.map((service) => `${service}.*.amazonaws.com`) } },
    },
    { actions: /^kms:/, resources: at('kms', 'key/*') },
    { actions: /^cloudformation:/, resources: at('cloudformation', `stack/${own}`) },

    { actions: /^ssm:DescribeParameters$/, resources: everywhere },
    {
      actions: /^ssm:/,
      resources: at('ssm', `parameter/${environment}/*`, 'document/SSM-SessionManagerRunShell'),
    },
    { actions: /^[a-z0-9-]+:(Describe|Get|List)/, resources: everywhere },
    {
      actions:
        /^(backup-storage|elasticfilesystem:CreateFileSystem|logs:(CreateLogDelivery|DeleteLogDelivery|UpdateLogDelivery|\w+(Resource|Index)Policy))/,
      resources: everywhere,
    },
    {
      actions:
        /^(acm:RequestCertificate|ecs:(\w+TaskDefinition|PutAccountSetting\w*)|route53:Create(HealthCheck|HostedZone)|sns:(SetSubscriptionAttributes|Unsubscribe))$/,
      resources: everywhere,
    },

    { actions: /^ec2:/, resources: everywhere },
    {
      actions: /^autoscaling:/,
      resources: named((name) => `arn:aws:autoscaling:*:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`),
    },
    // CloudFormation makes up the names of target groups, with six letters of the stack's name at most.
    {
      actions: /^elasticloadbalancing:/,
      resources: [
        ...named((name) => `arn:aws:elasticloadbalancing:*:${account}:*/???/${name}`),
        ...at('elasticloadbalancing', 'targetgroup/*'),
      ],
    },
    { actions: /^backup:/, resources: at('backup', `backup-vault:${own}`, 'backup-plan:*') },
    { actions: /^elasticfilesystem:/, resources: at('elasticfilesystem', 'file-system/*') },
    { actions: /^rds:/, resources: at('rds', `db:${own}`, 'pg:*', `subgrp:${own}`, 'og:default*', `snapshot:${own}`) },
    {
      actions: /^elasticache:/,
      resources: at(
        'elasticache',
        `replicationgroup:${own}`,
        `cluster:${own}`,
        `subnetgroup:${own}`,
        `snapshot:${own}`,
        `user:${own}`,
        `usergroup:${own}`,
        'parametergroup:*',
      ),
    },
    { actions: /^lambda:/, resources: at('lambda', `function:${own}`) },
    {
      actions: /^logs:/,
      resources: at('logs', ...['', '/*/', 'aws-waf-logs-'].map((before) => `log-group:${before}${own}`)),
    },
    {
      actions: /^cloudwatch:\w*Dashboards?$/,
      resources: global('cloudwatch', `dashboard/${environment}`, `dashboard/${own}`),
    },
    {
      actions: /^cloudwatch:/,
      resources: [
        ...at('cloudwatch', `alarm:${own}`),
        ...global('cloudwatch', `dashboard/${environment}`, `dashboard/${own}`),
      ],
    },
    { actions: /^sns:/, resources: at('sns', own) },
    { actions: /^events:/, resources: at('events', `rule/${own}`) },
    { actions: /^budgets:/, resources: global('budgets', `budget/${own}`) },
    {
      actions: /^ecs:/,
      resources: at('ecs', `cluster/${own}`, `service/${own}`, `task-definition/${own}`, `service-deployment/${own}`),
    },
    { actions: /^application-autoscaling:/, resources: at('application-autoscaling', 'scalable-target/*') },
    {
      actions: /^wafv2:/,
      resources: [
        ...at('wafv2', `*/webacl/${own}`, `*/ipset/${own}`, '*/managedruleset/*'),
        ...at('elasticloadbalancing', `loadbalancer/app/${own}`),
      ],
    },
    { actions: /^shield:/, resources: global('shield', 'protection/*') },
    { actions: /^acm:/, resources: at('acm', 'certificate/*') },
    { actions: /^cloudfront:/, resources: global('cloudfront', 'distribution/*', `function/${own}`) },
    { actions: /^route53resolver:/, resources: at('route53resolver', '*') },
    { actions: /^route53:/, resources: ['arn:aws:route53:::*', ...at('ec2', 'vpc/*')] },
  ];
}
