import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a registry keeps, by its path. */
export interface Kept {
  readonly type: string;
  readonly body: string;
}

export const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const json = (value: unknown): string => JSON.stringify(value);

export const index = (...platforms: readonly string[]): Kept => ({
  type: 'application/vnd.oci.image.index.v1+json',
  body: json({
    manifests: [
      ...platforms.map((platform) => {
        const [os, architecture] = platform.split('/');
        return { digest: digestOf(platform), platform: { os, architecture } };
      }),
      // What builders attach.
      { digest: digestOf('attached'), platform: { os: 'unknown', architecture: 'unknown' } },
    ],
  }),
});

export const config = (architecture: string): Kept => ({
  type: 'application/octet-stream',
  body: json({ os: 'linux', architecture }),
});

export const manifest = (of: Kept): Kept => ({
  type: 'application/vnd.docker.distribution.manifest.v2+json',
  body: json({ config: { digest: digestOf(of.body) } }),
});

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers with what is kept at a path, and its digest. */
export const send = (response: ServerResponse, { type, body }: Kept, digest = digestOf(body)): void => {
  response.writeHead(200, { 'content-type': type, 'docker-content-digest': digest });
  response.end(response.req.method === 'HEAD' ? undefined : body);
};

/** What was asked: method, host, path, and whether there was an authorization, in order. */
export interface Question {
  readonly asked: string;
  readonly authorization: string | undefined;
}

/** A registry of this machine that a test plays, below the name `<name>.localhost`. */
export async function withRegistry<Result>(
  handler: Handler,
  use: (at: { readonly port: number; readonly questions: readonly Question[] }) => Promise<Result>,
): Promise<Result> {
  const questions: Question[] = [];
  const server = createServer((request, response) => {
    const { method = '', headers, url = '' } = request;
    questions.push({ asked: `${method} ${headers.host ?? ''}${url}`, authorization: headers.authorization });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({ port: (server.address() as AddressInfo).port, questions });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
