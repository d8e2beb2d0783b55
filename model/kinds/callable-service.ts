import type { SiblingService } from './kind-rule-context';

/** Whether other services of the tenant may call a service: it answers HTTP or has ports besides. */
export const isCallable = ({ listens, ports = [] }: Pick<SiblingService, 'listens' | 'ports'>): boolean =>
  listens !== undefined || ports.length > 0;
