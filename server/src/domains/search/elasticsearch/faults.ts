// What an error of Elasticsearch's client means.
import { errors } from '@elastic/elasticsearch'
import { isRefusedByBreaker } from '../../../platform/breaker.ts'
import { LeaseLost } from '../../../platform/postgres/leases.ts'
import { IndexMissing } from './index-store.ts'

/** It did not answer at all. What it refuses or can't do just now, it has answered. */
export const isSilent = (error: unknown) =>
  error instanceof errors.TimeoutError ||
  error instanceof errors.ConnectionError ||
  error instanceof errors.NoLivingConnectionsError

export const isIndexGone = (error: unknown) =>
  error instanceof errors.ResponseError && (error.statusCode === 404 || error.statusCode === 503)

/** It is refused as it is, is too large, or a document can't be made of the event. */
export function isDocumentsFault(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return error.statusCode === 400 || error.statusCode === 413
  return error instanceof TypeError || error instanceof RangeError || error instanceof errors.SerializationError
}

/** It is worth coming back for. */
export function isAway(error: unknown): boolean {
  if (error instanceof errors.ResponseError)
    return error.statusCode === undefined || [404, 429, 502, 503, 504].includes(error.statusCode)
  return (
    isRefusedByBreaker(error) ||
    error instanceof LeaseLost ||
    isSilent(error) ||
    error instanceof IndexMissing ||
    error instanceof errors.ProductNotSupportedError
  ) // a proxy answers in its place
}
