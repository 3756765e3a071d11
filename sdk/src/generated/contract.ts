// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

/** The contract that this SDK was generated from. */
export const contract = { version: '1.0.0', hash: 'e55601a1cc87' } as const
