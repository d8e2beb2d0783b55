import { resourcesOfType } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Condition keys that restrict a policy to the own account or organization. */
const ownAccount = /aws:(Principal|Resource)(Account|OrgID)/;

/** Every VPC endpoint has a policy: without one, credentials of any account can copy data to buckets of any account. */
export const endpointPoliciesRule: RenderedRule = {
  id: 'endpoint-policies',
  holds: 'every VPC endpoint has a policy that restricts accounts',
  findings: ({ resources }) =>
    resourcesOfType(resources, 'AWS::EC2::VPCEndpoint')
      .filter(({ resource }) => !ownAccount.test(JSON.stringify(resource.Properties.PolicyDocument ?? '')))
      .map((each) => ({
        place: describeResource(each),
        reason: 'its policy restricts neither the account of the caller nor that of the resource',
        remedy: 'give it a PolicyDocument with aws:PrincipalAccount or aws:ResourceAccount',
      })),
};
