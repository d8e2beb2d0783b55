import { defineKind } from '../service-kind';
import { answerFindings } from './answer-findings';
import { contentFindings } from './content-findings';
import { headerFindings } from './header-findings';
import { redirectFindings } from './redirect-findings';
import { webGatewaySchema } from './web-gateway-schema';

/** A website or downloads out of a bucket. */
export const webGatewayKind = defineKind({
  schema: webGatewaySchema,
  declare: ({ name, hosts, answers, headers, content, health }) => ({
    secrets: { typedIn: [], generated: [] },
    bucket: 'service' in content ? undefined : content,
    objects: { below: 'service' in content ? contentFolder(content) : name, may: 'read' },
    answers: Object.fromEntries(
      Object.entries(answers).flatMap(([path, answer]) => ('text' in answer ? [[path, answer.text]] : [])),
    ),
    probes: { health, closed: [] },
    findings: ({ services, hosts: served }) => [
      ...('service' in content ? contentFindings(content, services) : []),
      ...answerFindings({ answers, hosts }),
      ...redirectFindings({ answers }, served),
      ...headerFindings({ headers }),
    ],
  }),
  chart: async () => (await import('./web-gateway-chart')).fillWebGatewayChart,
});

const contentFolder = ({ service, folder }: { readonly service: string; readonly folder?: string }): string =>
  folder === undefined ? service : `${service}/${folder}`;
