// What is wrong with the certificate of a server that is spoken to over TLS, in words for whoever runs it.

/** Read after the server's name. Of OpenSSL's codes, as Node names them. */
const untrusted: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it has signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT: 'has a certificate of an authority that is not known here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate of an authority that is not known here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an authority that is not known here',
  CERT_SIGNATURE_FAILURE: 'has a certificate of an authority that is not known here',
  CERT_UNTRUSTED: 'has a certificate of an authority that is not known here',
  INVALID_CA: 'has a certificate of an authority that is none',
}
const others: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
  CERT_REVOKED: 'has a certificate that was revoked',
}

export interface CertificateFault {
  /** As "has a certificate that has expired". */
  readonly words: string
  /** What mends it: another authority, another name, or another certificate. */
  readonly kind: 'authority' | 'name' | 'certificate'
}

/** Undefined: the error is about something else. */
export function certificateFaultOf(error: unknown): CertificateFault | undefined {
  const { code = '', cert } = (error ?? {}) as { code?: string; cert?: { subjectaltname?: string } }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = cert?.subjectaltname
    return { kind: 'name', words: `has a certificate for ${names ? `other names (${names})` : 'another name'}` }
  }
  const authority = untrusted[code]
  if (authority !== undefined) return { kind: 'authority', words: authority }
  const certificate = others[code]
  return certificate === undefined ? undefined : { kind: 'certificate', words: certificate }
}
