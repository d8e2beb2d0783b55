import type { Environment } from '../../model/environment';
import { stackFacts } from '../../model/stack-facts';
import { StorageStack } from '../stacks/storage-stack';
import { TenantsStack } from '../stacks/tenants-stack';
import { always, stackRow, type StackRow } from './stack-row';
import { tenancySettings, tenantsStackSpecs } from './tenants';

/** Returns a row for each stack of tenants of an environment. */
export const tenantsRows = (of: Environment): readonly StackRow[] =>
  tenantsStackSpecs(of).map(({ noun, tenants }) =>
    stackRow({
      noun,
      stack: TenantsStack,
      when: always,
      needs: stackFacts.tenants,
      // Tenants' roles and secrets use keys and buckets of the storage stack by their names.
      uses: [StorageStack],
      after: [],
      make: ({ app, place, environment, facts }) =>
        new TenantsStack(app, place.stackName, {
          ...place,
          tenancy: tenancySettings(environment, facts.serviceAccountIssuer),
          tenants,
        }),
    }),
  );
