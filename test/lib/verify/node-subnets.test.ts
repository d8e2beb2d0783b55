import { nodeSubnetsRule } from '../../../lib/verify/node-subnets';
import { renderedFiles } from './rendered-files';

const policy = (block: string, ports: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: library }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }]${ports} }] }
`;
const subnet = (CidrBlock: string, role: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { CidrBlock, Tags: [{ Key: role, Value: '1' }] },
});
const resources = {
  Nodes: subnet('10.0.0.0/20', 'kubernetes.io/role/internal-elb'),
  Hosts: subnet('10.0.20.0/22', 'kubernetes.io/cluster/unmanaged'),
  Cache: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { Port: 6379 } },
};
const reasons = (block: string, ports: string) =>
  nodeSubnetsRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': policy(block, ports) }, resources))
    .map(({ reason }) => reason);
const reason = (ports: string) => `lets its pods call 10.0.0.0/20, with nodes, file systems and caches, at ${ports}`;

test.each([
  [
    'the port of file systems everywhere',
    '{ cidr: 0.0.0.0/0, except: [10.0.20.0/22] }',
    ', ports: [{ port: 2049 }]',
    '2049',
  ],
  [
    'the port of the kubelet in the network',
    '{ cidr: 10.0.0.0/16 }',
    ', ports: [{ port: 443 }, { port: 10250 }]',
    '10250',
  ],
  ['a range that begins with an open port', '{ cidr: 10.0.0.0/16 }', ', ports: [{ port: 443, endPort: 9999 }]', '443'],
  ['everything', '{ cidr: 10.0.1.2/32 }', '', 'every port'],
])('a policy for %s is found', (_, block, ports, expected) => {
  expect(reasons(block, ports)).toEqual([reason(expected)]);
});

test.each([
  ['the internet', '{ cidr: 0.0.0.0/0, except: [10.0.0.0/16] }', ', ports: [{ port: 2049 }]'],
  ['hosts', '{ cidr: 10.0.20.0/22 }', ', ports: [{ port: 636 }]'],
  [
    'endpoints of AWS, the API and caches',
    '{ cidr: 10.0.0.0/16 }',
    ', ports: [{ port: 443 }, { port: 6443 }, { port: 6379 }]',
  ],
])('a policy for %s is taken', (_, block, ports) => {
  expect(reasons(block, ports)).toEqual([]);
});
