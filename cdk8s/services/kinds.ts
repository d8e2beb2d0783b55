import { automationKind } from './automation/automation-kind';
import { discourseKind } from './discourse/discourse-kind';
import { gitFetchCacheKind } from './git-fetch-cache/git-fetch-cache-kind';
import { hedgedocKind } from './hedgedoc/hedgedoc-kind';
import { hookshotKind } from './hookshot/hookshot-kind';
import { releaseServiceKind } from './release-service/release-service-kind';
import type { ChartedKinds } from './service-kind';
import { webApplicationKind } from './web-application/web-application-kind';
import { webGatewayKind } from './web-gateway/web-gateway-kind';

/**
 * The kinds of services of this package; a home may add more. The first suits most services, so messages about a missing service
 * use it as their example.
 *
 * @example
 * const ofHome: ChartedKinds = [...kinds, wikiKind];
 */
export const kinds: ChartedKinds = [
  webApplicationKind,
  automationKind,
  discourseKind,
  hedgedocKind,
  hookshotKind,
  releaseServiceKind,
  gitFetchCacheKind,
  webGatewayKind,
];
