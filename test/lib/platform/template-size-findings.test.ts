import { templateSizeFindings } from '../../../lib/platform/template-size-findings';

test('templates that CloudFormation takes are no finding', () => {
  expect(templateSizeFindings([{ noun: 'machines', resources: 450, bytes: 900_000 }])).toEqual([]);
});

test('a template that is too large is found where the environment makes it grow', () => {
  expect(templateSizeFindings([{ noun: 'machines', resources: 1017, bytes: 950_000 }])).toMatchObject([
    { path: ['hosts', 'machines'], reason: 'the stack machines would have 1017 resources, more than 450' },
    {
      path: ['hosts', 'machines'],
      reason: 'the template of the stack machines would have 950000 bytes, more than 900000',
    },
  ]);
  expect(templateSizeFindings([{ noun: 'tenants-2', resources: 1, bytes: 950_000 }])).toMatchObject([
    { path: ['tenancy', 'stacks'] },
  ]);
  expect(templateSizeFindings([{ noun: 'network', resources: 451, bytes: 1 }])).toMatchObject([{ path: [] }]);
});
