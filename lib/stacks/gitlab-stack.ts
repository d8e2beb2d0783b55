import type { Construct } from 'constructs';
import { GitLabRoles, type GitLabRolesProps } from '../../constructs/gitlab/gitlab-roles';
import { RunnerRoles, type RunnerRolesProps } from '../../constructs/gitlab/runner-roles';
import { PortBalancer, type PortBalancerProps, type WatchedPort } from '../../constructs/network/port-balancer';
import { pascalCase } from '../../model/formats/pascal-case';
import { ManagedSecret, type ManagedSecretProps } from '../../constructs/secrets/managed-secret';
import { secretBaseName } from '../../constructs/secrets/secret-base-name';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface GitLabStackProps extends PlatformStackProps {
  readonly secrets: readonly Pick<ManagedSecretProps, 'name' | 'description' | 'value'>[];
  readonly roles: GitLabRolesProps;
  /** Runners in the cluster. */
  readonly runners: readonly RunnerRolesProps[];
  readonly ssh: Omit<PortBalancerProps, 'vpcId' | 'publicSubnetIds'>;
  readonly vpcId: string;
  /** Subnet ids by zone. */
  readonly publicSubnetIds: ReadonlyMap<string, string>;
}

/**
 * Secrets, roles and load balancer of GitLab and of its runners in the cluster. Buckets and caches are in other stacks.
 */
export class GitLabStack extends PlatformStack {
  /** Git over SSH in the dimensions of CloudWatch metrics. */
  readonly watchedSsh: readonly WatchedPort[];
  /** Allocation id of each address of Git over SSH by zone. */
  readonly sshAllocations: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: GitLabStackProps) {
    super(scope, id, props, { description: 'GitLab and its runners', terminationProtection: true });
    const { secrets, roles, runners, ssh, vpcId, publicSubnetIds } = props;
    for (const secret of secrets) {
      new ManagedSecret(this, pascalCase(`secret-${secretBaseName(secret.name)}`), {
        ...secret,
        keyAlias: roles.key.alias,
      });
    }
    new GitLabRoles(this, 'Roles', roles);
    for (const runner of runners) new RunnerRoles(this, pascalCase(runner.namespace), runner);
    const balancer = new PortBalancer(this, 'Ssh', { ...ssh, vpcId, publicSubnetIds });
    this.publish('GitSshBalancer', balancer.dnsName, 'name that the host of Git over SSH is an alias of');
    this.publish('GitSshAddresses', balancer.addresses.join(','), 'IPv4 addresses of Git over SSH, which stay');
    this.watchedSsh = balancer.watched;
    this.sshAllocations = balancer.allocations;
  }
}
