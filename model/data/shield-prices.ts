/**
 * What a subscription to Shield Advanced costs, in US dollars a month, for a year at least; data that leaves protected resources is billed
 * besides. All accounts of an organization that pays together pay it once. Source: aws.amazon.com/shield/pricing, May 2026.
 */
export const shieldMonth = 3000;

/** Most protections of one type of resource in an account. Source: AWS Shield Advanced endpoints and quotas. */
export const protectionsPerType = 1000;
