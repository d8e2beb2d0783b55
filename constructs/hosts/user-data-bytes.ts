/** Greatest size of EC2 user data in bytes, before base64. Source: the EC2 user guide, "Instance user data". */
export const userDataBytes = 16_384;
