import type { WebApplicationService } from './web-application-schema';

/** Number of web pods. Two of a program without HTTP, like a bot, would each do all of its work. */
export const webReplicas = ({ replicas, port }: Pick<WebApplicationService, 'replicas' | 'port'>): number =>
  replicas ?? (port === 'none' ? 1 : 2);
