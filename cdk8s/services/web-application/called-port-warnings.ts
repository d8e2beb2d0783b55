import { findingIf, type Finding } from '../../../model/finding';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { callingTexts } from './calling-texts';
import type { WebApplicationService } from './web-application-schema';

/** Port of every Service that leads to the port of HTTP of its pods. */
const httpServicePort = 80;

/**
 * Warnings on texts that call a service of the tenant, or a worker, at a number that its Service does not have: that of HTTP is 80,
 * whatever the program listens on.
 */
export function calledPortWarnings(
  service: WebApplicationService,
  { services }: Pick<KindRuleContext, 'services'>,
): readonly Finding[] {
  const { shared, processes } = callingTexts(service);
  return calledServices(service, services).flatMap(({ name, ports }) =>
    [...shared, ...processes].flatMap(({ at, texts }) => {
      const wrong = texts.flatMap((text) => portsCalled(text, name)).find((port) => !ports.includes(port));
      return findingIf(
        wrong !== undefined,
        at,
        `calls ${name} at port ${wrong ?? ''}, and its Service has ${ports.join(' and ')}`,
        ports.includes(httpServicePort)
          ? `write http://${name}, or declare the port under ports if it is another one than that of HTTP`
          : `write one of them, or declare the port under ports`,
      );
    }),
  );
}

interface CalledService {
  readonly name: string;
  readonly ports: readonly number[];
}

/** The Services that a service says it calls, and those of its workers, with their ports; those without a port are none. */
const calledServices = (
  { name, calls, workers }: Pick<WebApplicationService, 'name' | 'calls' | 'workers'>,
  services: KindRuleContext['services'],
): readonly CalledService[] =>
  [
    ...services
      .filter((each) => calls.includes(each.name))
      .map(({ name: other, listens, ports = [] }) => ({
        name: other,
        ports: servicePorts(
          listens,
          ports.filter(({ worker }) => worker === undefined),
        ),
      })),
    ...workers.flatMap((worker) =>
      worker.pod === 'own'
        ? [{ name: `${name}-worker-${worker.name}`, ports: servicePorts(worker.port, worker.ports) }]
        : [],
    ),
  ].filter(({ ports }) => ports.length > 0);

const servicePorts = (http: number | undefined, further: readonly { readonly port: number }[]): readonly number[] => [
  ...(http === undefined ? [] : [httpServicePort]),
  ...further.map(({ port }) => port),
];

/** The numbers behind the name of a Service in the addresses of a text, or in a text that is nothing but that. */
const portsCalled = (text: string, name: string): readonly number[] =>
  [...text.matchAll(new RegExp(`(?:^|//(?:[^\\s/@]*@)?)${name}:(\\d+)(?=[/?\\s"']|$)`, 'g'))].map(([, port]) =>
    Number(port),
  );
