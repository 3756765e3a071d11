// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

/** The contract that this SDK was generated from. */
export const contract = { version: '1.0.0', hash: '864c663d9f4d' } as const
