import type { Service } from './tenant';

/** A variable that a container has without its tenant's file saying so. */
export interface ProvidedVariable {
  readonly name: string;
  /** What it is for, in words. */
  readonly for: string;
  /** Whether it is written in the manifest, above the settings, or somebody adds it when the pod is made. */
  readonly by: 'manifest' | 'admission';
}

const written = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'manifest' }));

const added = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'admission' }));

/** What a web application finds for each thing that it may have. A test holds the charts to it. */
export const applicationVariables = {
  database: written('the database', [
    ...['DATABASE_HOST', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_USER', 'DATABASE_PASSWORD'],
    ...['DATABASE_URL', 'DATABASE_DIRECT_URL'],
  ]),
  cache: written('the cache', [
    ...['CACHE_HOST', 'CACHE_PORT', 'CACHE_USER', 'CACHE_PASSWORD', 'CACHE_URL', 'CACHE_PREFIX'],
  ]),
  bucket: [
    ...written('the bucket', ['S3_BUCKET', 'S3_PREFIX', 'AWS_REGION']),
    // Source: openshift/aws-pod-identity-webhook, which leaves a container alone that has one of them.
    ...added('the bucket', ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE']),
  ],
  login: written('the login', ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']),
} as const;

/** What a command of an automation finds. The receiver adds what it is told; see `images/automation-hooks/src/job.ts`. */
export const hookVariables: readonly ProvidedVariable[] = [
  ...written('each run', ['HOOK_GITLAB', 'HOOK_NAME']),
  ...added('each run', ['HOOK_EVENT', 'HOOK_PROJECT_ID', 'HOOK_TARGET', 'HOOK_IID', 'HOOK_NOTE_ID']),
];

const applicationParts = ['database', 'cache', 'bucket', 'login'] as const;

/** What the containers of a service find besides its own settings and secrets; none where it takes none of its own. */
export function providedVariables(service: Service): readonly ProvidedVariable[] {
  if (service.kind === 'automation') return hookVariables;
  if (service.kind !== 'web-application') return [];
  return applicationParts.flatMap((part) => (service[part] === undefined ? [] : applicationVariables[part]));
}
