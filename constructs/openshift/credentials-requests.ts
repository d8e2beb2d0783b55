/** An OpenShift minor release whose credentials requests are known. */
export type CredentialsRequestsRelease = (typeof releases)[number];

const releases = ['4.17', '4.18', '4.19', '4.20'] as const;

/**
 * Actions that a component asks for, always on every resource, because a credentials request knows no names of a
 * cluster.
 */
export interface RequestedStatement {
  readonly actions: readonly string[];
  /**
   * Conditions, as in an IAM policy.
   * @default none
   */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

/** Short name, used in role names, of a component of OpenShift that has a role of its own. */
export type CredentialsRequestComponent =
  | 'credential-operator'
  | 'ebs-csi-driver'
  | 'efs-csi-driver'
  | 'efs-csi-driver-node'
  | 'image-registry'
  | 'ingress'
  | 'machine-api'
  | 'network-config';

/** What a component of OpenShift asks the cloud-credential operator for on AWS (CredentialsRequest). */
export interface CredentialsRequest {
  /** Short name of the component, used in the name of its role. */
  readonly component: CredentialsRequestComponent;
  /** Name of the CredentialsRequest in OpenShift. */
  readonly name: string;
  /** Secret in which the component looks for its credentials. */
  readonly secret: { readonly namespace: string; readonly name: string };
  /** Service accounts, in the namespace of the secret, that use the credentials. */
  readonly serviceAccounts: readonly string[];
  readonly statements: readonly RequestedStatement[];
  /** Whether it belongs to an operator that is installed later, and so not to every cluster. */
  readonly optional: boolean;
}

/** A credentials request in all known releases; later additions say since which release. */
interface Row extends Omit<CredentialsRequest, 'statements' | 'optional'> {
  readonly statements: readonly (RequestedStatement & {
    /**
     * For actions that were added later: the first release with the action.
     * @default every action is in every release
     */
    readonly since?: Readonly<Record<string, CredentialsRequestsRelease>>;
  })[];
  /**
   * First release with this request.
   * @default it is in every release
   */
  readonly since?: CredentialsRequestsRelease;
  /**
   * Whether it belongs to an operator that is installed later.
   * @default it belongs to every cluster
   */
  readonly optional?: true;
}

/** KMS actions for encrypted volumes. */
const useKeys: RequestedStatement['actions'] = [
  'kms:ReEncrypt*',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlainText',
  'kms:DescribeKey',
];

/** EC2 opens an encrypted volume with a KMS grant that the caller creates for it. */
const grantKeysToAws: RequestedStatement = {
  actions: ['kms:RevokeGrant', 'kms:CreateGrant', 'kms:ListGrants'],
  conditions: { Bool: { 'kms:GrantIsForAWSResource': true } },
};

/**
 * `openshift-cluster-api-aws` is left out, because only clusters with technology previews have it. The cloud-controller
 * manager has no credentials request: it uses the role of the control-plane machines, see `instance-roles.ts`.
 */
const rows: readonly Row[] = [
  // openshift/cluster-storage-operator:manifests/03_credentials_request_aws.yaml
  {
    component: 'ebs-csi-driver',
    name: 'aws-ebs-csi-driver-operator',
    secret: { namespace: 'openshift-cluster-csi-drivers', name: 'ebs-cloud-credentials' },
    serviceAccounts: ['aws-ebs-csi-driver-operator', 'aws-ebs-csi-driver-controller-sa'],
    statements: [
      {
        actions: [
          'ec2:AttachVolume',
          'ec2:CreateSnapshot',
          'ec2:CreateTags',
          'ec2:CreateVolume',
          'ec2:DeleteSnapshot',
          'ec2:DeleteTags',
          'ec2:DeleteVolume',
          'ec2:DescribeAvailabilityZones',
          'ec2:DescribeInstances',
          'ec2:DescribeSnapshots',
          'ec2:DescribeTags',
          'ec2:DescribeVolumes',
          'ec2:DescribeVolumesModifications',
          'ec2:DetachVolume',
          'ec2:EnableFastSnapshotRestores',
          'ec2:ModifyVolume',
        ],
      },
      { actions: useKeys },
      grantKeysToAws,
    ],
  },
  // openshift/machine-api-operator:install/0000_30_machine-api-operator_00_credentials-request.yaml
  {
    component: 'machine-api',
    name: 'openshift-machine-api-aws',
    secret: { namespace: 'openshift-machine-api', name: 'aws-cloud-credentials' },
    serviceAccounts: ['machine-api-controllers'],
    statements: [
      {
        actions: [
          'ec2:CreateTags',
          'ec2:DescribeAvailabilityZones',
          'ec2:DescribeDhcpOptions',
          'ec2:DescribeImages',
          'ec2:DescribeInstances',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeInternetGateways',
          'ec2:DescribeRegions',
          'ec2:DescribeSecurityGroups',
          'ec2:DescribeSubnets',
          'ec2:DescribeVpcs',
          'ec2:RunInstances',
          'ec2:TerminateInstances',
          'elasticloadbalancing:DeregisterTargets',
          'elasticloadbalancing:DescribeLoadBalancers',
          'elasticloadbalancing:DescribeTargetGroups',
          'elasticloadbalancing:DescribeTargetHealth',
          'elasticloadbalancing:RegisterInstancesWithLoadBalancer',
          'elasticloadbalancing:RegisterTargets',
          'iam:CreateServiceLinkedRole',
          'iam:PassRole',
        ],
      },
      { actions: useKeys, since: { 'kms:ReEncrypt*': '4.18' } },
      grantKeysToAws,
    ],
  },
  // openshift/cluster-ingress-operator:manifests/00-ingress-credentials-request.yaml
  {
    component: 'ingress',
    name: 'openshift-ingress',
    secret: { namespace: 'openshift-ingress-operator', name: 'cloud-credentials' },
    serviceAccounts: ['ingress-operator'],
    statements: [
      {
        actions: [
          'elasticloadbalancing:DescribeLoadBalancers',
          'route53:ChangeResourceRecordSets',
          'route53:ListHostedZones',
          'route53:ListTagsForResources',
          'sts:AssumeRole',
          'tag:GetResources',
        ],
      },
    ],
  },
  // openshift/cluster-image-registry-operator:manifests/01-registry-credentials-request.yaml
  {
    component: 'image-registry',
    name: 'openshift-image-registry',
    secret: { namespace: 'openshift-image-registry', name: 'installer-cloud-credentials' },
    serviceAccounts: ['cluster-image-registry-operator', 'registry'],
    statements: [
      {
        actions: [
          's3:AbortMultipartUpload',
          's3:CreateBucket',
          's3:DeleteBucket',
          's3:DeleteObject',
          's3:GetBucketLocation',
          's3:GetBucketPublicAccessBlock',
          's3:GetBucketTagging',
          's3:GetEncryptionConfiguration',
          's3:GetLifecycleConfiguration',
          's3:GetObject',
          's3:ListBucket',
          's3:ListBucketMultipartUploads',
          's3:ListMultipartUploadParts',
          's3:PutBucketPublicAccessBlock',
          's3:PutBucketTagging',
          's3:PutEncryptionConfiguration',
          's3:PutLifecycleConfiguration',
          's3:PutObject',
        ],
      },
    ],
  },
  // openshift/cluster-network-operator:manifests/02-cncc-credentials.yaml
  {
    component: 'network-config',
    name: 'openshift-cloud-network-config-controller-aws',
    secret: { namespace: 'openshift-cloud-network-config-controller', name: 'cloud-credentials' },
    serviceAccounts: ['cloud-network-config-controller'],
    statements: [
      {
        actions: [
          'ec2:AssignIpv6Addresses',
          'ec2:AssignPrivateIpAddresses',
          'ec2:DescribeInstances',
          'ec2:DescribeInstanceStatus',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignIpv6Addresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
      },
    ],
  },
  // openshift/cloud-credential-operator:manifests/05-iam-ro-credentialsrequest.yaml
  {
    component: 'credential-operator',
    name: 'cloud-credential-operator-iam-ro',
    secret: { namespace: 'openshift-cloud-credential-operator', name: 'cloud-credential-operator-iam-ro-creds' },
    serviceAccounts: ['cloud-credential-operator'],
    statements: [{ actions: ['iam:GetUser', 'iam:GetUserPolicy', 'iam:ListAccessKeys'] }],
  },
  // openshift/csi-operator:assets/overlays/aws-efs/generated/standalone/credentials.yaml; the service accounts are from
  // openshift/openshift-docs:modules/persistent-storage-csi-efs-sts.adoc
  {
    component: 'efs-csi-driver',
    name: 'openshift-aws-efs-csi-driver',
    secret: { namespace: 'openshift-cluster-csi-drivers', name: 'aws-efs-cloud-credentials' },
    serviceAccounts: ['aws-efs-csi-driver-operator', 'aws-efs-csi-driver-controller-sa'],
    statements: [
      {
        actions: ['elasticfilesystem:*', 'ec2:DescribeAvailabilityZones'],
        since: { 'ec2:DescribeAvailabilityZones': '4.20' },
      },
    ],
    optional: true,
  },
  // openshift/csi-operator:assets/overlays/aws-efs/generated/standalone/credentials-node.yaml, for file systems in one
  // zone; the service account is from openshift/openshift-docs:modules/persistent-storage-csi-efs-one-zone-procedure.adoc
  {
    component: 'efs-csi-driver-node',
    name: 'openshift-aws-efs-csi-driver-node',
    secret: { namespace: 'openshift-cluster-csi-drivers', name: 'node-aws-efs-cloud-credentials' },
    serviceAccounts: ['aws-efs-csi-driver-node-sa'],
    statements: [{ actions: ['ec2:DescribeAvailabilityZones', 'elasticfilesystem:DescribeMountTargets'] }],
    since: '4.20',
    optional: true,
  },
];

/**
 * Returns the credentials requests of a release, including those of optional operators. `oc adm release extract
 * --credentials-requests` prints those of one z-stream release; they have changed between minor releases only.
 */
export function credentialsRequestsFor(release: CredentialsRequestsRelease): readonly CredentialsRequest[] {
  const has = (since: CredentialsRequestsRelease | undefined) =>
    since === undefined || releases.indexOf(since) <= releases.indexOf(release);
  return rows
    .filter(({ since }) => has(since))
    .map(({ component, name, secret, serviceAccounts, statements, optional = false }) => ({
      component,
      name,
      secret,
      serviceAccounts,
      optional,
      statements: statements.map(({ since, actions, ...conditions }) => ({
        actions: actions.filter((action) => has(since?.[action])),
        ...conditions,
      })),
    }));
}
