import { get } from 'node:https';
import { TLSSocket } from 'node:tls';
import { issuerAnswer, type FetchDocument, type Issuers } from '../../lib/operations/issuers/issuer-answer';

/** Milliseconds in which an issuer must answer; IAM also waits only a few seconds. */
const patience = 8_000;

/** Largest answer that is read, in bytes; more than any issuer sends. */
const maxBytes = 256 * 1024;

/** Asks issuers over the internet as IAM does: redirections are not followed, and the certificate must be valid. */
export const httpsIssuers = (fetch: FetchDocument = httpsFetch()): Issuers => ({
  ask: (issuer) => issuerAnswer(issuer, fetch),
});

/** @param authority certificate of an authority to trust besides those that Node.js knows, as PEM */
export const httpsFetch =
  (authority?: string): FetchDocument =>
  (url) =>
    new Promise((resolve) => {
      const options = { timeout: patience, ...(authority === undefined ? {} : { ca: authority }) };
      const request = get(url, options, (response) => {
        const { socket, statusCode: status = 0 } = response;
        const certificateEnds =
          socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN;
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > maxBytes) request.destroy(new Error(`answers more than ${maxBytes} bytes`));
          parts.push(part);
        });
        response.once('end', () => resolve({ status, body: Buffer.concat(parts).toString(), certificateEnds }));
      });
      request.once('timeout', () => request.destroy(new Error(`no answer within ${patience / 1000} seconds`)));
      request.once('error', (error: NodeJS.ErrnoException) => resolve({ failed: inWords(error) }));
    });

/** Error codes of OpenSSL about certificates. Source: Node.js, "X509 certificate error codes". */
const certificateCodes =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID)/;

function inWords({ code = '', message }: NodeJS.ErrnoException): string {
  if (certificateCodes.test(code)) return `its certificate is not valid: ${message} (${code})`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `its name is not known (${code})`;
  return code === '' ? message : `not reached (${code})`;
}
