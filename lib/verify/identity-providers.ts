import { z } from 'zod';
import { resourcesOfType } from '../rendered';
import type { RenderedRule } from './rendered-rule';

const providerType = 'AWS::IAM::OIDCProvider';

const providerSchema = z.looseObject({ Url: z.unknown() });

/** The cluster's issuer is there before its roles, see docs/decisions/0006; any other may be silent for a reason of its own. */
const ofCluster = /^https:\/\/[a-z0-9]+\.cloudfront\.net$/;

/**
 * IAM asks an issuer when its provider is made, so a silent one rolls back all that is in the stack: roles, profiles,
 * buckets. Source: the IAM user guide, "Create an OpenID Connect identity provider".
 */
export const identityProvidersRule: RenderedRule = {
  id: 'identity-providers',
  holds: 'no stack with anything else in it depends on whether somebody’s issuer answers',
  findings: ({ resources }) =>
    resourcesOfType(resources, providerType).flatMap(({ stack, logicalId, resource }) => {
      const { Url: url } = providerSchema.parse(resource.Properties);
      const others = resources.filter((each) => each.stack === stack && each.resource.Type !== providerType);
      if (others.length === 0 || (typeof url === 'string' && ofCluster.test(url))) return [];
      return [
        {
          place: `${stack} ${logicalId}`,
          reason: `the provider of ${JSON.stringify(url)} stands beside ${others.length} other resources, which a silent issuer rolls back`,
          remedy: 'put it into the stack of identity providers (lib/stacks/identity-providers-stack.ts)',
        },
      ];
    }),
};
