import type { ClusterApplication } from '../../cdk8s/applications/application';
import { clusterApplications } from '../../cdk8s/cluster';
import { kinds } from '../../cdk8s/services/kinds';
import type { ChartedService } from '../../cdk8s/services/service-kind';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import type { ImagePins } from '../../model/image-pins';

/** All applications of an environment. */
export async function applicationsOf(
  environment: Environment<ChartedService>,
  facts: Partial<Facts>,
  pins?: ImagePins,
): Promise<readonly ClusterApplication[]> {
  const applications: ClusterApplication[] = [];
  for await (const application of clusterApplications(environment, facts, kinds, pins)) applications.push(application);
  return applications;
}
