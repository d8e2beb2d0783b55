import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  /** Beginning with `alias/`. */
  readonly alias: string;
  /** What it encrypts, for people. */
  readonly description: string;
  /** AWS services through which it is used, as their endpoints begin, e.g. `ec2`; nobody uses it without one of them. */
  readonly services: readonly string[];
  /**
   * Roles that an AWS service takes to work by itself, so that no other service stands between them and the key.
   * @default none
   */
  readonly serviceRoleArns?: readonly string[];
  /** What its policy says besides. */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * A key that AWS rotates every year. Its policy leaves the decision who uses it to the roles, but lets nobody, not even
 * an administrator, hand it a ciphertext directly: only one of the services does, for whoever may call that service.
 * Services in other regions count, because copies are asked for there.
 *
 * Retained: without it everything that it encrypts is lost.
 */
export class EncryptionKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { alias, description, services, serviceRoleArns = [], statements = [] } = props;
    const principals = [new AccountRootPrincipal()];
    const through = { StringLike: { 'kms:ViaService': services.map((service) => `${service}.*.amazonaws.com`) } };
    const resources = ['*'];
    const key = new CfnKey(this, 'Resource', {
      description,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: new PolicyDocument({
        statements: [
          new PolicyStatement({ sid: 'AccountAdministers', principals, actions: [...administration], resources }),
          new PolicyStatement({ sid: 'ServicesUse', principals, actions: [...use], resources, conditions: through }),
          new PolicyStatement({
            sid: 'ServicesKeepUsing',
            principals,
            actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
            resources,
            conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
          }),
          ...(serviceRoleArns.length === 0
            ? []
            : [
                new PolicyStatement({
                  sid: 'ServiceRolesUse',
                  principals,
                  actions: [...use],
                  resources,
                  conditions: { ArnEquals: { 'aws:PrincipalArn': [...serviceRoleArns] } },
                }),
              ]),
          ...statements,
        ],
      }),
    });
    const name = new CfnAlias(this, 'Alias', { aliasName: alias, targetKeyId: key.attrKeyId });
    for (const resource of [key, name]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.keyArn = key.attrArn;
  }
}

/** Without `kms:CreateGrant`, which would give use of the key away. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:Describe*',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:Update*',
] as const;

const use = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'] as const;
