import { rudeClients } from '../support/rude-clients/rude-clients';
import type { Target } from '../support/rude-clients/target';
import { withstands } from '../support/rude-clients/withstands';
import { audience, Issuer, signed, signingKey, tagClaims } from '../images/release-service/issuer';
import { RunningService, sha256 } from '../images/release-service/running-service';

/** How what was started ends, also if something after it did not start. */
const ends: (() => Promise<void>)[] = [];

/** The release service, whose rude clients have a token that may publish: others do not get as far as their body. */
async function start(): Promise<Target> {
  const issuer = await Issuer.started();
  ends.unshift(() => issuer.stop());
  const key = signingKey('first');
  issuer.keys = [key];
  const service = await RunningService.started({
    ISSUER: issuer.url,
    AUDIENCE: audience,
    ALLOWED_NAMESPACES: 'desktop',
    FILE_NAMES: '{project}-{version}.tar.xz',
    MAX_UPLOADS: '16',
    BODY_GRACE_SECONDS: '2',
    HEADER_SECONDS: '4',
    IDLE_SECONDS: '4',
    MAX_CONNECTIONS: '100',
  });
  ends.unshift(() => service.stop());
  let versions = 0;
  const next = (project: string) => {
    const version = `1.${++versions}`;
    return {
      path: `/releases/desktop/${project}/${version}/${project}-${version}.tar.xz`,
      token: signed(key, tagClaims(issuer.url, { project_path: `desktop/${project}`, ref: version })),
    };
  };
  return {
    port: service.port,
    pids: () => [service.pid],
    plainPath: '/healthz',
    request: () => {
      const { path, token } = next('rude');
      const body = 'content of a release';
      return {
        line: `PUT ${path}`,
        headers: [`Authorization: Bearer ${token}`, `X-Checksum-Sha256: ${sha256(body)}`],
        body,
      };
    },
    serve: async () => {
      const { path, token } = next('honest');
      const { status, text } = await service.put(path, token, 'content of an honest release');
      if (status !== 201) throw new Error(`${status} ${text}`);
    },
    restSeconds: 15,
  };
}

let target: Target;

beforeAll(async () => {
  target = await start();
});
afterAll(async () => {
  for (const end of ends) await end();
});

test.each(rudeClients.map((client) => [client.name, client] as const))(
  'others are served while somebody %s',
  (_, client) => withstands(target, client),
  60_000,
);
