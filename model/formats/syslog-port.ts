/** Port of syslog over TLS (RFC 5425), at which the cluster takes logs of hosts and appliances. */
export const syslogPort = 6514;
