// The one place that knows the layout of openapi-typescript's output; everything else speaks of operations by their
// ids.
import type { operations as EventlyOperations } from './generated/evently.ts'
import type { components as EventlyComponents } from './generated/evently.ts'
import type { components as InternalComponents, operations as InternalOperations } from './generated/internal.ts'
import type { operationFacts } from './generated/operation-facts.ts'

type Facts = typeof operationFacts
type Operations = EventlyOperations & InternalOperations

export type OperationId = keyof Facts & keyof Operations
export type DocumentName = Facts[OperationId]['document']
export type Role = 'attendee' | 'organizer' | 'admin'

/** One fault of a request: a pointer (RFC 6901) into the body or to `/query/name`, `/path/name`; the rule; in words. */
export interface Fault {
  readonly pointer: string
  readonly keyword: string
  readonly message: string
}

/** A named shape of the public contract, e.g. `Shape<'Event'>`. */
export type Shape<Name extends keyof EventlyComponents['schemas']> = EventlyComponents['schemas'][Name]

/** A named shape of what the services ask each other, e.g. `InternalShape<'Hold'>`. */
export type InternalShape<Name extends keyof InternalComponents['schemas']> = InternalComponents['schemas'][Name]

/** Who calls: a signed-in user, or a partner's API key that acts for its account. */
export interface Caller {
  readonly kind: 'session' | 'api_key'
  readonly userId: string
  readonly role: Role
  /** The session or the key. */
  readonly credentialId: string
  readonly scopes?: readonly string[]
}

/** An Idempotency-Key with a fingerprint of the request it came with. */
export interface Idempotency {
  readonly key: string
  readonly fingerprint: string
}

type CallerOf<Id extends OperationId> = Facts[Id]['authentication'] extends 'required'
  ? Facts[Id]['service'] extends true
    ? undefined
    : Caller
  : Facts[Id]['authentication'] extends 'optional'
    ? Caller | undefined
    : undefined

type Parameters<Id extends OperationId, Place extends 'path' | 'query'> = Operations[Id] extends {
  parameters: infer All
}
  ? Place extends keyof All
    ? undefined extends All[Place]
      ? Exclude<All[Place], undefined>
      : All[Place]
    : Record<string, never>
  : never

type JsonOf<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : undefined
/** A body that may be left out is undefined then. */
type BodyOf<Id extends OperationId> = Operations[Id] extends { requestBody: infer Body }
  ? JsonOf<Body>
  : Operations[Id] extends { requestBody?: infer Body }
    ? JsonOf<NonNullable<Body>> | undefined
    : undefined

/** What a handler gets: everything validated, defaults filled in. */
export interface Input<Id extends OperationId> {
  readonly params: Parameters<Id, 'path'>
  readonly query: Parameters<Id, 'query'>
  readonly body: BodyOf<Id>
  readonly caller: CallerOf<Id>
  readonly idempotency: Facts[Id]['idempotent'] extends true ? Idempotency | undefined : undefined
  /** The versions in If-Match, without quotes; `*` matches every version. */
  readonly ifMatch: Facts[Id]['ifMatch'] extends true ? IfMatch : undefined
  /** Of what makes or replaces: whether it may do both. */
  readonly condition: Facts[Id]['conditional'] extends true ? PutCondition : undefined
  /** The media types of Accept as they were sent. */
  readonly accept: string
  readonly request: RequestFacts
  /** Only where the contract says `x-evently-raw-body`: for whoever signs their messages. */
  readonly raw: Facts[Id]['rawBody'] extends true ? RawRequest : undefined
}

/** The versions that a condition names, without quotes; or any version that there is. */
export type IfMatch = readonly string[] | '*'

/** `ifMatch`: only replace, and only one of these versions; `onlyMake`: replace nothing. */
export interface PutCondition {
  readonly ifMatch: IfMatch | undefined
  readonly onlyMake: boolean
}

/** A request as it came over the wire: the bytes that a signature belongs to, and the headers it may be in. */
export interface RawRequest {
  readonly body: Uint8Array
  readonly header: (name: string) => string | undefined
}

