import type { Target } from '../../support/rude-clients/target';
import { Issuer, signed, signingKey } from '../release-service/issuer';
import { RunningService, sha256 } from '../release-service/running-service';
import type { RunningTarget } from './servers';

const audience = 'https://release.example';

/** The release service, whose rude clients have a token that may publish: others do not get as far as their body. */
export async function releaseTarget(): Promise<RunningTarget> {
  const issuer = await Issuer.started();
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
  let versions = 0;
  const next = (project: string) => {
    const now = Math.floor(Date.now() / 1000);
    const version = `1.${++versions}`;
    const claims = { iss: issuer.url, aud: audience, sub: 'job', iat: now, nbf: now - 5, exp: now + 300 };
    const job = {
      namespace_path: 'desktop',
      project_path: `desktop/${project}`,
      ref_type: 'tag',
      ref_protected: 'true',
    };
    return {
      path: `/releases/desktop/${project}/${version}/${project}-${version}.tar.xz`,
      token: signed(key, { ...claims, ...job, ref: version }),
    };
  };
  const target: Target = {
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
  const stop = async () => {
    await service.stop();
    await issuer.stop();
  };
  return { target, stop };
}
