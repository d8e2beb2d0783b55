import { didYouMean } from '../../../model/did-you-mean';
import { findingIf, type Finding } from '../../../model/finding';
import { isCallable } from '../../../model/kinds/callable-service';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<
  WebApplicationService,
  'name' | 'hosts' | 'port' | 'calls' | 'login' | 'ports' | 'workers' | 'schedule'
>;

/** Findings on the services that a web application calls, and on one that no host leads to. */
export function callFindings(
  { name, hosts, port: http, calls, login, ports, workers, schedule }: Service,
  { services }: KindRuleContext,
): readonly Finding[] {
  const callsItself = schedule.length > 0 || workers.some(({ pod }) => pod === 'own');
  const callable = services.flatMap((other) =>
    !isCallable(other) || (other.name === name && !callsItself) ? [] : [other.name],
  );
  const hasHttp = http !== 'none';
  const isPrivate = hosts?.length === 0;
  const isOpen = [...ports, ...workers.flatMap((worker) => worker.ports)].some(
    (port) => port.outside !== undefined || port.hosts.length > 0,
  );
  return [
    ...calls.flatMap((callee, index) =>
      findingIf(
        !callable.includes(callee),
        ['calls', index],
        callee === name
          ? 'is the service itself, which has neither jobs nor workers with pods of their own that could call it'
          : `${callee} is not a service of this tenant that others may call`,
        didYouMean(
          callee,
          callable,
          `name one of: ${callable.join(', ') || 'none yet, web applications can be called'}`,
        ),
      ),
    ),
    ...findingIf(
      hasHttp &&
        isPrivate &&
        !isOpen &&
        workers.every((worker) => worker.hosts.length === 0) &&
        !services.some((other) => other.name !== name && other.calls?.includes(name) === true),
      ['hosts'],
      'are none, and no service of this tenant calls it',
      `add one of the tenant’s hosts, or calls: [${name}] to the service that calls it, or a port with hosts or outside; a program without HTTP, like a bot, has port: none`,
    ),
    ...findingIf(
      (isPrivate || !hasHttp) && login !== undefined,
      ['login'],
      'brings people back to a host, and the service has none',
      'remove it, or add one of the tenant’s hosts',
    ),
  ];
}
