// Made from sdk/package.json by `npm run generate` (openapi/generator/). Do not edit.

export const SDK_VERSION = '0.1.0'
