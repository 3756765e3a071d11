// Callers' own words: names and texts that are kept beside what they belong to.
import { refuseFaults } from './problems.ts'

export type Metadata = Readonly<Record<string, string>>
/** Null removes a name. */
export type MetadataChanges = Readonly<Record<string, string | null>>

/** Of JSON. */
export const metadataBytesMax = 8_000
/** Of what there may be very many of: reservations, bookings, waitlist entries. */
export const smallMetadataBytesMax = 2_000
const namesMax = 50

/** The contract bounds each name and each text; this is about all of them together. Problem: validation_failed. */
export function refuseMetadata(
  metadata: Metadata | undefined,
  {
    pointer = '/metadata',
    bytesMax = metadataBytesMax,
  }: { readonly pointer?: string; readonly bytesMax?: number } = {},
): void {
  const fault = metadata && faultOf(metadata, bytesMax)
  if (fault) refuseFaults([{ pointer, ...fault }])
}

function faultOf(metadata: Metadata, bytesMax: number) {
  const names = Object.keys(metadata).length
  if (names > namesMax)
    return { keyword: 'maxProperties', message: `would have ${names} names: it may have ${namesMax}` }
  const bytes = Buffer.byteLength(JSON.stringify(metadata))
  return bytes > bytesMax
    ? { keyword: 'maxBytes', message: `must have ${bytesMax} bytes of JSON or fewer; it would have ${bytes}` }
    : undefined
}

/** What is named is added, takes the place of what was there, or goes; all else stays. Problem: validation_failed. */
export function mergedMetadata(
  before: Metadata,
  changes: MetadataChanges,
  options?: { readonly bytesMax?: number },
): Metadata
export function mergedMetadata(before: Metadata, changes: MetadataChanges | undefined): Metadata | undefined
export function mergedMetadata(
  before: Metadata,
  changes: MetadataChanges | undefined,
  options: { readonly bytesMax?: number } = {},
): Metadata | undefined {
  if (changes === undefined) return undefined
  const named = Object.entries(changes)
  const stays = Object.entries(before).filter(([name]) => !Object.hasOwn(changes, name))
  const after = Object.fromEntries([
    ...stays,
    ...named.filter((each): each is [string, string] => each[1] !== null),
  ]) as Metadata
  refuseMetadata(after, options)
  return after
}

/** The filter `season=spring-2030` as JSON that a row's metadata is to contain. */
export function metadataOf(filter: string): string {
  const at = filter.indexOf('=')
  return JSON.stringify(Object.fromEntries([[filter.slice(0, at), filter.slice(at + 1)]]))
}
