import { tenancyFindings } from '../../../model/rules/tenancy-rules';
import type { Tenant } from '../../../model/tenant';
import { load, minimalTenant, report } from '../../support/environment-folder';

/** A tenant that is `resources` resources. */
function tenantOf(resources: number): string {
  const secrets = Array.from({ length: resources - 1 }, (_, index) => `{ generated: S${index} }`).join(', ');
  return `${minimalTenant}    secrets: [${secrets}]\n`;
}

/** `count` tenants, each of which is `resources` resources. */
function findings(count: number, resources: number, stacks: number) {
  const { environment } = load({ 'tenants/site.yaml': tenantOf(resources) });
  const tenants = environment.tenants.flatMap((tenant: Tenant) =>
    Array.from({ length: count }, (_, index) => ({ ...tenant, name: `tenant-${index}` })),
  );
  return tenancyFindings({ ...environment, tenancy: { stacks } }, tenants);
}

test('a stack may be full to the brim', () => {
  expect(findings(1, 450, 8)).toEqual([]);
  expect(findings(90, 5, 1)).toEqual([]);
});

test('and not beyond: the remedy is the next number that is enough', () => {
  const [finding, ...others] = findings(91, 5, 1);
  expect(finding).toEqual({
    path: ['tenancy', 'stacks'],
    reason: 'testing-tenants-1 would have 455 resources, more than 450',
    remedy: 'write 2, and move the tenants as the runbook says: "Spread tenants over more stacks"',
  });
  expect(others).toEqual([]);
  expect(findings(91, 5, 2)).toEqual([]);
});

test('a number that is named is enough', () => {
  const [, named] = /write (\d+)/.exec(findings(1000, 5, 3)[0]?.remedy ?? '') ?? [];
  expect(Number(named)).toBeGreaterThan(11);
  expect(findings(1000, 5, Number(named))).toEqual([]);
  expect(findings(1000, 5, Number(named) - 1)).toHaveLength(1);
});

test('one tenant that is too large is told so', () => {
  expect(report({ 'tenants/site.yaml': tenantOf(451) })).toEqual([
    expect.stringMatching(/ tenancy\.stacks: testing-tenants-\d would have 451 resources, more than 450$/),
    'split the largest tenant in two: no number of stacks is enough',
  ]);
});
