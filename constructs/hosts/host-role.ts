import { CfnInstanceProfile, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { everyResource } from '../identity/wildcard-patterns';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { gatewayStatements, type GatewayRights } from './gateway-rights';
import { hostTags } from './host-tags';
import { sessionLogStatements } from './session-log';

export interface HostRoleProps {
  readonly roleName: string;
  /** Name of the machine, which the tags of its disks have. */
  readonly machine: string;
  /** Folder of its secrets. */
  readonly secretsPath: string;
  /** KMS key that encrypts secrets and objects: its alias with `alias/`, its region and account. */
  readonly dataKey: SecretAccess['key'];
  /** KMS key that encrypts its disks. */
  readonly diskKey: SecretAccess['key'];
  /**
   * Its part of a bucket.
   * @default none
   */
  readonly objects?: Omit<ObjectAccess, 'key'>;
  /** CloudWatch namespace of its metrics. */
  readonly metricNamespace: string;
  /**
   * Name of the log group that sessions on it are recorded in.
   * @default they are not recorded
   */
  readonly sessionLog?: string;
  /**
   * What it may take as one of a pair of gateways.
   * @default it is none
   */
  readonly gateway?: GatewayRights;
  /**
   * Path in Parameter Store with the people who log in by SSH, beginning with a slash.
   * @default nobody does
   */
  readonly peoplePath?: string;
  /**
   * Full names of secrets outside its folder that it reads too; `*` stands for any part.
   * @default none
   */
  readonly secretNames?: readonly string[];
  /**
   * Zone and names at which it answers challenges of a certificate authority.
   * @default none
   */
  readonly challenges?: { readonly zoneId: string; readonly names: readonly string[] };
  /**
   * Path in Parameter Store below which it reads, beginning with a slash.
   * @default it reads no parameters
   */
  readonly parametersPath?: string;
}

/**
 * IAM role of a machine: it attaches its own disks to itself, reads its secrets, uses its part of the bucket, reports metrics, and lets
 * people in by Session Manager.
 */
export class HostRole extends Construct {
  /** Name of the instance profile. */
  readonly profile: string;

  constructor(scope: Construct, id: string, props: HostRoleProps) {
    super(scope, id);
    const { roleName, machine, secretsPath, dataKey, diskKey, objects, metricNamespace, gateway, sessionLog } = props;
    const { region, account } = Stack.of(this);
    const statements = [
      ...this.attaching(machine),
      ...throughEbs(diskKey),
      ...secretStatements({ below: [secretsPath], named: props.secretNames, may: 'read', key: dataKey }),
      ...(objects === undefined ? [] : objectStatements({ ...objects, key: dataKey })),
      new PolicyStatement({
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
      }),
      letsPeopleIn,
      ...(sessionLog === undefined ? [] : sessionLogStatements({ logGroupName: sessionLog, region, account })),
      ...(gateway === undefined ? [] : gatewayStatements(gateway, { region, account })),
      ...(props.challenges === undefined ? [] : answeringChallenges(props.challenges)),
      ...(props.peoplePath === undefined ? [] : [this.readingParameters(props.peoplePath)]),
      ...(props.parametersPath === undefined ? [] : [this.readingParameters(props.parametersPath)]),
    ];
    const role = new Role(this, 'Role', {
      roleName,
      description: `Host ${machine}`,
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(role, statements, {
      because:
        'Ids of disks and machines are made up by EC2, tags tell its own; a key is known by its alias, and Systems Manager, CloudWatch and what lists volumes, addresses, routes and log groups know no resources; the agent names streams of logs.',
      beyond: [
        everyResource,
        /^arn:aws:ec2:[a-z0-9-]+:\d{12}:(volume|instance|elastic-ip|network-interface)\/\*$/,
        /^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:[^*]+:log-stream:\*$/,
        ...(props.challenges === undefined ? [] : [/^arn:aws:route53:::change\/\*$/]),
      ],
    });
    this.profile = new CfnInstanceProfile(this, 'Profile', {
      instanceProfileName: roleName,
      roles: [role.roleName],
    }).ref;
  }

  /** Source: the Systems Manager user guide, "Restricting access to Parameter Store parameters using IAM policies". */
  private readingParameters(path: string): PolicyStatement {
    const { region, account } = Stack.of(this);
    return new PolicyStatement({
      actions: ['ssm:GetParametersByPath'],
      resources: [`arn:aws:ssm:${region}:${account}:parameter${path}`],
    });
  }

  private attaching(machine: string): readonly PolicyStatement[] {
    const { region, account } = Stack.of(this);
    return [
      new PolicyStatement({ actions: ['ec2:DescribeVolumes'], resources: ['*'] }),
      new PolicyStatement({
        actions: ['ec2:AttachVolume'],
        resources: ['instance', 'volume'].map((kind) => `arn:aws:ec2:${region}:${account}:${kind}/*`),
        conditions: { StringEquals: { [`aws:ResourceTag/${hostTags.host}`]: machine } },
      }),
    ];
  }
}

/** TXT records at these names of the zone, and nothing else of it. Source: go-acme.github.io/lego, "Amazon Route 53". */
function answeringChallenges({ zoneId, names }: NonNullable<HostRoleProps['challenges']>): readonly PolicyStatement[] {
  const zone = `arn:aws:route53:::hostedzone/${zoneId}`;
  return [
    new PolicyStatement({
      actions: ['route53:ChangeResourceRecordSets'],
      resources: [zone],
      conditions: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsRecordTypes': 'TXT',
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': names,
        },
      },
    }),
    new PolicyStatement({ actions: ['route53:ListResourceRecordSets'], resources: [zone] }),
    new PolicyStatement({ actions: ['route53:GetChange'], resources: ['arn:aws:route53:::change/*'] }),
  ];
}

/**
 * Whoever attaches an encrypted disk lets EC2 use its key. Source: the EBS user guide, "Requirements for Amazon EBS encryption".
 */
function throughEbs({ alias, region, account }: SecretAccess['key']): readonly PolicyStatement[] {
  const resources = [`arn:aws:kms:${region}:${account}:key/*`];
  const through = {
    'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [alias] },
    StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
  };
  return [
    new PolicyStatement({
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
      resources,
      conditions: through,
    }),
    new PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources,
      conditions: { ...through, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}

/**
 * What the agent of Systems Manager needs for sessions. Commands and parameters for machines are left out. Source: AWS Systems Manager
 * user guide, "Add Session Manager permissions to an existing IAM role".
 */
const letsPeopleIn = new PolicyStatement({
  actions: [
    'ssm:UpdateInstanceInformation',
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  resources: ['*'],
});
