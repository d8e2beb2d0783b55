import { kinds } from '../cdk8s/services/kinds';
import type { ServiceKinds } from '../cdk8s/services/service-kind';

/** The kinds of services that tenants of this process's home may run. */
export const homeKinds = (): ServiceKinds => kinds;
