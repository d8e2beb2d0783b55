/**
 * Text as a template of Go prints it, whatever is in it: External Secrets puts files together by templates, and Prometheus reads annotations
 * of alerts as such, and loads no rule of a file in which one cannot be read. Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/, "Templating".
 */
export const plainTemplateText = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');
