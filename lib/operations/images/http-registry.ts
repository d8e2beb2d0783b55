import { z } from 'zod';
import { imageArchitectures, type PinnedImage } from '../../../model/images';
import { imageReference } from './image-reference';
import type { Registry, RegistryAnswer, RegistryCredentials, RegistryResponse, SendRequest } from './registry';
import { parseBody, RegistrySession } from './registry-session';

/** An image index: one manifest for each platform. Attestations in it have the platform `unknown/unknown`. */
const indexSchema = z.object({
  manifests: z.array(z.object({ platform: z.object({ architecture: z.string(), os: z.string() }).optional() })),
});

const manifestSchema = z.object({ config: z.object({ digest: z.string().regex(/^sha256:[0-9a-f]{64}$/) }) });
const configSchema = z.object({ architecture: z.string(), os: z.string() });

/**
 * Media types. Sources: opencontainers/image-spec:media-types.md,
 * distribution/distribution:docs/content/spec/manifest-v2-2.md.
 */
const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];
const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const accept = [...indexTypes, ...manifestTypes].join(', ');

/**
 * Registries that speak the OCI distribution protocol. The digest of an image is computed from the bytes of its
 * manifest, not taken from a header. Source: opencontainers/distribution-spec:spec.md, "Pulling manifests".
 */
export class HttpRegistry implements Registry {
  private readonly sessions = new Map<string, RegistrySession>();

  constructor(
    private readonly send: SendRequest,
    private readonly credentials: RegistryCredentials = {},
  ) {}

  async ask(reference: string, known?: PinnedImage): Promise<RegistryAnswer> {
    const { host, repository, tag } = imageReference(reference);
    const session = this.sessionOf(host, repository);
    // Docker Hub does not count HEAD requests towards its pull limit.
    if (known !== undefined) {
      const looked = await session.request('HEAD', `manifests/${tag}`, accept);
      if (!('failed' in looked) && looked.status === 200 && looked.headers[digestHeader] === known.digest) return known;
    }
    const response = readable(await session.request('GET', `manifests/${tag}`, accept), 'no image of this name');
    if ('failed' in response) return response;
    const { headers, body, digest } = response;
    const said = headers[digestHeader];
    if (said !== undefined && said !== digest) {
      return { failed: `names the digest ${said} in its header, but the manifest has ${digest}` };
    }
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
    const platforms = indexTypes.includes(type) ? parsePlatforms(body) : await this.platformOf(session, type, body);
    if ('failed' in platforms) return platforms;
    const architectures = imageArchitectures.filter((each) => platforms.includes(`linux/${each}`));
    return architectures.length === 0
      ? {
          failed: `has the image for ${platforms.join(', ') || 'nothing'}, but not for ${imageArchitectures.join(' or ')}`,
        }
      : { digest, architectures };
  }

  /** Platform of a single manifest, which only the configuration of its image names. */
  private async platformOf(
    session: RegistrySession,
    type: string,
    body: Buffer,
  ): Promise<readonly string[] | { readonly failed: string }> {
    const manifest = manifestSchema.safeParse(parseBody(body));
    if (!manifestTypes.includes(type) || !manifest.success) {
      return { failed: `did not send a manifest of an image, but ${type === '' ? 'something else' : type}` };
    }
    const { digest } = manifest.data.config;
    const blob = await session.request('GET', `blobs/${digest}`, 'application/octet-stream, */*');
    const response = readable(blob, 'no configuration of the image');
    if ('failed' in response) return response;
    if (response.digest !== digest)
      return { failed: 'sent a configuration with another digest than the manifest names' };
    const config = configSchema.safeParse(parseBody(response.body));
    return config.success
      ? [`${config.data.os}/${config.data.architecture}`]
      : { failed: 'sent a configuration that names no platform' };
  }

  private sessionOf(host: string, repository: string): RegistrySession {
    const place = `${host}/${repository}`;
    const session = this.sessions.get(place) ?? new RegistrySession(host, repository, this.send, this.credentials);
    this.sessions.set(place, session);
    return session;
  }
}

const digestHeader = 'docker-content-digest';

function parsePlatforms(body: Buffer): readonly string[] | { readonly failed: string } {
  const index = indexSchema.safeParse(parseBody(body));
  return index.success
    ? index.data.manifests
        .map(({ platform }) => `${platform?.os ?? 'unknown'}/${platform?.architecture ?? 'unknown'}`)
        // Attestations of an image have this platform.
        .filter((platform) => platform !== 'unknown/unknown')
    : { failed: 'sent an image index that cannot be read' };
}

/** The response if its status is 200, else the reason why there is nothing to read. */
function readable(response: RegistryResponse, missing: string): RegistryResponse {
  if ('failed' in response) return response;
  const { status, headers } = response;
  switch (status) {
    case 200:
      return response;
    case 401:
    case 403:
      return { failed: `requires a password, or has ${missing} (${status})` };
    case 404:
      return { failed: `has ${missing} (404)` };
    case 429: {
      const after = headers['retry-after'];
      const wait = after !== undefined && /^\d+$/.test(after) ? `: wait ${after} seconds` : '';
      return { failed: `refuses because of too many requests (429)${wait}` };
    }
    default:
      return { failed: `answers ${status}` };
  }
}
