import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ecsKeycloakPorts } from './keycloak-ports';

export interface KeycloakGroupProps {
  readonly name: string;
  readonly vpcId: string;
  readonly balancerGroupId: string;
  /** IPv4 block of the VPC, with the database and the VPC endpoints. */
  readonly vpcBlock: string;
  /** IPv4 blocks of the directory's LDAP servers; empty without a directory. */
  readonly directory: readonly string[];
}

/**
 * Security group of Keycloak's tasks: connections from the load balancer and from each other, and to the database, the
 * directory and, by HTTPS, to where ECS fetches image and secrets.
 */
export class KeycloakGroup extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: KeycloakGroupProps) {
    super(scope, id);
    const { name, vpcId, balancerGroupId, vpcBlock, directory } = props;
    const { http, management, cluster } = ecsKeycloakPorts;
    const out = (port: number, cidrIp: string, description: string) => ({
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIp,
      description,
    });
    const group = new CfnSecurityGroup(this, 'Resource', {
      vpcId,
      groupDescription: 'Keycloak',
      securityGroupEgress: [
        out(443, '0.0.0.0/0', 'Image and secrets'),
        out(5432, vpcBlock, 'Database'),
        ...directory.map((block) => out(636, block, 'Directory')),
      ],
      tags: [{ key: 'Name', value: name }],
    });
    this.groupId = group.attrGroupId;
    for (const port of [http, management]) this.addPair(port, balancerGroupId, 'balancer');
    for (const port of cluster) this.addPair(port, this.groupId, 'each other');
  }

  /** Adds the rule of the sender and the rule of the receiver. */
  private addPair(port: number, from: string, who: string): void {
    const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    new CfnSecurityGroupIngress(this, `In${port}`, {
      ...ports,
      groupId: this.groupId,
      sourceSecurityGroupId: from,
      description: `From ${who}`,
    });
    new CfnSecurityGroupEgress(this, `Out${port}`, {
      ...ports,
      groupId: from,
      destinationSecurityGroupId: this.groupId,
      description: 'To Keycloak',
    });
  }
}
