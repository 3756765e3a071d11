// How one setting is read: text, a number between bounds, one of some words, a file.
import { pemOf } from '../platform/pem-file.ts'

/** A setting that can't be used, in a sentence for whoever has set it. */
export class ConfigError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>

export function text(env: Environment, name: string) {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** The path of a file with certificates. */
export function pemFile(env: Environment, name: string): string | undefined {
  const path = text(env, name)
  if (path === undefined) return undefined
  const pem = pemOf(path)
  if (typeof pem !== 'string') throw new ConfigError(`${name} names a file that ${pem.fault}: ${path}.`)
  return path
}

export function integer(
  env: Environment,
  name: string,
  { default: fallback, min, max }: { default: number; min: number; max: number },
) {
  const value = text(env, name)
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${value}".`)
  return number
}

export function oneOf<Value extends string>(
  env: Environment,
  name: string,
  values: readonly Value[],
  fallback: Value,
): Value {
  const value = text(env, name)
  if (value === undefined) return fallback
  const known = values.find(each => each === value)
  if (!known)
    throw new ConfigError(
      `${name} must be ${values.length === 1 ? '' : 'one of '}${values.join(', ')}, not "${value}".`,
    )
  return known
}
