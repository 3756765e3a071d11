// What the commands say of a webhook endpoint, as the contract wants it.
import type { BodyOf } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { parameterOf } from './contract.ts'
import { UsageError } from './failures.ts'
import { metadataFlag, metadataOf } from './metadata-input.ts'
import { asked, withAnswers } from './prompts.ts'

type CreateBody = BodyOf<'webhooks.createEndpoint'>

const types = {
  summary: 'One type of message that it gets, such as booking.confirmed; several by repeating the flag.',
  multiple: true,
  multipleNonGreedy: true,
  helpValue: 'booking.confirmed',
} as const

export const urlFlag = { summary: 'Where messages are sent to; begins with https://.', helpValue: '<url>' } as const

/** Of an endpoint that is changed: nothing is required. */
export const endpointFlags = {
  description: Flags.string({ summary: 'What it is for.' }),
  mode: Flags.string({ summary: 'Whether it gets messages about ordinary or about test events.', options: modes() }),
}

function modes(): NonNullable<CreateBody['mode']>[] {
  return ['live', 'test']
}

export const newEndpointFlags = {
  url: Flags.string({ ...urlFlag, summary: asked(urlFlag.summary) }),
  type: Flags.string({ ...types, summary: asked(types.summary) }),
  ...endpointFlags,
  metadata: metadataFlag,
}

export const changedEndpointFlags = { url: Flags.string(urlFlag), type: Flags.string(types), ...endpointFlags }

export interface EndpointFlags {
  readonly url?: string
  readonly type?: readonly string[]
  readonly description?: string
  readonly mode?: string
  readonly metadata?: readonly string[]
}

/** Of a new endpoint: what the flags leave out is asked for. */
export async function endpointToMake(flags: EndpointFlags) {
  const parts = endpointOf(flags)
  const { url, type } = await withAnswers(flags, {
    url: { message: 'Where messages are sent to', check: mustBeAddress },
    type: { message: 'What it is told of', choices: messageTypes(), many: true },
  })
  const metadata = metadataOf(flags.metadata)
  return { ...parts, url, types: type as CreateBody['types'], ...(metadata && { metadata }) }
}

const messageTypes = () => parameterOf('webhooks.listActivity', 'types').enum ?? []

function mustBeAddress(text: string): void {
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text))
    throw new UsageError(`${JSON.stringify(text)} is not an address: write it like https://shop.example.com/evently.`)
}

/** The server knows the types, so that new ones need no new command. */
export function endpointOf({ url, type, description, mode }: EndpointFlags) {
  return {
    ...(url !== undefined && { url }),
    ...(type !== undefined && { types: type as CreateBody['types'] }),
    ...(description !== undefined && { description }),
    ...(mode !== undefined && { mode: mode as NonNullable<CreateBody['mode']> }),
  }
}
