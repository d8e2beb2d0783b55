import { kinds } from '../../cdk8s/services/kinds';
import type { ChartedService } from '../../cdk8s/services/service-kind';
import { tenantSchema, type Tenant } from '../../model/tenant';

/**
 * A tenant with one web application whose database is as its file would say, with all defaults filled in.
 *
 * @throws Error when the file would be refused.
 */
export function withDatabase(
  tenant: Tenant | undefined,
  database: Readonly<Record<string, unknown>>,
): Tenant<ChartedService> {
  const { name = 'team', purpose = 'A site for the tests', hosts = ['site.commons.example'] } = tenant ?? {};
  const parsed = tenantSchema(kinds).parse({
    purpose,
    hosts,
    maintainers: ['elif-kaya', 'ines-okafor'],
    reviewBy: '2027-03-15',
    dataClass: 'internal',
    services: [{ kind: 'web-application', image: 'quay.io/commons-example/site:stable', database }],
  });
  return { ...parsed, name };
}
