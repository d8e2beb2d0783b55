import { ProblemsError } from '../problem';

/** A service whose kind failed, by its place in the home. */
interface FailedService {
  readonly environment: string;
  readonly tenant: string;
  /** Counted from 0, in the order of the tenant's file. */
  readonly index: number;
  readonly kind: string;
}

/**
 * What a kind threw, with the service that it was asked about: the kind may be the home's own, and its trace names no file of a tenant.
 *
 * @param what what of the kind threw
 */
export function kindFailure(
  { environment, tenant, index, kind }: FailedService,
  what: 'findings' | 'chart',
  cause: unknown,
): Error {
  if (cause instanceof ProblemsError) return cause;
  const place = `environments/${environment}/tenants/${tenant}.yaml services[${index}]`;
  return new Error(
    `${place}: ${what} of the kind ${kind} throws; mend the kind, which is in commons.config.js unless the program brings it along`,
    { cause },
  );
}