export interface RequestFacts {
  readonly id: string
  readonly address: string
  /** What the client calls itself; anybody may write anything there. */
  readonly userAgent?: string | undefined
  /** The languages that the client asks for, as it was sent. */
  readonly acceptLanguage?: string | undefined
  /** The scheme, host and port by which the client reaches the server; undefined where nobody says. */
  readonly origin: () => string | undefined
  /** Of a stream that is opened again: the last message its reader has got. */
  readonly lastEventId?: string | undefined
  /** Tells whoever works on an answer for long that its client has gone. Answers how to take that back. */
  readonly onGone: (listener: () => void) => () => void
  /**
   * For whoever works on an answer for long: the caller as they are now, undefined where none is named. Problems: as
   * when the request came, should it have come now.
   */
  readonly admitAgain: () => Promise<Caller | undefined>
}

type SuccessStatus = 200 | 201 | 202 | 204
type ResponsesOf<Id extends OperationId> = Operations[Id] extends { responses: infer Responses } ? Responses : never

/** Who reads an answer that goes on for as long as both sides want. */
export interface StreamReader {
  write(text: string): void
  /** It hasn't taken what it was sent yet: whatever is written now waits in memory. */
  isBlocked(): boolean
  /** Told once: as soon as it has taken all that it was sent. */
  onceTaken(listener: () => void): void
  end(): void
  /** Hangs up at once. */
  destroy(): void
  /** Told once, whoever has ended it. */
  onClose(listener: () => void): void
}
/** Begins an answer that goes on, once its head is out. */
export type StreamBody = (reader: StreamReader) => void
/** A text that is sent piece by piece, as fast as its reader takes it; who goes away ends it. */
export type TextChunks = AsyncIterable<string>
type BodyAs<Media, Body> = Media extends 'text/event-stream'
  ? StreamBody
  : Media extends 'text/csv'
    ? TextChunks
    : Media extends 'image/png'
      ? Buffer
      : Body

/** What a handler may answer with: one of the contract's own successes. */
export type Output<Id extends OperationId> = {
  [Status in keyof ResponsesOf<Id> & (SuccessStatus | 503)]: ResponsesOf<Id>[Status] extends { content: infer Content }
    ? {
        [Media in keyof Content]: {
          readonly status: Status
          readonly body: BodyAs<Media, Content[Media]>
          readonly mediaType?: Media
        } & AnswerFields
      }[keyof Content]
    : { readonly status: Status; readonly body?: undefined } & AnswerFields
}[keyof ResponsesOf<Id> & (SuccessStatus | 503)]

export interface AnswerFields {
  /** The version of what is answered, for ETag and If-None-Match. */
  readonly etag?: string | number
  /** This is the stored answer of an earlier request with the same Idempotency-Key. */
  readonly replayed?: boolean
  /** What its texts are written in, for Content-Language. */
  readonly language?: string
  /** What a browser saves it as: any text, made safe on the way out. */
  readonly fileName?: string
  /** How long the answer was put off because its client wanted to wait: that is nobody's slowness. */
  readonly waitedSeconds?: number
}

export type Handler<Id extends OperationId> = (input: Input<Id>) => Promise<Output<Id>>

/** The handlers of one domain in one document: every operation whose id begins with the domain's name. */
export type HandlersOf<Domain extends string, Document extends DocumentName = 'evently'> = {
  readonly [Id in OperationsIn<Document> & `${Domain}.${string}`]: Handler<Id>
}
export type OperationsIn<Document extends DocumentName> = {
  [Id in OperationId]: Facts[Id]['document'] extends Document ? Id : never
}[OperationId]

export const ok = <Body>(body: Body, fields: AnswerFields = {}) => ({ status: 200 as const, body, ...fields })
export const created = <Body>(body: Body, fields: AnswerFields = {}) => ({ status: 201 as const, body, ...fields })
/** What was asked for is on its way. */
export function accepted(): { readonly status: 202 }
export function accepted<Body>(
  body: Body,
  fields?: AnswerFields,
): { readonly status: 202; readonly body: Body } & AnswerFields
export function accepted(body?: unknown, fields: AnswerFields = {}) {
  return body === undefined ? { status: 202 as const } : { status: 202 as const, body, ...fields }
}
export const noContent = () => ({ status: 204 as const })
