// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

/** The contract that this SDK was generated from. */
export const contract = { version: '1.0.0', hash: 'aa6ae816dab7' } as const
