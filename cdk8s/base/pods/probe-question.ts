import { k8s } from '../manifests/kubernetes';

/** A path that answers 200, and how it is asked. */
export interface HttpQuestion {
  readonly path: string;
  /**
   * Number of the port that answers.
   * @default the container's own
   */
  readonly port?: number;
  /**
   * Headers of the request, such as `Host` for a program that refuses the address of a pod as its name.
   * @default those of the kubelet
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whether a port takes connections. */
export interface TcpQuestion {
  readonly tcp: true;
  /**
   * Number of the port.
   * @default the container's own
   */
  readonly port?: number;
}

/** What the kubelet asks a container: a path, whether a port takes connections, or a command that has to succeed. */
export type ProbeQuestion = HttpQuestion | TcpQuestion | { readonly command: readonly string[] };

/** The reason why the kubelet asks nothing. */
export interface Unasked {
  readonly none: string;
}

/** The reason why nothing is asked; undefined where something is. */
export const unaskedReason = (asked: object | Unasked): string | undefined =>
  'none' in asked && typeof asked.none === 'string' ? asked.none : undefined;

/**
 * The part of a probe that says what is asked.
 *
 * @param own the container's own port, by its name or number
 */
export function probeHandler(
  question: ProbeQuestion,
  own: 'http' | number = 'http',
): Pick<k8s.Probe, 'httpGet' | 'tcpSocket' | 'exec'> {
  if ('command' in question) return { exec: { command: [...question.command] } };
  if ('tcp' in question) return { tcpSocket: { port: toPort(question.port ?? own) } };
  const { path, port, headers } = question;
  const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { httpGet: { path, port: toPort(port ?? own), httpHeaders } };
}

const toPort = (port: string | number): k8s.IntOrString =>
  typeof port === 'number' ? k8s.IntOrString.fromNumber(port) : k8s.IntOrString.fromString(port);
