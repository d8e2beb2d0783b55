import { stackFacts } from '../../model/stack-facts';
import { IdentityStack } from '../stacks/identity-stack';
import { contributorsProps } from './contributors';
import { platformResources } from './platform-resources';
import { singleSignOnRolesProps } from './single-sign-on';
import { always, stackRow } from './stack-row';

export const identityRow = stackRow({
  noun: 'identity',
  stack: IdentityStack,
  when: always,
  needs: stackFacts.identity,
  uses: [],
  after: [],
  make: ({ app, place, names, environment, facts }) => {
    const { cluster } = environment;
    return new IdentityStack(app, place.stackName, {
      ...place,
      release: cluster.release,
      clusterName: cluster.name,
      issuer: facts.serviceAccountIssuer,
      roleName: names.roleName,
      bootstrapBucketName: names.bucket('bootstrap'),
      platformResources: platformResources(environment, facts),
      singleSignOn: singleSignOnRolesProps(environment),
      contributors: contributorsProps(environment),
    });
  },
});
