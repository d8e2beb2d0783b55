import type { PlatformChart } from '../../base/manifests/platform-chart';
import type { ServiceContext } from '../service-context';
import { ReleaseService } from './release-service';
import type { ReleasesService } from './release-service-schema';

/** Puts a release service into its chart. */
export function fillReleaseServiceChart(chart: PlatformChart, service: ReleasesService, context: ServiceContext): void {
  const { hosts } = context;
  const { name, image, gitlab, namespaces, projects, fileNames, maxSizeMiB, downloads } = service;
  new ReleaseService(chart, name, {
    name,
    image,
    hosts,
    gitlab,
    namespaces,
    projects,
    fileNames,
    maxSizeMiB,
    downloads,
    bucket: context.bucket(),
  });
}
