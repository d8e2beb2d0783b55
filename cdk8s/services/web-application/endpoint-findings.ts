import { didYouMean } from '../../../model/did-you-mean';
import { findingIf, type Finding } from '../../../model/finding';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { secretNames } from '../../../model/kinds/listed-secrets';
import { podPortFindings, type PlacedPort } from '../../../model/kinds/port-rules';
import type { PathStep } from '../../../model/problem';
import { metricsPlace, type DeclaredMetrics } from '../../../model/schema/metrics';
import { httpPort } from './http-port';
import type { WebApplicationService } from './web-application-schema';
import { withoutHttpFindings } from './without-http-findings';

type Service = Pick<WebApplicationService, 'hosts' | 'port' | 'ports' | 'health' | 'metrics' | 'workers' | 'secrets'>;

/** Findings on where the pods of a web application answer: their ports, and the name by which they are asked. */
export const endpointFindings = (service: Service, { hosts }: Pick<KindRuleContext, 'hosts'>): readonly Finding[] => [
  ...podPorts(service).flatMap(podPortFindings),
  ...withoutHttpFindings(service),
  ...credentialFindings(service, []),
  ...service.workers.flatMap((worker, index) => credentialFindings({ ...service, ...worker }, ['workers', index])),
  ...findingIf(
    typeof service.health === 'object' &&
      'path' in service.health &&
      service.health.host === 'own' &&
      hosts.length === 0,
    ['health', 'host'],
    'is own, and the service has no host',
    'write the name that it answers to, or leave it out',
  ),
];

/** What Prometheus logs in with is one of the secrets of the service. */
function credentialFindings(
  { metrics, secrets }: Pick<Service, 'metrics' | 'secrets'>,
  at: readonly PathStep[],
): readonly Finding[] {
  const credentials = metricsPlace(metrics)?.credentials;
  if (credentials === undefined) return [];
  const [field, variable] = 'token' in credentials ? ['token', credentials.token] : ['password', credentials.password];
  const known = secretNames(secrets).map(({ name }) => name);
  return findingIf(
    !known.includes(variable),
    [...at, 'metrics', 'credentials', field],
    `${variable} is not one of the secrets of the service`,
    didYouMean(variable, known, `list it under secrets: [${variable}], and give it to the application by that name`),
  );
}

/** The ports of each pod of a service: first of the web pod with all its containers, then of each worker with pods of its own. */
function podPorts(service: Service): readonly (readonly PlacedPort[])[] {
  const workers = service.workers.map((worker, index) => ({
    pod: worker.pod,
    ports: listenedPorts(worker, ['workers', index]),
  }));
  const beside = workers.flatMap(({ pod, ports }) => (pod === 'web' ? ports : []));
  return [
    [...answeringPorts(service), ...beside],
    ...workers.flatMap(({ pod, ports }) => (pod === 'own' ? [ports] : [])),
  ];
}

/** The ports of the container that answers, with one for health alone. */
function answeringPorts(service: Service): readonly PlacedPort[] {
  const listened = listenedPorts({ ...service, port: httpPort(service) }, []);
  const { health } = service;
  const asked = typeof health === 'object' && 'port' in health ? health.port : undefined;
  // What health answers may be one of the other ports.
  return asked === undefined || listened.some(({ port, protocol }) => port === asked && protocol !== 'UDP')
    ? listened
    : [...listened, { port: asked, at: ['health', 'port'] }];
}

const listenedPorts = (
  {
    port,
    ports,
    metrics,
  }: { readonly port?: number; readonly ports: Service['ports']; readonly metrics?: DeclaredMetrics },
  at: readonly PathStep[],
): readonly PlacedPort[] => {
  const measured = metricsPlace(metrics)?.port;
  return [
    ...(port === undefined ? [] : [{ port, at: [...at, 'port'] }]),
    ...(measured === undefined ? [] : [{ port: measured, at: [...at, 'metrics', 'port'] }]),
    ...ports.map(({ port: further, protocol }, index) => ({
      port: further,
      protocol,
      at: [...at, 'ports', index, 'port'],
    })),
  ];
};
