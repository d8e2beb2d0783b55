import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { beforeAllWaves, inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import { applicationSource, projectSource, type GitSource } from '../git-source';
import { retryForever, unknownToOlderArgo } from '../sync-policy';

export interface RootApplicationProps {
  /** Folder of the declarations of all applications in the repository. */
  readonly path: string;
  readonly from: GitSource;
}

/**
 * The application that makes all others, wave by wave: applied once by hand, it starts everything. Its project allows
 * applications and projects and nothing else. An application whose declaration leaves the repository is removed; what it
 * made stays, because no application has a finalizer.
 */
export class RootApplication extends Construct {
  constructor(scope: Construct, id: string, { path, from }: RootApplicationProps) {
    super(scope, id);
    const name = 'root';
    const namespace = clusterNamespaces.delivery;
    const server = 'https://kubernetes.default.svc';
    new ApiObject(this, 'project', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name, namespace, annotations: { ...inWave(beforeAllWaves), ...pruneDisabled } },
      spec: {
        description: 'Declarations of applications',
        ...projectSource(from),
        destinations: [{ server, namespace }],
        namespaceResourceWhitelist: ['Application', 'AppProject'].map((kind) => ({ group: 'argoproj.io', kind })),
      },
    });
    new ApiObject(this, 'application', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      // The last of all: it waits for the application that it is in, which must not wait for it.
      metadata: { name, namespace, annotations: { ...inWave(objectWaves.afterWorkloads), ...pruneDisabled } },
      spec: {
        project: name,
        source: applicationSource(from, path),
        destination: { server, namespace },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: retryForever,
          syncOptions: ['ServerSideApply=true'],
        },
        ignoreDifferences: [unknownToOlderArgo],
      },
    });
  }
}
