import { exampleTemplate } from '../example-files';
import { publicWays } from '../network/public-ways';
import { toTemplateSide } from '../network/template-side';
import { widerAcls } from '../network/wider-acls';
import { widerGroups } from '../network/wider-groups';
import { widerRoutes } from '../network/wider-routes';
import type { ReviewRule } from '../review-rule';

/** Packets that AWS lets through now and did not before. */
export const widerNetworkRule: ReviewRule = {
  id: 'wider-network',
  finds: 'traffic that AWS newly allows, computed from all rules together, however they are written',
  class: 'lets-in',
  why: 'Whoever can connect to a machine can try its passwords and vulnerabilities; a machine that can connect everywhere can leak data.',
  remedy: 'Allow the one port from the one group or block that needs it, or keep the old rule.',
  dangerous: {
    before: group([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/16' }]),
    after: group([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }]),
  },
  harmless: {
    before: group([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 23, CidrIp: '10.0.0.0/16' }]),
    after: group([
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.128.0/17' },
      { IpProtocol: 'tcp', FromPort: 22, ToPort: 23, CidrIp: '10.0.0.0/17' },
    ]),
  },
  findings: (comparison) => {
    if (comparison.before.files.size === 0 || !comparison.resources.some(({ type }) => networkTypes.test(type)))
      return [];
    const [before, after] = [toTemplateSide(comparison.before), toTemplateSide(comparison.after)];
    return [
      ...widerGroups(comparison, before, after),
      ...widerAcls(comparison, before, after),
      ...widerRoutes(comparison, before, after),
      ...publicWays(comparison, after),
    ];
  },
};

/** Types that say where packets may go, or that have a security group or an address. */
const networkTypes =
  /^AWS::(EC2|ElasticLoadBalancing|ElasticLoadBalancingV2|ElastiCache|RDS|EFS|AutoScaling|Lambda|Route53Resolver)::/;

function group(SecurityGroupIngress: readonly object[]): ReviewRule['dangerous']['before'] {
  const Properties = {
    GroupName: 'hosts',
    SecurityGroupIngress,
    SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
  };
  return exampleTemplate('Hosts', { Type: 'AWS::EC2::SecurityGroup', Properties });
}
