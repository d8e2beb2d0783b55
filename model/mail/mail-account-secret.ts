/** Last part of the name of the secret with the password of a sender at the community's own mail host, which the host reads too. */
export const mailAccountSecret = 'mail-account';
