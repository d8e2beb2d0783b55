import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { FLAGS } from 'aws-cdk-lib/cx-api';
import { cdkContext, folders } from '../../bin/project';
import type { Environment } from '../../environments/environment';
import { loadEnvironment } from '../../environments/load';
import { cloudApp } from '../../lib/cloud-app';
import { platform } from '../../lib/platform';

const { environment } = loadEnvironment(folders.environments, 'staging');

function stacksOf(change: Partial<Environment>): readonly Stack[] {
  const app = cloudApp({ context: cdkContext() });
  platform(app, { ...environment, ...change }, {});
  return app.node.children.filter((child) => child instanceof Stack);
}

test('stacks are named for environment and noun, protected, and in the order of their deployment', () => {
  const stacks = stacksOf({});
  expect(stacks.map(({ stackName }) => stackName)).toEqual(['staging-network', 'staging-dns']);
  expect(stacks.filter(({ terminationProtection }) => !terminationProtection)).toEqual([]);
  expect(stacks.map((stack) => stack.tags.tagValues())).toEqual([
    { 'commons-platform/environment': 'staging' },
    { 'commons-platform/environment': 'staging' },
  ]);
});

test('private zones whose names differ by a dot or hyphen only are two', () => {
  const [, dns] = stacksOf({ privateZones: ['a-b.commons-staging.example', 'a.b.commons-staging.example'] });
  const zones = dns === undefined ? {} : Template.fromStack(dns).findResources('AWS::Route53::HostedZone');
  expect(Object.keys(zones)).toHaveLength(4);
});

test('in another region the zones stay in us-east-1 and find the VPC across regions', () => {
  const [network, dns] = stacksOf({
    region: 'eu-west-1',
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    network: { ...environment.network, nat: 'per-zone' },
  });
  expect([network?.region, dns?.region]).toEqual(['eu-west-1', 'us-east-1']);
  const [zone] =
    dns === undefined ? [] : Object.values(Template.fromStack(dns).findResources('AWS::Route53::HostedZone')).slice(1);
  expect(zone).toMatchObject({
    Properties: {
      VPCs: [
        {
          VPCRegion: 'eu-west-1',
          VPCId: { 'Fn::GetStackOutput': { StackName: 'staging-network', Region: 'eu-west-1' } },
        },
      ],
    },
  });
});

test('every feature flag of the library is decided in cdk.json', () => {
  const decided = Object.keys(cdkContext());
  const open = Object.entries(FLAGS).filter(([name, { introducedIn, recommendedValue }]) => {
    const counts = introducedIn.v2 !== undefined && recommendedValue !== undefined;
    return counts && !decided.includes(name);
  });
  expect(decided.length).toBeGreaterThan(100);
  expect(open.map(([name]) => name)).toEqual([]);
});
