import { resourcesOfType } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** By one of these keys a policy tells the own account from others. */
const ownAccount = /aws:(Principal|Resource)(Account|OrgID)/;

/** An endpoint without a policy lets anybody's credentials carry data out to anybody's buckets. */
export const endpointPoliciesRule: RenderedRule = {
  id: 'endpoint-policies',
  holds: 'no endpoint of a VPC lets everybody’s credentials through to everybody’s resources',
  findings: ({ resources }) =>
    resourcesOfType(resources, 'AWS::EC2::VPCEndpoint')
      .filter(({ resource }) => !ownAccount.test(JSON.stringify(resource.Properties.PolicyDocument ?? '')))
      .map((each) => ({
        place: describeResource(each),
        reason: 'its policy asks neither for the account of who calls nor for that of the resource',
        remedy: 'give it a PolicyDocument with aws:PrincipalAccount or aws:ResourceAccount',
      })),
};
