/**
 * Text as a template of Go prints it, whatever is in it: Prometheus reads annotations of alerts as templates, and loads no rule of a file
 * in which one cannot be read. Source: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/, "Templating".
 */
export const plainTemplateText = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');
