/** First parts of the addresses of each domain at which reports of others arrive: on DMARC (RFC 7489) and on TLS (RFC 8460). */
export const reportAddresses = { dmarc: 'dmarc-reports', tls: 'tls-reports' } as const;
