import { findingIf, type Finding } from '../../../model/finding';
import { isBelowPath } from '../../../model/formats/url-paths';
import { answersPath, servedHostName, type ServedHost } from '../../../model/kinds/served-hosts';
import type { GatewayService } from './web-gateway-schema';

type Service = Pick<GatewayService, 'answers' | 'hosts'>;

/** Paths that the gateway itself answers, exactly or with all below. Source: nginx/nginx-s3-gateway, `default.conf.template`. */
const taken = ['/health', '/soap', '/aws/credentials/retrieve'];

/** Findings on fixed answers: the path must be free in the gateway, and one of its hosts has to lead to it. */
export const answerFindings = ({ answers, hosts }: Service): readonly Finding[] =>
  Object.keys(answers).flatMap((path) => [
    ...findingIf(
      taken.some((own) => isBelowPath(path, own)),
      ['answers', path],
      'is a path that the gateway answers itself',
      'choose another path',
    ),
    ...findingIf(
      hosts !== undefined && !hosts.some((host) => answersPath(host, path)),
      ['answers', path],
      `is not below any path that leads to the gateway`,
      `add it to the paths of ${hostNames(hosts)}`,
    ),
  ]);

const hostNames = (hosts: readonly ServedHost[] = []): string => hosts.map(servedHostName).join(' or ');
