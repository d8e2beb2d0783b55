/** Port at which a node exporter offers metrics of a machine. Source: Prometheus' list of default ports. */
export const exporterPort = 9100;
