import { templateLimitsRule } from '../../../lib/verify/template-limits';
import { renderedFiles } from './rendered-files';

const findings = (count: number, bytes: number) => {
  const resources = Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, { Type: 'A::B::C' }]));
  return templateLimitsRule
    .findings(renderedFiles({}, resources, { 'aws/testing.template.json': 'x'.repeat(bytes) }))
    .map(({ place, reason }) => `${place} ${reason}`);
};

test('a template that is too large, or has too many resources, is found', () => {
  expect(findings(451, 10)).toEqual(['aws/testing.template.json it has 451 resources, and may have 450']);
  expect(findings(1, 900_001)).toEqual(['aws/testing.template.json it has 900001 bytes, and may have 900000']);
  expect(findings(450, 900_000)).toEqual([]);
});

test('the rights to deploy have to fit into one call, without the space between', () => {
  const rights = (bytes: number) => {
    const text = JSON.stringify({ a: 'x'.repeat(bytes - '{"a":""}'.length) }, undefined, 8);
    return templateLimitsRule
      .findings(renderedFiles({}, {}, { 'rights/testing.template.json': text }))
      .map(({ place, reason }) => `${place} ${reason}`);
  };
  expect(rights(51_201)).toEqual(['rights/testing.template.json it has 51201 bytes, and may have 51200']);
  expect(rights(51_200)).toEqual([]);
});
