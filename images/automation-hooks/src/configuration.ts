import { z } from 'zod';
import type { ServerLimits } from '../../http-server/src/start-server';
import { eventKinds } from './delivery';
import { signingKey } from './signature';

const loopback = new Set(['localhost', '127.0.0.1']);

const address = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}, 'is no https address');

const hook = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'is no name of a hook'),
  project: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/, 'is no path of a project'),
  on: z.array(z.enum(eventKinds)).min(1),
  // The name, a hyphen and a digest together must fit into a label, which has 63 characters.
  template: z.string().regex(/^[a-z][a-z0-9-]{0,41}$/, 'is no name of a CronJob'),
  token: z.string().regex(/^TOKEN_[A-Z0-9_]+$/, 'is no variable with a token'),
});

const number = (lowest: number, highest: number, otherwise: number) =>
  z.coerce.number().min(lowest).max(highest).default(otherwise);

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
});

const variables = z.object({
  PORT: number(0, 65535, 8080),
  ACCOUNT: z.string().min(1),
  HOOKS: json.pipe(z.array(hook).min(1)),
  RUNS_PER_MINUTE: number(1, 600, 30),
  // A description in GitLab has up to a million characters, and an event about an edited one contains old and new text.
  MAX_BODY_KIB: number(1, 65_536, 16_384),
  MAX_BODIES: number(1, 1024, 64),
  MAX_HELD_MIB: number(1, 4096, 128),
  BODY_SECONDS: number(1, 60, 5),
  HEADER_SECONDS: number(1, 60, 10),
  IDLE_SECONDS: number(1, 600, 60),
  MAX_CONNECTIONS: number(1, 65_536, 1024),
  KUBERNETES_API: address.default('https://kubernetes.default.svc'),
  SERVICE_ACCOUNT: z.string().startsWith('/').default('/var/run/secrets/kubernetes.io/serviceaccount'),
});

/** A webhook of GitLab, and what it starts. */
export interface Hook extends Omit<z.output<typeof hook>, 'token'> {
  /** Secret token, which GitLab sends as it is; or signing token, which begins with `whsec_`. */
  readonly token: string;
}

export interface Configuration {
  readonly port: number;
  /** Name of the GitLab account with which the automation writes. */
  readonly account: string;
  readonly hooks: readonly Hook[];
  /** Largest number of runs that a hook may start in a minute. */
  readonly runsPerMinute: number;
  readonly maxBytes: number;
  /** Largest number of bodies that are received at the same time, for each hook. */
  readonly maxBodies: number;
  /** Largest number of bytes of all bodies that are being received, which are in memory. */
  readonly maxHeldBytes: number;
  /** Seconds in which a body must arrive. */
  readonly bodySeconds: number;
  /** Limits for every connection. */
  readonly limits: ServerLimits;
  /** URL of the Kubernetes API. */
  readonly api: string;
  /** Folder with token, certificate authority and namespace of the ServiceAccount. */
  readonly serviceAccount: string;
}

/** Least length of a secret token; those that Secrets Manager generates have 64 characters. */
const shortestToken = 32;

/** Least length of the key in a signing token, in bytes. Source: Standard Webhooks, "Signature scheme". */
const shortestKey = 24;

const isGuessable = (token: string): boolean =>
  token.length < shortestToken || (signingKey(token)?.length ?? shortestKey) < shortestKey;

/**
 * Reads the configuration from environment variables.
 *
 * @throws Error that names every variable that is missing or wrong.
 */
export function configurationFrom(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const { success, data, error } = variables.safeParse(environment);
  if (!success) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const hooks = data.HOOKS.map(({ token, ...rest }) => ({ ...rest, token: environment[token] ?? '', variable: token }));
  const faults = [
    ...hooks.flatMap(({ token, variable }) =>
      isGuessable(token)
        ? [`${variable}: has fewer than ${shortestToken} characters, or is no whole signing token`]
        : [],
    ),
    ...hooks.flatMap(({ name }, index) =>
      hooks.findIndex((other) => other.name === name) < index ? [`HOOKS: ${name} is there twice`] : [],
    ),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    port: data.PORT,
    account: data.ACCOUNT,
    hooks: hooks.map(({ name, project, on, template, token }) => ({ name, project, on, template, token })),
    runsPerMinute: data.RUNS_PER_MINUTE,
    maxBytes: data.MAX_BODY_KIB * 1024,
    maxBodies: data.MAX_BODIES,
    maxHeldBytes: data.MAX_HELD_MIB * 1024 * 1024,
    bodySeconds: data.BODY_SECONDS,
    limits: {
      headerSeconds: data.HEADER_SECONDS,
      requestSeconds: data.HEADER_SECONDS + 2 * data.BODY_SECONDS,
      idleSeconds: data.IDLE_SECONDS,
      maxConnections: data.MAX_CONNECTIONS,
    },
    api: data.KUBERNETES_API,
    serviceAccount: data.SERVICE_ACCOUNT,
  };
}
