import { operators, type Operator, type OperatorUse } from './data/operators';
import type { Environment } from './environment';
import type { DeclaredService } from './kinds/declared-service';

/** The operators that an environment needs, in the order of the table. */
export function neededOperators({
  tenants,
  singleSignOn,
}: Pick<Environment, 'tenants' | 'singleSignOn'>): readonly Operator[] {
  const uses = new Set<OperatorUse>([
    ...tenants.flatMap(({ services }) => services.map(operatorUse)),
    ...(singleSignOn.keycloak?.placement === 'cluster' ? (['keycloak'] as const) : []),
  ]);
  return operators.filter(({ neededFor }) => neededFor === 'everything' || uses.has(neededFor));
}

/** The operator that a service needs for its database besides those of every environment. */
export function operatorUse({ database }: Pick<DeclaredService, 'database'>): OperatorUse {
  if (database === undefined || 'shared' in database) return 'everything';
  if (database.engine === 'mysql') return 'mysql';
  return database.operator === 'crunchy' ? 'crunchy' : 'everything';
}
