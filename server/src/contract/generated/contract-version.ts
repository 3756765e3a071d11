// Made from openapi/evently.yaml by `npm run generate` (openapi/generator/). Do not edit.

/** The header `Evently-Contract` of every answer. */
export const contractVersion = '1.0.0.864c663d9f4d'
