// Idempotency keys.

/** 128 random bits in hex. Not `crypto.randomUUID`: pages without TLS have none. */
export const randomId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
