import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { disabledFeatures, keycloakVersion, proxyHeaders, serverOptions } from '../../../model/realm/server-settings';
import { forwarded } from './browser';

const cache = resolve('node_modules/.cache/keycloak');

/** A file of Maven Central, by its coordinates; Maven checks what it gets. */
export function fromMavenCentral(artifact: string, file: string): string {
  const path = join(cache, file);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    execFileSync('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${cache}`]);
  }
  return path;
}

/** A port of this machine that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : failed(new Error('no port')),
      );
    });
  });

const administrator = { client_id: 'realm-configuration', client_secret: 'for this test alone' } as const;

const tokenAnswer = z.object({ access_token: z.string() });

/** A Keycloak with its options of production, a database of its own in a file, and a first administrator. */
export class KeycloakServer {
  /** How people know it. */
  readonly knownAs = 'https://sso.commons.example';

  private constructor(
    private readonly process: ChildProcess,
    readonly listens: string,
    readonly home: string,
  ) {}

  /**
   * @param trusted certificates, PEM, of servers that it calls
   * @param suite its files lie apart from those of others
   */
  static async start(trusted: string, suite: string): Promise<KeycloakServer> {
    const archive = fromMavenCentral(
      `org.keycloak:keycloak-quarkus-dist:${keycloakVersion}:tar.gz`,
      `keycloak-quarkus-dist-${keycloakVersion}.tar.gz`,
    );
    const place = join(cache, suite);
    const home = join(place, `keycloak-${keycloakVersion}`);
    mkdirSync(place, { recursive: true });
    if (!existsSync(home)) execFileSync('tar', ['xzf', archive, '-C', place]);
    rmSync(join(home, 'data'), { recursive: true, force: true });
    const trust = join(place, 'trusted.pem');
    writeFileSync(trust, trusted);

    const [port, management] = [await freePort(), await freePort()];
    const log = join(place, 'keycloak.log');
    const options = {
      ...serverOptions,
      'proxy-headers': proxyHeaders,
      hostname: 'https://sso.commons.example',
      'hostname-admin': 'https://sso-admin.commons.example',
      'features-disabled': disabledFeatures.join(','),
      'http-enabled': 'true',
      'http-host': '127.0.0.1',
      'http-port': String(port),
      'http-management-port': String(management),
      'truststore-paths': trust,
      cache: 'local',
      db: 'dev-file',
    };
    const process_ = spawn(
      join(home, 'bin/kc.sh'),
      ['start', ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)],
      {
        stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')],
        // A group of its own: the script starts Java, and both have to go.
        detached: true,
        env: {
          ...process.env,
          KC_BOOTSTRAP_ADMIN_CLIENT_ID: administrator.client_id,
          KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: administrator.client_secret,
        },
      },
    );
    const server = new KeycloakServer(process_, `http://127.0.0.1:${port}`, home);
    for (let second = 0; second < 300; second++) {
      if (process_.exitCode !== null) throw new Error(`Keycloak ended: ${readFileSync(log, 'utf8').slice(-2000)}`);
      const answer = await fetch(`http://127.0.0.1:${management}/health/ready`).catch(() => undefined);
      if (answer?.ok === true) return server;
      await pause(1000);
    }
    server.stop();
    throw new Error(`Keycloak does not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
  }

  stop(): void {
    if (this.process.pid !== undefined) process.kill(-this.process.pid);
  }

  /** Asks for a token as an application would, without a browser. */
  async token(realm: string, parameters: Readonly<Record<string, string>>): Promise<Response> {
    return this.ask(`/realms/${realm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.listens}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...forwarded(this.knownAs), ...Object.fromEntries(new Headers(init.headers)) },
    });
  }

  /**
   * Calls the administration's API as the first administrator.
   *
   * @throws Error when it refuses.
   */
  async administer(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.token('master', { grant_type: 'client_credentials', ...administrator });
    const { access_token } = tokenAnswer.parse(await answer.json());
    const response = await this.ask(`/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
