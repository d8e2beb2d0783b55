import type { ImportedProcess } from './imported-application';
import { toImageName, type ImageName } from '../../../model/formats/image-name';

/** A process of the input in whose place the platform provides something, or that it does not need. */
export type BackingService =
  | { readonly kind: 'postgres'; readonly version: string | undefined; readonly extensions: readonly string[] }
  | { readonly kind: 'mysql' }
  | { readonly kind: 'cache' }
  | { readonly kind: 'left'; readonly why: string; readonly remedy: string };

interface KnownImage {
  readonly base: RegExp;
  /** @default every repository whose last part matches */
  readonly repository?: RegExp;
  readonly is: (image: ImageName) => BackingService;
}

const left = (why: string, remedy: string) => (): BackingService => ({ kind: 'left', why, remedy });

const postgres =
  (...extensions: readonly string[]) =>
  ({ tag = '' }: ImageName): BackingService => ({
    kind: 'postgres',
    version: /(?:^|pg)(\d{2})(?!\d)/.exec(tag)?.[1],
    extensions,
  });

/** Images by which the services of an application are recognised; the first that fits counts. */
const knownImages: readonly KnownImage[] = [
  {
    base: /backup|watchtower|autoheal|ofelia|portainer|dozzle|diun|^mc$|-exporter$|^exporter$/,
    repository: /(?<!penpotapp\/exporter)$/,
    is: left(
      'the platform backs up, updates and watches what it runs',
      'see docs/restore.md for what is backed up; anything else it did goes into schedule',
    ),
  },
  {
    base: /^(adminer|pgadmin4?|phpmyadmin|redis-commander|redisinsight|mongo-express)$/,
    is: left('it is a tool of administrators', 'use oc rsh, or oc port-forward and the tool on your own machine'),
  },
  { base: /^postgis$/, is: postgres('postgis') },
  { base: /^(pgvector|pgvecto-rs|ankane-pgvector)$/, is: postgres('vector') },
  { base: /^timescaledb(-ha)?$/, is: postgres('timescaledb') },
  { base: /^(vchord-postgres|vchord-suite)$/, is: postgres('vchord') },
  {
    base: /^(postgres|postgresql|cloudnative-pg)(-.*)?$/,
    is: (image) => postgres(...(/vchord|vectorchord/.test(image.tag ?? '') ? ['vchord'] : []))(image),
  },
  { base: /^(mysql|mariadb|percona|mysql-server|percona-server)$/, is: () => ({ kind: 'mysql' }) },
  { base: /^(redis|valkey|keydb|dragonfly|redis-stack|redis-stack-server)$/, is: () => ({ kind: 'cache' }) },
  {
    base: /^(minio|garage|s3proxy|seaweedfs)$/,
    is: left(
      'a bucket of the platform takes its place',
      'write bucket: {}, and settings with $(S3_BUCKET), $(S3_PREFIX) and $(AWS_REGION); it needs no key and no endpoint, and all names of objects begin with the prefix',
    ),
  },
  {
    base: /^(mailhog|mailpit|mailcatcher|maildev|inbucket|greenmail|postfix|exim4?|smtp|docker-mailserver|postfix-relay)$/,
    is: left(
      'mail goes by the mail host of the community',
      'write its host, port and user under settings, the password under secrets, and the port under callsOut',
    ),
  },
  {
    base: /^(traefik|caddy(-docker-proxy)?|nginx-proxy(-manager)?|acme-companion|letsencrypt-nginx-proxy-companion|certbot|haproxy|swag|cloudflared|docker-gen|envoy)$/,
    is: left(
      'routers of the platform are in front, with certificates',
      'write its hosts under hosts; what else it did, like headers and redirects, has to be done by the application',
    ),
  },
  {
    base: /^(docker-socket-proxy|docker|dind)$/,
    is: left('no pod may command the machine that it runs on', 'leave it out'),
  },
];

/** What is known about the processes around one. */
export interface ProcessSurroundings {
  /** Volumes that several processes mount. */
  readonly sharedVolumes: ReadonlySet<string>;
  /** Whether there are others that are the application’s own. */
  readonly hasOthers: boolean;
}

/** What the platform has in place of a process; undefined for a process that is the application's own. */
export function findBackingService(
  process: ImportedProcess,
  surroundings: ProcessSurroundings,
): BackingService | undefined {
  if (process.commandsMachine) {
    return {
      kind: 'left',
      why: 'it commands the engine of the machine, which no pod may do',
      remedy: 'leave it out, or ask the platform team what takes its place',
    };
  }
  const image = process.image === undefined ? undefined : toImageName(process.image);
  if (image === undefined) return undefined;
  const known = knownImages.find(
    ({ base, repository = /$/ }) => base.test(image.base) && repository.test(image.repository),
  );
  if (known !== undefined) return known.is(image);
  return isPlainProxy(image, process, surroundings)
    ? {
        kind: 'left',
        why: 'it hands requests on, which routers of the platform do',
        remedy:
          'write its hosts under hosts, and paths that lead elsewhere under paths of a worker; files that it served by itself need a process of their own',
      }
    : undefined;
}

/** A web server in front of others that serves no files of theirs. */
const isPlainProxy = (
  { base }: ImageName,
  { mounts }: ImportedProcess,
  { sharedVolumes, hasOthers }: ProcessSurroundings,
): boolean =>
  /^(nginx(-unprivileged)?|httpd|openresty|apache2?)$/.test(base) &&
  hasOthers &&
  !mounts.some(({ volume }) => sharedVolumes.has(volume));
