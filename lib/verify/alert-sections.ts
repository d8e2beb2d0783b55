import { z } from 'zod';
import type { Rendered } from '../rendered';
import { alertsIn } from './alerts';
import { describeObject, describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * The runbook link of every alert points to an existing section of the alerts page.
 *
 * @param sections anchors of `docs/alerts.md`
 */
export const alertSectionsRule = (sections: ReadonlySet<string>): RenderedRule => ({
  id: 'alert-sections',
  holds:
    'the runbook link of every alert and alarm points to an existing section, and so does every other link to the page',
  findings: (rendered) => [
    ...alertsIn(rendered.objects)
      .filter(({ annotations }) => !endsInLink(annotations.runbook_url))
      .map(({ object, alert }) => ({
        place: describeObject(object),
        reason: `alert ${alert} has no link to a section`,
        remedy: 'give it a runbook_url that ends in alerts.md#<section>',
      })),
    ...alarms(rendered)
      .filter(({ resource }) => !endsInLink(z.string().optional().parse(resource.Properties.AlarmDescription)))
      .map((each) => ({
        place: describeResource(each),
        reason: 'its AlarmDescription has no link to a section',
        remedy: 'let it end with the URL of alerts.md#<section>',
      })),
    ...lostLinks(rendered, sections),
  ],
});

const endsInLink = (text = ''): boolean => /\/alerts\.md#[\w-]+$/.test(text);

const alarms = ({ resources }: Rendered) =>
  resources.filter(({ resource: { Type } }) => Type.startsWith('AWS::CloudWatch::') && Type.endsWith('Alarm'));

/** Checks the links in all rendered files, so also those of notifications and of a Prometheus outside the cluster. */
const lostLinks = ({ files }: Rendered, sections: ReadonlySet<string>): readonly RenderedFinding[] =>
  files.flatMap(({ file, text }) => {
    const linked = new Set([...text.matchAll(/\/alerts\.md#([\w-]*)/g)].map(([, section = '']) => section));
    return [...linked]
      .filter((section) => !sections.has(section))
      .map((section) => ({
        place: file,
        reason: `it links to alerts.md#${section}, which does not exist`,
        remedy: 'write that section into docs/alerts.md, or correct the link',
      }));
  });
