/** Ports of a mail host: of other mail servers, and of those who send through it by STARTTLS and by TLS from the first byte on. */
export const mailPorts = { servers: 25, submission: 587, submissions: 465 } as const;
