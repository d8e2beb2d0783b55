import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { hostTags } from './host-tags';

/** What a gateway of a tunnel takes over, and where its program and its peers are. */
export interface GatewayRights {
  /** Name of the pair, in tags. */
  readonly name: string;
  /** Ids of the route tables whose routes it moves. */
  readonly routeTableIds: readonly string[];
  /** Path of its parameters, with a slash before it and none behind. */
  readonly parameters: string;
}

/**
 * Statements for the role of a gateway: it sees who has the kept address, moves it between the interfaces of the pair, leads the routes of
 * the tunnel to itself, and reads its parameters. It makes and deletes no route. Source: the service authorization reference, "Amazon EC2"
 * and "AWS Systems Manager".
 */
export function gatewayStatements(
  { name, routeTableIds, parameters }: GatewayRights,
  { region, account }: { readonly region: string; readonly account: string },
): readonly PolicyStatement[] {
  const at = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  return [
    // EC2 knows no resources for what only looks.
    new PolicyStatement({ actions: ['ec2:DescribeAddresses', 'ec2:DescribeRouteTables'], resources: ['*'] }),
    new PolicyStatement({
      actions: ['ec2:AssociateAddress', 'ec2:DisassociateAddress'],
      resources: ['elastic-ip/*', 'instance/*', 'network-interface/*'].map((resource) => at('ec2', resource)),
      conditions: { StringEquals: { [`aws:ResourceTag/${hostTags.gateway}`]: name } },
    }),
    new PolicyStatement({
      actions: ['ec2:ReplaceRoute'],
      resources: routeTableIds.map((id) => at('ec2', `route-table/${id}`)),
    }),
    new PolicyStatement({
      actions: ['ssm:GetParametersByPath'],
      resources: [parameters, `${parameters}/peers`, `${parameters}/program`].map((path) =>
        at('ssm', `parameter${path}`),
      ),
    }),
  ];
}
