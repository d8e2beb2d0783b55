import { endpointPoliciesRule } from '../../../lib/verify/endpoint-policies';
import { renderedFiles } from './rendered-files';

const places = (PolicyDocument?: unknown) =>
  endpointPoliciesRule
    .findings(renderedFiles({}, { Gate: { Type: 'AWS::EC2::VPCEndpoint', Properties: { PolicyDocument } } }))
    .map(({ place }) => place);

const statement = (Condition: unknown) => ({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition }],
});

test('an endpoint without a policy, or with one for everybody, is found', () => {
  expect(places()).toEqual(['testing AWS::EC2::VPCEndpoint Gate']);
  expect(places(statement({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }))).toHaveLength(1);
});

test('one that asks for an account is no matter', () => {
  expect(places(statement({ StringEquals: { 'aws:PrincipalAccount': '444455556666' } }))).toEqual([]);
  expect(places(statement({ StringEquals: { 'aws:ResourceAccount': '444455556666' } }))).toEqual([]);
});
