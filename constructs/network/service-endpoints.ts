import { CfnSecurityGroup, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import { endpointPolicy } from './endpoint-policies';

export interface ServiceEndpointsProps {
  readonly vpcId: string;
  /** IPv4 block that may reach the interface endpoints. */
  readonly vpcBlock: string;
  /** Route tables that get the routes of the gateway endpoints. */
  readonly routeTableIds: readonly string[];
  /** One subnet per zone for the interface endpoints. */
  readonly subnetIds: readonly string[];
  /** AWS services with an interface endpoint, by the last part of the endpoint's name, e.g. `ecr.api`. */
  readonly interfaceServices: readonly string[];
}

/**
 * VPC endpoints, so that traffic to AWS services stays in the VPC: gateway endpoints for S3 and DynamoDB, which cost
 * nothing, and interface endpoints for other services, which are billed.
 */
export class ServiceEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    const { vpcId, vpcBlock, routeTableIds, subnetIds, interfaceServices } = props;
    const { region, account } = Stack.of(this);

    for (const service of ['s3', 'dynamodb']) {
      new CfnVPCEndpoint(this, pascalCase(service), {
        vpcId,
        vpcEndpointType: 'Gateway',
        serviceName: `com.amazonaws.${region}.${service}`,
        routeTableIds: [...routeTableIds],
        policyDocument: endpointPolicy(service, account),
      });
    }
    if (interfaceServices.length === 0) return;

    const group = new CfnSecurityGroup(this, 'Callers', {
      vpcId,
      groupDescription: 'Calls from inside the VPC to the interface endpoints of AWS services',
      securityGroupIngress: [
        { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: vpcBlock, description: 'HTTPS from the VPC' },
      ],
      // Without an explicit rule AWS adds one that allows everything; endpoints only ever answer.
      securityGroupEgress: [
        {
          ipProtocol: 'icmp',
          fromPort: 252,
          toPort: 86,
          cidrIp: '255.255.255.255/32',
          description: 'Nothing calls out',
        },
      ],
    });
    for (const service of interfaceServices) {
      new CfnVPCEndpoint(this, pascalCase(service), {
        vpcId,
        vpcEndpointType: 'Interface',
        serviceName: `com.amazonaws.${region}.${service}`,
        subnetIds: [...subnetIds],
        securityGroupIds: [group.attrGroupId],
        privateDnsEnabled: true,
        policyDocument: endpointPolicy(service, account),
      });
    }
  }
}
