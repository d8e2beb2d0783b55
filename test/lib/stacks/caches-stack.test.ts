import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { cacheResources } from '../../../model/shared-caches';
import { cloudApp } from '../../../lib/cloud-app';
import { CachesStack, type CachesStackProps } from '../../../lib/stacks/caches-stack';

const cache = {
  nodeType: 'cache.m7g.large',
  eviction: 'none',
  replicas: 1,
  snapshots: { keepDays: 7 },
} as const;

const props: CachesStackProps = {
  stackName: 'test-caches',
  environment: 'test',
  account: '111122223333',
  region: 'us-east-1',
  zones: ['us-east-1a', 'us-east-1b'],
  // A cache may be called like anything else in the stack.
  caches: ['gitlab', 'subnets'].map((name) => ({
    ...cache,
    name,
    groupId: `test-${name}`,
    use: { kind: 'alone' },
    nameless: { id: `test-${name}-all`, secretName: `test/caches/${name}` },
  })),
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/0',
  keyAlias: 'alias/test-data',
  vpcId: 'vpc-1',
  privateSubnetIds: new Map([
    ['us-east-1a', 'subnet-a'],
    ['us-east-1b', 'subnet-b'],
  ]),
  nodeSecurityGroupId: 'sg-nodes',
};

test('tells the host of each cache by its name', () => {
  const stack = new CachesStack(cloudApp({ context: cdkContext() }), 'Test', props);
  const template = Template.fromStack(stack);
  const hosts = Object.keys(template.findResources('AWS::ElastiCache::ReplicationGroup')).map((id) => ({
    'Fn::GetAtt': [id, 'PrimaryEndPoint.Address'],
  }));
  expect(hosts).toHaveLength(2);
  template.hasOutput('CacheHosts', {
    Value: { 'Fn::Join': ['', ['gitlab=', hosts[0], ',subnets=', hosts[1]]] },
  });
  template.hasResourceProperties('AWS::ElastiCache::SubnetGroup', { SubnetIds: ['subnet-a', 'subnet-b'] });
  expect(stack.terminationProtection).toBe(true);
});

test('is as many resources as rules count', () => {
  const users = ['maps', 'wiki'].map((tenant) => ({
    tenant,
    service: 'web',
    name: `test-gitlab-${tenant}`,
    prefix: `${tenant}:web:`,
    secretName: `test/${tenant}/web/shared-cache-gitlab`,
  }));
  const shared = props.caches.map((each) => ({ ...each, use: { kind: 'several', users } as const }));
  const stack = new CachesStack(cloudApp({ context: cdkContext() }), 'Test', { ...props, caches: shared });
  const { Resources } = z
    .object({ Resources: z.record(z.string(), z.unknown()) })
    .parse(Template.fromStack(stack).toJSON());
  const counted = cacheResources(props.caches, []) + 2 * users.length * shared.length;
  expect(Object.keys(Resources)).toHaveLength(counted);
});
