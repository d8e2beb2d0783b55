import type { GroupPath } from '../group-path';
import type { Settings } from '../ordered-settings';
import type { PathStep } from '../problem';
import type { Finding } from '../finding';
import type { VolumeBackup } from '../schema/backup';
import type { DatabaseDeclaration } from '../schema/databases';
import type { VolumeSpeed } from '../schema/storage';
import { deriveNeeds, type OwnSecrets, type ServiceNeeds } from '../service-needs';
import type { CacheUse } from './cache-use';
import type { SiblingService, KindRuleContext } from './kind-rule-context';

/** A disk that a service declares beside its database's. */
export interface DeclaredDisk {
  /** Where its size stands, from the service on. */
  readonly path: readonly PathStep[];
  readonly sizeGiB: number;
  readonly speed: VolumeSpeed;
  readonly backup: VolumeBackup;
}

/** The client that a service is in the single sign-on. */
export interface DeclaredLogin {
  /** Path of the service that people come back to. */
  readonly callback: string;
  /** The only ones who may log in, and where that is said, from the service on; everybody without it. */
  readonly members?: { readonly group: GroupPath; readonly path: readonly PathStep[] };
}

/** What a Prometheus outside asks each host of a service for. */
export interface DeclaredProbes {
  /** The path that answers 200 when the service works; none where all that the world reaches are addresses of few. */
  readonly health?: string;
  /** The paths that the routers answer in its place. */
  readonly closed: readonly string[];
}

/** What a kind makes of what a tenant's file says of a service. */
export interface ServiceDeclaration {
  /** Its secrets that are no database's or cache's, by who makes them up. */
  readonly secrets: OwnSecrets;
  readonly database?: DatabaseDeclaration;
  readonly cache?: CacheUse;
  readonly bucket?: ServiceNeeds['bucket'];
  readonly objects?: ServiceNeeds['objects'];
  readonly publicFolder?: SiblingService['publicFolder'];
  readonly disks?: readonly DeclaredDisk[];
  readonly login?: DeclaredLogin;
  readonly probes: DeclaredProbes;
  /** Environment variables in the open that the tenant's file names. */
  readonly settings?: Settings;
  /** Address of the GitLab in whose place it answers fetches of public repositories. */
  readonly answersFetchesOf?: string;
  /** What is wrong with it though its schema takes it; paths begin at the service. */
  readonly findings?: (around: KindRuleContext) => readonly Finding[];
}

/** A service that a tenant declares: all that anybody outside of its kind's folder knows of it. */
export interface DeclaredService extends Omit<ServiceDeclaration, 'secrets' | 'bucket' | 'objects'> {
  /** Name of its kind, for people. */
  readonly kind: string;
  /** Its name in the namespace of its tenant. */
  readonly name: string;
  /** Which of the tenant's hosts it serves; all of them without. */
  readonly hosts?: readonly string[];
  readonly needs: ServiceNeeds;
}

/** What every kind of service says alike. */
export type CommonFields = Pick<DeclaredService, 'kind' | 'name' | 'hosts'>;

/** The service that a declaration comes to. */
export function declaredService(
  { kind, name, hosts }: CommonFields,
  { secrets, bucket, objects, ...declaration }: ServiceDeclaration,
): DeclaredService {
  const { database, cache } = declaration;
  return { kind, name, hosts, ...declaration, needs: deriveNeeds({ secrets, database, cache, bucket, objects }) };
}
