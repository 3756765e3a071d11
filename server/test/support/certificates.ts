// Certificates as stores have them, good and bad, made with OpenSSL.
import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The paths of its files. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Certificates {
  /** An authority that nobody knows unless told, and one that has signed none of these. */
  readonly authorityFile: string
  readonly strangerFile: string
  /** By that authority, for 127.0.0.1 and localhost. */
  readonly good: Certificate
  readonly expired: Certificate
  readonly otherName: Certificate
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
const openssl = (...args: string[]) => promisify(execFile)('openssl', args)

/** Makes their files in this folder. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const filesOf = (name: string): Certificate => ({
    key: join(folder, `${name}.key`),
    cert: join(folder, `${name}.crt`),
  })

  async function authority(name: string): Promise<Certificate> {
    const files = filesOf(name)
    const named = ['-subj', `/CN=${name}`, '-days', '2']
    await openssl('req', '-x509', ...curve, ...named, '-keyout', files.key, '-out', files.cert)
    return files
  }

  const by = await authority('authority')
  async function signed(name: string, subject: string, days = 2): Promise<Certificate> {
    const files = filesOf(name)
    const request = join(folder, `${name}.csr`)
    const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`]
    await openssl('req', ...curve, ...named, '-keyout', files.key, '-out', request)
    const how = ['-CA', by.cert, '-CAkey', by.key, '-CAcreateserial', '-days', String(days), '-copy_extensions', 'copy']
    await openssl('x509', '-req', '-in', request, ...how, '-out', files.cert)
    await chmod(files.key, 0o600) // PostgreSQL takes no other
    return files
  }

  return {
    authorityFile: by.cert,
    strangerFile: (await authority('stranger')).cert,
    good: await signed('good', 'IP:127.0.0.1,DNS:localhost'),
    expired: await signed('expired', 'IP:127.0.0.1,DNS:localhost', -1),
    otherName: await signed('other-name', 'DNS:elsewhere.example.com'),
  }
}
