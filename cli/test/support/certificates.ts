// Certificates as servers have them, good and bad, made with OpenSSL.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Certificates {
  /** The file of an authority that nobody knows unless told. */
  readonly authorityFile: string
  /** By that authority, for 127.0.0.1. */
  readonly good: Certificate
  readonly expired: Certificate
  readonly otherName: Certificate
  readonly selfSigned: Certificate
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

export async function makeCertificates(folder: string): Promise<Certificates> {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => promisify(execFile)('openssl', args)
  const pair = async (name: string) => ({
    key: await readFile(at(`${name}.key`), 'utf8'),
    cert: await readFile(at(`${name}.crt`), 'utf8'),
  })
  const self = (name: string, ...more: string[]) =>
    openssl(
      'req',
      '-x509',
      ...curve,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      ...more,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.crt`),
    )

  async function signed(name: string, { for: subject, days }: { for: string; days: number }) {
    const request = at(`${name}.csr`)
    const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`]
    await openssl('req', ...curve, ...named, '-keyout', at(`${name}.key`), '-out', request)
    const by = ['-CA', at('authority.crt'), '-CAkey', at('authority.key'), '-CAcreateserial']
    const how = ['-days', String(days), '-copy_extensions', 'copy']
    await openssl('x509', '-req', '-in', request, ...by, ...how, '-out', at(`${name}.crt`))
    return pair(name)
  }

  await self('authority')
  const good = await signed('good', { for: 'IP:127.0.0.1,DNS:evently.test', days: 2 })
  const expired = await signed('expired', { for: 'IP:127.0.0.1', days: -1 })
  const otherName = await signed('other-name', { for: 'DNS:elsewhere.example.com', days: 2 })
  await self('self-signed', '-addext', 'subjectAltName=IP:127.0.0.1')
  return { authorityFile: at('authority.crt'), good, expired, otherName, selfSigned: await pair('self-signed') }
}
