import { operators, type Operator, type OperatorUse } from './data/operators';
import { databaseOf } from './service-needs';
import type { Service, Tenant } from './tenant';

/** The operators that an environment with these tenants needs, in the order of the table. */
export function neededOperators(tenants: readonly Tenant[]): readonly Operator[] {
  const uses = new Set(tenants.flatMap(({ services }) => services.map(operatorUse)));
  return operators.filter(({ neededFor }) => neededFor === 'everything' || uses.has(neededFor));
}

/** What a service needs beyond what every environment has. */
export function operatorUse(service: Service): OperatorUse {
  const database = databaseOf(service);
  if (database === undefined || 'shared' in database) return 'everything';
  if (database.engine === 'mysql') return 'mysql';
  return database.operator === 'crunchy' ? 'crunchy' : 'everything';
}
