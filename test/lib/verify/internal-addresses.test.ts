import { internalAddressesRule } from '../../../lib/verify/internal-addresses';
import { renderedFiles } from './rendered-files';

const policy = (block: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: library }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }], ports: [{ port: 443 }] }] }
`;
const reasons = (block: string) =>
  internalAddressesRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': policy(block) }))
    .map(({ reason }) => reason);

const all = '[10.128.0.0/14, 172.30.0.0/16, 100.64.0.0/16, 100.88.0.0/16, 169.254.0.0/16]';

test.each([
  ['the join network', all.replace('100.64.0.0/16, ', ''), '100.64.0.0/16'],
  ['the transit network', all.replace('100.88.0.0/16, ', ''), '100.88.0.0/16'],
  ['the metadata service', all.replace(', 169.254.0.0/16', ''), '169.254.0.0/16'],
])('the internet with %s is found', (_, except, open) => {
  expect(reasons(`{ cidr: 0.0.0.0/0, except: ${except} }`)).toEqual([
    `allows its pods to call everything, ${open} too`,
  ]);
});

test.each([
  ['the internet without them', `{ cidr: 0.0.0.0/0, except: ${all} }`],
  ['one address', '{ cidr: 203.0.113.7/32 }'],
])('%s is taken', (_, block) => {
  expect(reasons(block)).toEqual([]);
});
