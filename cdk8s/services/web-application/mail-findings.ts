import { findingIf, type Finding } from '../../../model/finding';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import type { WebApplicationService } from './web-application-schema';

/** Findings on mail: without a relay nobody takes it, and its port is open already. */
export const mailFindings = (
  { mail, callsOut }: Pick<WebApplicationService, 'mail' | 'callsOut'>,
  { mail: relay }: KindRuleContext,
): readonly Finding[] =>
  mail === undefined
    ? []
    : [
        ...findingIf(
          relay === undefined,
          ['mail'],
          'needs a relay, and the environment has none',
          'add mail: { host: <name> } to environment.yaml, or name the server among the settings and its port under callsOut',
        ),
        ...callsOut.flatMap(({ port }, index) =>
          findingIf(port === relay?.port, ['callsOut', index, 'port'], `is ${port}, which mail opens`, 'remove it'),
        ),
      ];
