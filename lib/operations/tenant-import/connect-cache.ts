import { anyName, decodeText, encodeText, mark } from './encoded-text';
import type { ImportedVariable } from './imported-application';
import type { ImportedBacking } from './imported-backing';
import { missingPieces, type ImportedText } from './imported-text';

const host = mark('CACHE_HOST');
const port = mark('CACHE_PORT');
const password = mark('CACHE_PASSWORD');

/** Names of variables that are about a cache. */
const cacheName = /REDIS|CACHE|VALKEY|KEYDB|CELERY|BROKER|QUEUE/i;

/** The value with what the platform provides in place of the cache of the input; undefined if it names none of it. */
export function connectCache(
  { name, value }: ImportedVariable,
  { process, port: own }: ImportedBacking,
): ImportedText | undefined {
  const text = encodeText(value);
  const address = anyName(process.addresses);
  const url = new RegExp(
    `([a-z][a-z0-9+.-]*://)(?:[^\\s/@]*@)?${address}(?::[^\\s/?,]+)?(?=[/?\\s,]|$)(/\\d*)?`,
    'giu',
  );
  if (url.test(text)) {
    const composed = text.replaceAll(
      url,
      (_, scheme: string, number = '') => `${scheme}:${password}@${host}:${port}${String(number)}`,
    );
    const isWhole = ['', '/', '/0'].some((end) => composed === `redis://:${password}@${host}:${port}${end}`);
    return decodeText(isWhole ? mark('CACHE_URL') : composed);
  }
  const [whole, withPort] = new RegExp(`^${address}(:[^\\s/]+)?$`, 'u').exec(text) ?? [];
  if (whole !== undefined && !/(TYPE|DRIVER|STORE|BACKEND|ADAPTER|ENGINE|CONNECTION)$/i.test(name)) {
    return decodeText(withPort === undefined ? host : `${host}:${port}`);
  }
  if (!cacheName.test(name) || /FILE$/i.test(name)) return undefined;
  if (/PASS(WORD|WD)?$|PWD$/i.test(name)) return decodeText(password);
  const isOpen = missingPieces(value).length > 0;
  if (/HOST(NAME)?$/i.test(name) && isOpen) return decodeText(host);
  return /PORT$/i.test(name) && (text === String(own) || isOpen) ? decodeText(port) : undefined;
}
