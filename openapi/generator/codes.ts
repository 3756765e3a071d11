// The codes of openapi/data/: currencies, countries, time zones. The server gets all of them, to say which one was
// probably meant; the SDK, and the CLI through it, get how many decimals a currency has.
import { asScript } from './layout.ts'
import { readYaml } from './source.ts'

interface Currencies {
  readonly current: Readonly<
    Record<string, { readonly numeric: string; readonly digits: number; readonly name: string }>
  >
  readonly notForPrices: Readonly<
    Record<string, { readonly numeric: string; readonly kind: string; readonly name: string }>
  >
  readonly withdrawn: Readonly<
    Record<string, { readonly digits: number; readonly name: string; readonly successor: string }>
  >
  readonly meant: Readonly<Record<string, string>>
}
interface Countries {
  readonly assigned: Readonly<Record<string, string>>
  readonly meant: Readonly<Record<string, string>>
}
interface Timezones {
  readonly version: string
  readonly names: readonly string[]
  readonly meant: Readonly<Record<string, string>>
}
export interface Codes {
  readonly currencies: Currencies
  readonly countries: Countries
  readonly timezones: Timezones
}

export async function readCodes(): Promise<Codes> {
  const [currencies, countries, timezones] = await Promise.all([
    readYaml<Currencies>('data/currencies.yaml'),
    readYaml<Countries>('data/countries.yaml'),
    readYaml<Timezones>('data/timezones.yaml'),
  ])
  return { currencies, countries, timezones }
}

/** `codes.ts` of the server. */
export const codesModule = ({ currencies, countries, timezones }: Codes): string =>
  Object.entries({ currencies, countries, timezones })
    .map(([name, value]) => `export const ${name} = ${asScript(value)} as const\n`)
    .join('\n')

/** `currencies.ts` of the SDK: no more than is needed to count. */
export function currenciesModule({ currencies: { current, withdrawn } }: Codes): string {
  const digits = (group: Readonly<Record<string, { readonly digits: number }>>) =>
    asScript(Object.fromEntries(Object.entries(group).map(([code, entry]) => [code, entry.digits])))
  return `/** The currencies that prices can be in, by their codes: how many decimals the minor unit of each has. */
export const currencyDigits = ${digits(current)} as const

/** The same of currencies that have gone: prices may still be kept in them. */
export const withdrawnCurrencyDigits = ${digits(withdrawn)} as const

/** ISO 4217's code of a currency that prices can be in. */
export type CurrencyCode = keyof typeof currencyDigits
`
}
