import { AccountRootPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  /** Alias of the key, beginning with `alias/`. */
  readonly alias: string;
  /** What the key encrypts, for people. */
  readonly description: string;
  /**
   * AWS services through which the key is used (`kms:ViaService`), as their endpoints begin, e.g. `ec2`. Nobody uses
   * the key without one of them.
   */
  readonly services: readonly string[];
  /**
   * Roles with which an AWS service calls KMS itself, so that the request has no `kms:ViaService`. They may use the key
   * directly.
   * @default none
   */
  readonly serviceRoleArns?: readonly string[];
  /**
   * Further statements of the key policy.
   * @default none
   */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * A KMS key that AWS rotates every year. Its key policy lets IAM policies of the account decide who uses the key, but
 * only through one of `services`: nobody, not even an administrator, can decrypt with a direct call to KMS. The
 * services count in every region, because copies are made in other regions.
 *
 * The key is retained when it leaves the stack: without it everything that it encrypts is lost.
 *
 * @example
 * const { keyArn } = new EncryptionKey(this, 'Key', {
 *   alias: 'alias/commons-wiki',
 *   description: 'Objects of the wiki',
 *   services: ['s3'],
 * });
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

/** Without `kms:CreateGrant`, with which an administrator could give others the use of the key. */
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
