import { isObject, type Json } from '../support/template';
import { iam, kms, same, type Attributes, type Descriptions } from './description';

const namesIn = (policies: Json): readonly Json[] =>
  [policies].flat().flatMap((policy) => (isObject(policy) ? (policy.PolicyName ?? []) : []));

/** What IAM and KMS say. */
export const identityDescriptions: Descriptions = {
  'AWS::IAM::Role': ({ id, properties: { Policies = [] } }) => [
    iam(
      'get_role',
      { RoleName: id },
      `Role.{${same('RoleName', 'Path', 'Description', 'AssumeRolePolicyDocument', 'MaxSessionDuration', 'Tags')},
        PermissionsBoundary: PermissionsBoundary.PermissionsBoundaryArn}`,
    ),
    iam('list_attached_role_policies', { RoleName: id }, '{ManagedPolicyArns: AttachedPolicies[].PolicyArn}'),
    ...namesIn(Policies).map((PolicyName) =>
      iam('get_role_policy', { RoleName: id, PolicyName }, `{Policies: [{${same('PolicyName', 'PolicyDocument')}}]}`),
    ),
  ],
  'AWS::IAM::Policy': ({ properties: { PolicyName = '', Roles } }) =>
    [Roles]
      .flat()
      .map((role) =>
        iam(
          'get_role_policy',
          { RoleName: role ?? '', PolicyName },
          `{PolicyName: PolicyName, PolicyDocument: PolicyDocument, Roles: [RoleName]}`,
        ),
      ),
  'AWS::IAM::ManagedPolicy': ({ id }) => [
    iam('get_policy', { PolicyArn: id }, `Policy.{ManagedPolicyName: PolicyName, ${same('Path', 'Description')}}`),
    iam('get_policy_version', { PolicyArn: id, VersionId: 'v1' }, 'PolicyVersion.{PolicyDocument: Document}'),
  ],
  'AWS::IAM::InstanceProfile': ({ id }) => [
    iam(
      'get_instance_profile',
      { InstanceProfileName: id },
      `InstanceProfile.{${same('InstanceProfileName', 'Path')}, Roles: Roles[].RoleName}`,
    ),
  ],
  'AWS::KMS::Key': ({ id }) => [
    kms('describe_key', { KeyId: id }, `KeyMetadata.{${same('Description', 'KeySpec', 'KeyUsage', 'Enabled')}}`),
    kms('get_key_policy', { KeyId: id, PolicyName: 'default' }, '{KeyPolicy: Policy}'),
    kms('get_key_rotation_status', { KeyId: id }, '{EnableKeyRotation: KeyRotationEnabled}'),
    kms('list_resource_tags', { KeyId: id }, '{Tags: Tags[].{Key: TagKey, Value: TagValue}}'),
  ],
  'AWS::KMS::Alias': ({ id }) => [
    kms('list_aliases', {}, `Aliases[?AliasName == '${id}'] | [0].{AliasName: AliasName, TargetKeyId: TargetKeyId}`),
  ],
};

export const identityAttributes: Attributes = {
  'AWS::IAM::Role.Arn': (id) => iam('get_role', { RoleName: id }, 'Role.Arn'),
  'AWS::IAM::InstanceProfile.Arn': (id) =>
    iam('get_instance_profile', { InstanceProfileName: id }, 'InstanceProfile.Arn'),
  'AWS::KMS::Key.KeyId': (id) => kms('describe_key', { KeyId: id }, 'KeyMetadata.KeyId'),
  'AWS::KMS::Key.Arn': (id) => kms('list_keys', {}, `Keys[?KeyId == '${id}'] | [0].KeyArn`),
};
