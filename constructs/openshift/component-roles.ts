import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { everyResource, type Wildcards } from '../identity/wildcard-patterns';
import { WorkloadRole } from '../identity/workload-role';
import { pascalCase } from '../../model/formats/pascal-case';
import {
  credentialsRequestsFor,
  type CredentialsRequestComponent,
  type CredentialsRequestsRelease,
  type RequestedStatement,
} from './credentials-requests';

export interface ComponentRolesProps {
  readonly release: CredentialsRequestsRelease;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Returns the name of a component's role. */
  readonly roleName: (component: CredentialsRequestComponent) => string;
  /** ARN of the role that the machine API gives its machines. */
  readonly workerRoleArn: string;
  /** Name of the cluster, with which the infra id begins. */
  readonly clusterName: string;
  /** Hosted zones in which the ingress operator keeps records of its load balancers. */
  readonly hostedZoneIds: readonly string[];
  /**
   * Components of operators that are installed afterwards.
   * @default none
   */
  readonly optional?: readonly OptionalComponent[];
}

/** Components that not every cluster has. The driver on nodes has a role of its own from 4.20 on. */
export type OptionalComponent = Extract<CredentialsRequestComponent, 'efs-csi-driver' | 'efs-csi-driver-node'>;

/**
 * IAM roles of the components of OpenShift that call AWS, one for each, in the place of long-lived access keys.
 * OpenShift's credentials requests ask for their actions on every resource; the roles allow the same actions, on the
 * cluster's own resources wherever that certainly breaks nothing.
 */
export class ComponentRoles extends Construct {
  constructor(scope: Construct, id: string, props: ComponentRolesProps) {
    super(scope, id);
    const { release, issuer, roleName, optional = [] } = props;
    const narrowed = narrowedActions(Stack.of(this), props);
    const requests = credentialsRequestsFor(release).filter(
      (request) => !request.optional || optional.some((component) => component === request.component),
    );
    for (const { component, name, secret, serviceAccounts, statements } of requests) {
      new WorkloadRole(this, pascalCase(component), {
        roleName: roleName(component),
        description: `OpenShift's credentials request ${name}`,
        issuer,
        audience: 'openshift',
        serviceAccounts: serviceAccounts.map((account) => ({ namespace: secret.namespace, name: account })),
        statements: statements.flatMap((statement) => granted(statement, narrowed)),
        wildcards: wildcardsFor(component),
      });
    }
  }
}

/**
 * Resources of actions, or of a whole service, that need not be allowed on everything. `sts:AssumeRole` has none: the
 * ingress operator calls it only for a private zone in another account (`privateZoneIAMRole` of the cluster's DNS, see
 * openshift/cluster-ingress-operator:pkg/dns/aws/dns.go), and who may assume any role may assume the deploy roles of
 * CDK.
 */
const narrowedActions = (
  { account, region }: Stack,
  { workerRoleArn, hostedZoneIds, clusterName }: ComponentRolesProps,
): Narrowed => ({
  'sts:AssumeRole': [],
  'iam:PassRole': [workerRoleArn],
  'iam:CreateServiceLinkedRole': [`arn:aws:iam::${account}:role/aws-service-role/*`],
  'route53:ChangeResourceRecordSets': hostedZoneIds.map((id) => `arn:aws:route53:::hostedzone/${id}`),
  's3:*': [`arn:aws:s3:::${infraIdPattern(clusterName)}-image-registry-${region}-*`],
  ...fileSystemActions(`arn:aws:elasticfilesystem:${region}:${account}:`),
});

/**
 * The EFS CSI driver makes and deletes access points; to the file systems of the access points it may do nothing else.
 */
function fileSystemActions(arn: string): Narrowed {
  const [fileSystems, accessPoints] = [[`${arn}file-system/*`], [`${arn}access-point/*`]];
  const both = [...fileSystems, ...accessPoints];
  return {
    'elasticfilesystem:CreateAccessPoint': fileSystems,
    'elasticfilesystem:DeleteAccessPoint': accessPoints,
    'elasticfilesystem:DescribeAccessPoints': both,
    'elasticfilesystem:DescribeFileSystems': both,
    'elasticfilesystem:DescribeMountTargets': both,
    'elasticfilesystem:TagResource': accessPoints,
  };
}

/**
 * Actions that the driver needs when its request asks for a whole service. `elasticfilesystem:*` would let the driver
 * delete file systems. Source: openshift/csi-operator#578 and
 * kubernetes-sigs/aws-efs-csi-driver:docs/iam-policy-example.json.
 */
const namedActions: Readonly<Record<string, readonly string[]>> = {
  'elasticfilesystem:*': Object.keys(fileSystemActions('')),
};

/**
 * Returns an IAM pattern for the infra ids that the installer can give a cluster. The image registry's operator names
 * its bucket with the infra id and random letters. Sources: openshift/installer:pkg/asset/installconfig/clusterid.go,
 * openshift/cluster-image-registry-operator:pkg/storage/util/util.go.
 */
const infraIdPattern = (clusterName: string): string => `${clusterName.slice(0, 21).replace(/-+$/, '')}-?????`;

type Narrowed = Readonly<Record<string, readonly string[]>>;

/** Returns a statement for each set of resources. */
function granted(requested: RequestedStatement, narrowed: Narrowed): readonly PolicyStatement[] {
  const { conditions } = requested;
  const actions = requested.actions.flatMap((action) => namedActions[action] ?? [action]);
  const resourcesOf = (action: string) => narrowed[action] ?? narrowed[action.replace(/:.*/, ':*')] ?? everything;
  const sets = [...new Set(actions.map(resourcesOf))].filter((resources) => resources.length > 0);
  return sets.map(
    (resources) =>
      new PolicyStatement({
        actions: actions.filter((action) => resourcesOf(action) === resources),
        resources: [...resources],
        conditions,
      }),
  );
}

const everything = ['*'];

/** Wildcards of OpenShift's credentials requests, and what is left of them here. */
const asUpstream: readonly RegExp[] = [
  everyResource,
  /^kms:ReEncrypt\*$/,
  /^arn:aws:iam::\d{12}:role\/aws-service-role\/\*$/,
  /^arn:aws:elasticfilesystem:[a-z0-9-]+:\d{12}:(access-point|file-system)\/\*$/,
  /^arn:aws:s3:::[a-z0-9-]+-\?{5}-image-registry-[a-z0-9-]+-\*$/,
];

function wildcardsFor(component: CredentialsRequestComponent): Wildcards | undefined {
  const because = reasons[component];
  return because === undefined ? undefined : { because, beyond: asUpstream };
}

/** Why a component keeps the wildcards of its credentials request. */
const reasons: Readonly<Partial<Record<CredentialsRequestComponent, string>>> = {
  'ebs-csi-driver':
    'Volumes are made on demand; the driver finds its own by tags, and the key is whichever the class names.',
  'machine-api':
    'Machines are made on demand; the operator finds its own by tags, and pools name image, subnet and key.',
  ingress: 'AWS lists balancers, zones and tags for everything or nothing.',
  'image-registry': 'The operator makes its bucket itself and ends the name with random letters.',
  'network-config': 'Egress addresses move between the interfaces of whichever machines there are.',
  'efs-csi-driver': 'Access points are made on demand, in the file system that the class names.',
  'efs-csi-driver-node': 'It only reads where the file system is that it is to mount.',
  'credential-operator': 'It only reads, and in manual mode finds no user to read.',
};
