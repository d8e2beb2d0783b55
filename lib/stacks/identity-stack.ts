import type { Construct } from 'constructs';
import { CertManagerRole } from '../../constructs/identity/cert-manager-role';
import { Contributors, type ContributorsProps } from '../../constructs/identity/contributors';
import { IdentityProvider } from '../../constructs/identity/identity-provider';
import { CsrApproverRole } from '../../constructs/identity/csr-approver-role';
import {
  PlatformRoles,
  type PlatformRolePath,
  type PlatformRolesProps,
} from '../../constructs/identity/platform-roles';
import { BootstrapBucket } from '../../constructs/openshift/bootstrap-bucket';
import { ComponentRoles } from '../../constructs/openshift/component-roles';
import type {
  CredentialsRequestComponent,
  CredentialsRequestsRelease,
} from '../../constructs/openshift/credentials-requests';
import { InstanceRoles, type MachineRole } from '../../constructs/openshift/instance-roles';
import { SingleSignOnRoles, type SingleSignOnRolesProps } from '../../constructs/single-sign-on/single-sign-on-roles';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

/** The roles that it makes, by the paths of their names. */
type IdentityRolePath =
  | readonly ['cert-manager' | 'node-admission' | MachineRole]
  | readonly ['openshift', component: CredentialsRequestComponent]
  | PlatformRolePath;

export interface IdentityStackProps extends PlatformStackProps {
  readonly release: CredentialsRequestsRelease;
  readonly clusterName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Name of a role, by its path from the outside in. */
  readonly roleName: (...path: IdentityRolePath) => string;
  readonly bootstrapBucketName: string;
  /** Zones of the cluster: the one that everybody sees, and the one that only the VPC sees. */
  readonly publicZone: { readonly id: string; readonly name: string };
  readonly privateZoneId: string;
  /** What the platform's own workloads use. */
  readonly platformRoles: Omit<PlatformRolesProps, 'issuer' | 'roleName'>;
  /** Whether certificate requests of machines are checked against EC2. */
  readonly nodeAdmission: boolean;
  /** None: it is somebody else's. */
  readonly singleSignOn?: Omit<SingleSignOnRolesProps, 'issuer'>;
  /** Their issuer is in the stack of identity providers, their boundary in that of the rights to deploy. */
  readonly contributors?: ContributorsProps;
}

/** Who may do what in the account: machines, components and workloads of the cluster, and contributors. */
export class IdentityStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, props, { description: 'Roles of the environment', terminationProtection: true });
    const { release, clusterName, issuer, roleName, publicZone, privateZoneId, contributors } = props;

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
        hostedZoneIds: [publicZone.id, privateZoneId],
        optional: ['efs-csi-driver'],
      }),
      new CertManagerRole(this, 'CertManager', { roleName: roleName('cert-manager'), issuer, zone: publicZone }),
      new PlatformRoles(this, 'Platform', { issuer, roleName, ...props.platformRoles }),
    ];
    if (props.nodeAdmission) {
      trusting.push(new CsrApproverRole(this, 'NodeAdmission', { roleName: roleName('node-admission'), issuer }));
    }
    if (props.singleSignOn !== undefined) {
      trusting.push(new SingleSignOnRoles(this, 'SingleSignOn', { issuer, ...props.singleSignOn }));
    }
    for (const role of trusting) role.node.addDependency(provider);

    if (contributors !== undefined) new Contributors(this, 'Contributors', contributors);
  }
}
