import type { RenderedResource } from '../../rendered';
import { renderedTenancy, type RenderedTenancy } from '../../verify/tenancy';
import { isManifest, type RenderedSnapshot } from '../rendered-snapshot';

/** Owners of what is rendered in one version. Of the manifests only those of namespaces are read. */
export function snapshotTenancy(snapshot: RenderedSnapshot, resources: readonly RenderedResource[]): RenderedTenancy {
  const objects = [...snapshot.files.keys()].filter(isManifest).flatMap((file) =>
    snapshot
      .documents(file)
      .filter(({ text }) => /^kind: Namespace$/m.test(text))
      .flatMap((document) => snapshot.object(document) ?? []),
  );
  return renderedTenancy({ files: [], objects, resources, waiting: [], unpinned: [] });
}
