import { k8s } from '../manifests/kubernetes';

/** A path that answers 200, and how it is asked. */
export interface HttpQuestion {
  readonly path: string;
  /**
   * Number of the port that answers.
   * @default that of the port `http`
   */
  readonly port?: number;
  /**
   * Headers of the request, such as `Host` for a program that refuses the address of a pod as its name.
   * @default those of the kubelet
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the kubelet asks a container: a path, whether its port `http` takes connections, or a command that has to succeed. */
export type ProbeQuestion = HttpQuestion | { readonly tcp: true } | { readonly command: readonly string[] };

/** The part of a probe that says what is asked. */
export function probeHandler(question: ProbeQuestion): Pick<k8s.Probe, 'httpGet' | 'tcpSocket' | 'exec'> {
  if ('command' in question) return { exec: { command: [...question.command] } };
  const http = k8s.IntOrString.fromString('http');
  if ('tcp' in question) return { tcpSocket: { port: http } };
  const { path, port, headers } = question;
  const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { httpGet: { path, port: port === undefined ? http : k8s.IntOrString.fromNumber(port), httpHeaders } };
}
