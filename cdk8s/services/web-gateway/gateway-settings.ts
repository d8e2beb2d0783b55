import type { ServiceBucket } from '../../base/storage/service-bucket';

/** A site, whose folders have an index page; or downloads, with or without a listing of folders. */
export type ServedContent = { readonly kind: 'site' } | { readonly kind: 'downloads'; readonly listing: boolean };

/** Certificates of the public authorities in the image. */
const authorities = '/etc/ssl/certs/ca-certificates.crt';

/** MiB of each of the gateway's two caches: one for whole files, one for slices. */
const cacheMiB = 512;

/**
 * MiB for the folder of both caches, with room because nginx's cache manager deletes entries only after the limit is exceeded.
 */
export const cacheFolderMiB = 3 * cacheMiB;

/**
 * Returns the environment variables of the gateway. Names: nginx/nginx-s3-gateway:docs/getting_started.md.
 */
export function gatewaySettings(
  { bucketName, prefix }: ServiceBucket,
  region: string,
  serves: ServedContent,
): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_SIGS_VERSION: '4',
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
    JS_TRUSTED_CERT_PATH: authorities,
    S3_BUCKET_NAME: bucketName,
    S3_REGION: region,
    S3_SERVER: `s3.${region}.amazonaws.com`,
    S3_SERVER_PORT: '443',
    S3_SERVER_PROTO: 'https',
    S3_STYLE: 'virtual-v2',
    S3_SERVICE: 's3',
    PREFIX_LEADING_DIRECTORY_PATH: prefix === '' ? '' : `/${prefix}`,
    CORS_ENABLED: 'false',
    ALLOW_DIRECTORY_LIST: String(serves.kind === 'downloads' && serves.listing),
    PROVIDE_INDEX_PAGE: String(serves.kind === 'site'),
    APPEND_SLASH_FOR_POSSIBLE_DIRECTORY: String(serves.kind === 'site'),
    PROXY_CACHE_MAX_SIZE: `${cacheMiB}m`,
    PROXY_CACHE_VALID_OK: '5m',
    PROXY_CACHE_VALID_NOTFOUND: '1m',
    PROXY_CACHE_VALID_FORBIDDEN: '10s',
  };
}

/**
 * Returns additions to the gateway's nginx configuration, by their file below `/etc/nginx/templates`.
 *
 * @param server further directives of its server, none if empty
 * @param objects further directives for objects and listings
 */
export function nginxTemplates(
  cacheSeconds: number,
  server: string,
  objects: readonly string[],
): Readonly<Record<string, string>> {
  const location = [
    // By default the gateway does not verify the certificate of S3.
    'proxy_ssl_verify on;',
    'proxy_ssl_verify_depth 4;',
    `proxy_ssl_trusted_certificate ${authorities};`,
    // A large file would evict all others from the cache, or get the pod evicted from its node.
    'proxy_no_cache $large_object;',
    'proxy_max_temp_file_size 0;',
    'add_header Cache-Control $missing_cache_control;',
    'add_header X-Content-Type-Options nosniff;',
    ...objects,
  ];
  return {
    'headers.conf.template': lines([
      'map $upstream_http_cache_control $missing_cache_control {',
      `    "" "public, max-age=${cacheSeconds}";`,
      '    default "";',
      '}',
      // Whole files from 50 MB on are not cached; ranges are cached in slices of 1 MiB.
      'map $upstream_http_content_length $large_object {',
      '    "~^[5-9][0-9]{7}$" 1;',
      '    "~^[0-9]{9,}$" 1;',
      '    default 0;',
      '}',
    ]),
    'gateway/s3_location.conf.template': lines(location),
    'gateway/s3listing_location.conf.template': lines(location),
    ...(server === '' ? {} : { 'gateway/s3_server.conf.template': server }),
  };
}

const lines = (text: readonly string[]): string => `${text.join('\n')}\n`;
