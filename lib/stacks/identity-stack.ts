import type { Construct } from 'constructs';
import { Contributors, type ContributorsProps } from '../../constructs/identity/contributors';
import { IdentityProvider } from '../../constructs/identity/identity-provider';
import type { PlatformResources } from '../../constructs/identity/platform-resources';
import { addPlatformRoles, type PlatformRolePath } from '../../constructs/identity/platform-roles';
import { BootstrapBucket } from '../../constructs/openshift/bootstrap-bucket';
import { ComponentRoles } from '../../constructs/openshift/component-roles';
import type {
  CredentialsRequestComponent,
  CredentialsRequestsRelease,
} from '../../constructs/openshift/credentials-requests';
import { InstanceRoles, type MachineRole } from '../../constructs/openshift/instance-roles';
import { SingleSignOnRoles, type SingleSignOnRolesProps } from '../../constructs/single-sign-on/single-sign-on-roles';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** Paths of the names of the roles that the stack makes. */
type IdentityRolePath =
  | readonly [MachineRole]
  | readonly ['openshift', component: CredentialsRequestComponent]
  | PlatformRolePath;

export interface IdentityStackProps extends PlatformStackProps {
  readonly release: CredentialsRequestsRelease;
  readonly clusterName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Returns the name of a role for its path, the most general part first. */
  readonly roleName: (...path: IdentityRolePath) => string;
  readonly bootstrapBucketName: string;
  /** What the platform's own workloads use in AWS. */
  readonly platformResources: PlatformResources;
  /**
   * Settings of the roles of single sign-on.
   * @default the platform does not run single sign-on: no such roles
   */
  readonly singleSignOn?: Omit<SingleSignOnRolesProps, 'issuer'>;
  /**
   * Roles of contributors. The provider of their issuer is in the stack of identity providers, their permissions
   * boundary in that of the rights to deploy.
   * @default there are no contributors: no such roles
   */
  readonly contributors?: ContributorsProps;
}

/**
 * IAM roles of machines, components and workloads of the cluster, and of contributors; and the identity provider of the
 * cluster's service accounts.
 */
export class IdentityStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, props, { description: 'Roles of the environment', terminationProtection: true });
    const { release, clusterName, issuer, roleName, platformResources, contributors } = props;

    const { publicZone, privateZone } = platformResources.zones;
    const provider = new IdentityProvider(this, 'ServiceAccounts', {
      issuer,
      audiences: ['openshift', 'sts.amazonaws.com'],
    });
    const bootstrap = new BootstrapBucket(this, 'Bootstrap', { bucketName: props.bootstrapBucketName });
    const machines = new InstanceRoles(this, 'Machines', { roleName, bootstrapObjectArn: bootstrap.objectArn });

    const trusting: Construct[] = [
      new ComponentRoles(this, 'Components', {
        release,
        clusterName,
        issuer,
        roleName: (component) => roleName('openshift', component),
        workerRoleArn: machines.workerRoleArn,
        hostedZoneIds: [publicZone.id, privateZone.id],
        optional: ['efs-csi-driver'],
      }),
      ...addPlatformRoles(this, { issuer, roleName, ...platformResources }),
    ];
    if (props.singleSignOn !== undefined) {
      trusting.push(new SingleSignOnRoles(this, 'SingleSignOn', { issuer, ...props.singleSignOn }));
    }
    for (const role of trusting) role.node.addDependency(provider);

    if (contributors !== undefined) new Contributors(this, 'Contributors', contributors);
  }
}
