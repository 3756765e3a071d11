// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

/** The contract that this SDK was generated from. */
export const contract = { version: '1.0.0', hash: 'c22b3cd7e7e8' } as const
