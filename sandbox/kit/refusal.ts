/** Problems that Intuit shows on its own page, because the redirect address cannot be trusted yet. */
export class Refusal extends Error {}
