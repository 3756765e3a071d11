// ETags in the headers of conditional requests (RFC 9110 §8.8.3, §13.1). They compare by value, weak ones too: a proxy
// that compresses an answer makes its ETag weak, and the version it names is the same.
import type { IfMatch } from '../../contract/types.ts'

/** Undefined where the header is neither `*` nor a list of quoted ETags. */
export function versionsOf(header: string): IfMatch | undefined {
  if (header.trim() === '*') return '*'
  const versions: string[] = []
  const element = /[ \t]*(?:(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(,|$)/y
  for (;;) {
    const [, version, end] = element.exec(header) ?? []
    if (end === undefined) return undefined
    if (version !== undefined) versions.push(version) // an empty element of a list is none
    if (end === '') return versions.length > 0 ? versions : undefined
  }
}

export const namesVersion = (versions: IfMatch | undefined, version: string) =>
  versions === '*' || (versions?.includes(version) ?? false)
