import { reachableIssuers, unreachableIssuers } from '../../model/trusted-issuers';
import { IdentityProvidersStack } from '../stacks/identity-providers-stack';
import { IdentityStack } from '../stacks/identity-stack';
import { stackRow } from './stack-row';

export const identityProvidersRow = stackRow({
  noun: 'identity-providers',
  stack: IdentityProvidersStack,
  when: (environment, facts) => {
    const issuers = reachableIssuers(environment, facts.answeringIssuers);
    return issuers.length > 0 ? issuers : undefined;
  },
  needs: [],
  uses: [],
  // Older environments have the providers in the identity stack, which must delete them first.
  after: [IdentityStack],
  waitingParts: (environment, facts) =>
    unreachableIssuers(environment, facts.answeringIssuers).map(({ issuer }) => ({
      part: `the provider of ${issuer}`,
      waitsFor: ['answeringIssuers'],
    })),
  make: ({ app, place, asked }) =>
    new IdentityProvidersStack(app, place.stackName, {
      ...place,
      providers: asked.map(({ id, issuer, audiences }) => ({ id, issuer, audiences })),
    }),
});
