import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** No security group of a machine has a port for logging in that the internet reaches; balancers that lead to no shell may. */
export const loginPortsRule: RenderedRule = {
  id: 'login-ports',
  holds: 'no machine has a port for logging in that the internet reaches',
  findings: ({ resources }: Rendered) => {
    const ofMachines = new Set(
      [
        ...resourcesOfType(resources, 'AWS::EC2::NetworkInterface'),
        ...resourcesOfType(resources, 'AWS::EC2::LaunchTemplate'),
        ...resourcesOfType(resources, 'AWS::EC2::Instance'),
      ].flatMap(({ stack, resource }) => groupsIn(resource.Properties).map((group) => `${stack} ${group}`)),
    );
    const open = (rule: unknown): boolean => {
      const { data } = ruleSchema.safeParse(rule);
      if (data === undefined) return false;
      const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 } = data;
      const reached = ['tcp', '6', '-1'].includes(String(IpProtocol)) && FromPort <= loginPort && loginPort <= ToPort;
      return reached && (CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0');
    };
    const found = [
      ...resourcesOfType(resources, 'AWS::EC2::SecurityGroup')
        .filter(({ stack, logicalId }) => ofMachines.has(`${stack} ${logicalId}`))
        .filter(({ resource }) => groupSchema.parse(resource.Properties).SecurityGroupIngress.some(open)),
      ...resourcesOfType(resources, 'AWS::EC2::SecurityGroupIngress').filter(({ stack, resource }) => {
        const group = ownSchema.safeParse(resource.Properties).data?.GroupId['Fn::GetAtt'][0];
        return ofMachines.has(`${stack} ${group ?? ''}`) && open(resource.Properties);
      }),
    ];
    return found.map((each: RenderedResource) => ({
      place: describeResource(each),
      reason: `opens port ${loginPort} to the internet, which is for logging in`,
      remedy: 'let people come by Session Manager or through the tunnel, and close it',
    }));
  },
};

/** SSH. */
const loginPort = 22;

const attributeSchema = z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const ownSchema = z.looseObject({ GroupId: attributeSchema });
const groupSchema = z.looseObject({ SecurityGroupIngress: z.array(z.unknown()).default([]) });
const ruleSchema = z.looseObject({
  IpProtocol: z.union([z.string(), z.number()]),
  FromPort: z.number().default(0),
  ToPort: z.number().default(65535),
  CidrIp: z.unknown().optional(),
  CidrIpv6: z.unknown().optional(),
});

/** Logical ids of the security groups that the properties of a machine or of its interface refer to. */
const groupsIn = (properties: unknown): readonly string[] =>
  [...JSON.stringify(properties).matchAll(/"Fn::GetAtt":\["([A-Za-z0-9]+)","GroupId"\]/g)].map(
    ([, group = '']) => group,
  );
