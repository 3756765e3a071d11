// The search's operations: contract shapes in, one service call, contract shapes out.
import { ok, type HandlersOf, type Input } from '../../contract/types.ts'
import { queryTime } from '../../platform/http/query-time.ts'
import { validationProblem } from '../../platform/problems.ts'
import type { Coordinates } from './engine.ts'
import { toResult } from './present.ts'
import type { SearchService, SearchInput } from './service.ts'

export const searchHandlers = (search: SearchService): HandlersOf<'search'> => ({
  'search.search': async ({ query, request: { acceptLanguage } }) =>
    ok(toResult(await search.search({ ...searchInputOf(query), acceptLanguage }))),
  'search.suggest': async ({ query, request: { acceptLanguage } }) =>
    ok({ data: await search.suggest({ q: query.q, limit: query.limit ?? 8, acceptLanguage }) }),
  'search.reindex': async () => ok(await search.reindex()),
})

/** Engines keep places to a few centimetres, and refuse numbers that underflow while they work on them. */
const radiusKmMin = 0.001

function searchInputOf(query: Input<'search.search'>['query']): SearchInput {
  const { near, radiusKm = 50, startsAfter, startsBefore, limit = 20, ...rest } = query
  return {
    ...rest,
    limit,
    radiusKm: Math.max(radiusKm, radiusKmMin),
    near: near === undefined ? undefined : coordinatesOf(near),
    startsAfter: startsAfter === undefined ? undefined : queryTime(startsAfter, 'startsAfter'),
    startsBefore: startsBefore === undefined ? undefined : queryTime(startsBefore, 'startsBefore'),
  }
}

/** Two numbers as JavaScript prints them, exponents included. Problems: validation_failed. */
function coordinatesOf(near: string): Coordinates {
  const [lat, lon] = near.split(',').map(Number)
  if (Math.abs(lat!) > 90) throw outOfBounds('must have a latitude, its first number, from -90 to 90')
  if (Math.abs(lon!) > 180) throw outOfBounds('must have a longitude, its second number, from -180 to 180')
  return { lat: rounded(lat!), lon: rounded(lon!) }
}

/** To a tenth of a millimetre: PostgreSQL refuses numbers that underflow. */
const rounded = (degrees: number) => Math.round(degrees * 1e9) / 1e9

const outOfBounds = (message: string) => validationProblem([{ pointer: '/query/near', keyword: 'range', message }])
