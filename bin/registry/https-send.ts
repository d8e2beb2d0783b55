import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { RegistryResponse, SendRequest } from '../../lib/operations/images/registry';

/** Milliseconds in which a registry must answer. */
const patience = 20_000;

/**
 * Bytes of the largest manifest that every registry accepts. Source: opencontainers/distribution-spec:spec.md, "Pushing
 * Manifests".
 */
const maxBytes = 4 * 1024 * 1024;

/** Resolves names below `localhost` to this computer without DNS (RFC 6761, 6.3). */
const thisMachine: LookupFunction = (_, { all }, callback) => {
  if (all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

/** Sends each request once, without retries. */
export const httpsSend =
  (milliseconds = patience): SendRequest =>
  ({ method, url, headers }) =>
    new Promise<RegistryResponse>((resolve) => {
      const { protocol, hostname } = new URL(url);
      const options: RequestOptions = { method, headers: { ...headers, 'user-agent': 'commons-platform' } };
      if (/(^|\.)localhost$/.test(hostname)) options.lookup = thisMachine;
      const fail = (failed: string) => resolve({ failed });
      const request = (protocol === 'http:' ? httpRequest : httpsRequest)(url, options, (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > maxBytes) request.destroy(new Error(`sends more than ${maxBytes} bytes`));
          parts.push(part);
        });
        response.once('error', ({ message }) => fail(message));
        response.once('end', () => {
          const { statusCode: status = 0, headers: received } = response;
          const single = Object.entries(received).map(([name, value]) => [name, value?.toString()] as const);
          const body = Buffer.concat(parts);
          const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
          resolve({ status, headers: Object.fromEntries(single), body, digest });
        });
      });
      // The limit is for the whole answer, so that it also ends an answer that arrives very slowly.
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${milliseconds / 1000} seconds`)),
        milliseconds,
      );
      request.once('error', (error: NodeJS.ErrnoException) => fail(inWords(error)));
      request.once('close', () => clearTimeout(timer));
      request.end();
    });

const inWords = ({ code = '', message }: NodeJS.ErrnoException): string =>
  code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? `its name is not known (${code})`
    : code === ''
      ? message
      : `not reached: ${message}`;
