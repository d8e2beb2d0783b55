import { z } from 'zod';
import { otherwise } from '../../support/every-kind';
import { fullEnvironment } from '../../support/full-environment';
import { renderedHome } from '../../support/rendered-home';
import type { EnvironmentFiles } from '../../support/environment-folder';

const protectionSchema = z.looseObject({ Name: z.string(), ResourceArn: z.unknown() });

/** What is protected, by the names of the protections. */
async function protectedBy(files: EnvironmentFiles) {
  const { rendered } = await renderedHome(files);
  return Object.fromEntries(
    rendered.resources
      .filter(({ resource }) => resource.Type === 'AWS::Shield::Protection')
      .map(({ resource }) => {
        const { Name, ResourceArn } = protectionSchema.parse(resource.Properties);
        return [Name, JSON.stringify(ResourceArn)];
      }),
  );
}

test('addresses are protected as addresses, and zones as zones', async () => {
  const found = await protectedBy(fullEnvironment);
  expect(Object.keys(found).sort()).toEqual([
    'testing-host-gateway-a',
    'testing-host-gateway-b',
    'testing-host-tunnel-c',
    'testing-nat-us-east-1a',
    ...['a', 'b', 'c', 'd'].map((letter) => `testing-ports-us-east-1${letter}`),
    'testing-zone-openshift.commons.example',
  ]);
  for (const [name, arn] of Object.entries(found)) {
    const [start, last] = name.includes('-zone-')
      ? ['arn:aws:route53:::hostedzone/', 'ClusterZone']
      : ['arn:aws:ec2:us-east-1:111122223333:eip-allocation/', 'Address'];
    expect([name, arn]).toEqual([name, expect.stringContaining(start)]);
    expect([name, arn]).toEqual([name, expect.stringContaining(last)]);
  }
});

test('the balancer of single sign-on and the addresses of Git over SSH are protected', async () => {
  const found = await protectedBy(otherwise);
  expect(Object.keys(found)).toContain('testing-single-sign-on');
  expect(Object.keys(found).filter((name) => name.startsWith('testing-git-ssh-'))).toHaveLength(4);
}, 60_000);
