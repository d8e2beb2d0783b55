import { stackFacts } from '../../model/stack-facts';
import { IssuerStack } from '../stacks/issuer-stack';
import { always, stackRow } from './stack-row';

export const issuerRow = stackRow({
  noun: 'issuer',
  stack: IssuerStack,
  when: always,
  needs: stackFacts.issuer,
  uses: [],
  after: [],
  make: ({ app, place, facts }) => new IssuerStack(app, place.stackName, { ...place, keys: facts.serviceAccountKeys }),
});
