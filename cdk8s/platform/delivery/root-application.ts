import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { beforeAllWaves, inWave, pruneDisabled, objectWaves } from '../../base/delivery/sync';
import { applicationSource, projectSource, type GitSource } from '../git-source';
import { retryForever, unknownToOlderArgo } from '../sync-policy';

export interface RootApplicationProps {
  /** Folder in the repository with the manifests of all Applications and AppProjects. */
  readonly path: string;
  readonly from: GitSource;
}

/**
 * The Application `root`, which creates all other Applications wave by wave. An engineer applies it once by hand. Its
 * AppProject allows only Applications and AppProjects. An Application that is removed from the repository is deleted; its
 * objects stay, because no Application has a finalizer.
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
      // In the last wave: its health depends on the Application that contains it, which must not wait for it.
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
