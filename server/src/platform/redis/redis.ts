// Redis as the server uses it: a helper that may be away. What it answers is a bonus, what it doesn't is done without
// it.
//
// A Redis that answers and refuses is no help either: what could not be brought up to date in it must not be believed.
// So from the first such refusal nothing is asked of it, until its writes have been taken again for as long as anything
// that is believed is kept there (`distrustedForMs`): by then whatever could not be updated is gone. What all processes
// write is small, and a probe writes it a few times a second, so that each of them knows soon, whoever met the refusal
// first.
import { Cluster, Redis, type RedisOptions as RedisOptionsOfNode } from 'ioredis'
import type { Logger } from 'pino'
import { createBreaker } from '../breaker.ts'
import { beneathSpan } from '../observability/tracing.ts'
import { certificateFaultOf } from '../tls-faults.ts'
import { tlsFor } from './redis-tls.ts'

/** A connection to one server or to a cluster; both take the same commands. */
export type RedisClient = Redis | Cluster

export interface RedisStore {
  /** For subscriptions, which need a connection of their own, and for libraries that bring their own commands. */
  readonly client: RedisClient
  /**
   * Runs commands within the time-out. Undefined when Redis is away, hangs or refuses: never throws, and after a few
   * failures, or a refusal that is about more than one key, answers undefined at once until a probe gets through.
   * Commands that were sent may still have been carried out.
   */
  attempt<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result | undefined>
  /** Whether Redis has been answering lately and takes writes. */
  isUp(): boolean
  /** What is wrong with it, in words that follow its name; undefined when it is up. */
  trouble(): string | undefined
  /** Commands that have been sent and not answered. */
  pending(): number
  /** Told each time it is of use again after having been away, or having refused: what it has may be old or gone. */
  onReturn(listener: () => void): void
  /** Another connection to the same place. */
  duplicate(): RedisClient
  close(): Promise<void>
}

export interface RedisOptions {
  /** redis:// or rediss://; several are nodes of one cluster. */
  readonly urls: readonly string[]
  /** A file with the authorities that its certificate may be of; undefined: those that Node knows. */
  readonly caFile?: string | undefined
  readonly log: Logger
  /** How long a request waits for Redis at most. */
  readonly timeoutMs?: number
  readonly distrustMs?: number
}

const reconnectMsMax = 1_000
/** How long nobody is kept waiting after Redis has failed, before a probe asks it again. */
const probeEveryMs = 500
/** How often it is looked at while all is well, so that a process that doesn't write knows too. */
const lookEveryMs = 250
/** No document and no waitlist in Redis is believed for longer than this without having been written again. */
const distrustedForMs = 10_000
/**
 * A connection on which nothing has come back for so long is hung up on: what was sent and not answered would pile up
 * in memory.
 */
const silenceMsMax = 1_000
/** Between two lines about commands that are refused because of what is in their key. */
const lineEveryMs = 60_000

/** Refusals that are about the server, not about one key, by the word that they begin with; read after "Redis". */
const refusals: Readonly<Record<string, string>> = {
  OOM: 'is full and takes no writes: give it more maxmemory, or a maxmemory-policy that evicts',
  READONLY: 'is a replica and takes no writes: name its master',
  MISCONF: 'takes no writes because it can not save them to its disk',
  NOREPLICAS: 'takes no writes because too few replicas follow it',
  NOPERM: 'does not let this user do what is needed: its ACL lacks a command, or the keys evently:*',
  NOAUTH: 'asks for a password: put it into REDIS_URL',
  WRONGPASS: 'does not know this user and password: check REDIS_URL',
  DENIED: 'is in protected mode and takes no connections from here',
  LOADING: 'is still loading its data',
  MASTERDOWN: 'is a replica that has lost its master',
  CLUSTERDOWN: 'is a cluster that lacks some of its nodes',
  BUSY: 'is busy with a script that does not end',
}
const silent = 'does not answer'
/** Of one exchange, of one command or several. */
const spanFacts = { kind: 'client', attributes: { 'db.system.name': 'redis' } } as const

interface Trouble {
  readonly kind: 'silent' | 'refusing'
  readonly words: string
}

/** Opens nothing yet: connects in the background, and goes on trying for as long as it is open. */
export function openRedis({
  urls,
  caFile,
  log,
  timeoutMs = 100,
  distrustMs = distrustedForMs,
}: RedisOptions): RedisStore {
  const client = connect(urls, caFile)
  const listeners: (() => void)[] = []
  let trouble: Trouble | undefined
  let refusal: Trouble | undefined
  let refusedAtMs = -Infinity
  let lineAtMs = -Infinity
  let pending = 0
  client.on('error', (error: Error) => {
    begins({ kind: 'silent', words: refusalIn(error) ?? certificateFaultOf(error)?.words ?? silent }, error)
  })
  client.on('ready', () => {
    answers()
  })

  const breaker = createBreaker({
    probe,
    probeEveryMs,
    timeoutMs,
    windowMs: 2_000,
    isAnswer: isReply,
    onOpen: () => {
      begins({ kind: 'silent', words: silent }, new Error(`no answer within ${timeoutMs} ms`))
    },
    onClose: answers,
  })
  const looking = setInterval(() => {
    if (!breaker.isOpen()) breaker.run(probe).catch(() => {})
  }, lookEveryMs).unref()

  /** Says so once, whatever else fails meanwhile. */
  function begins(now: Trouble, error: Error) {
    if (trouble?.kind === now.kind) return
    trouble = now
    log.warn({ err: error }, `Redis ${now.words}; everything goes on without it`)
  }

  function answers() {
    if (trouble?.kind !== 'silent') return
    if (isDistrusted())
      trouble = refusal // it was away in between, which mends nothing
    else ends('Redis answers again')
  }

  const isDistrusted = () => performance.now() - refusedAtMs < distrustMs

  function ends(sentence: string) {
    trouble = undefined
    log.info(sentence)
    for (const listener of listeners) listener()
  }

  /** Whatever is written here is written once, each in its way; a refusal of any of them is noted. */
  async function probe(): Promise<void> {
    try {
      await counted(Promise.all(probeKeys(client).map(key => writeOnce(client, key))))
      answers()
      if (trouble?.kind === 'refusing' && !isDistrusted()) ends('Redis takes writes again')
    } catch (error) {
      noteRefusal(error as Error)
      throw error
    }
  }

  function noteRefusal(error: Error) {
    if (!isReply(error)) return
    const words = refusalIn(error) ?? ('nodes' in client ? undefined : otherNodeIn(error))
    if (words !== undefined) {
      refusedAtMs = performance.now()
      refusal = { kind: 'refusing', words }
      begins(refusal, error)
    } else if (performance.now() - lineAtMs > lineEveryMs) {
      lineAtMs = performance.now()
      log.warn({ err: error }, 'Redis refuses a command; PostgreSQL answers in its place')
    }
  }

  function counted<Result>(running: Promise<Result>): Promise<Result> {
    pending++
    return running.finally(() => {
      pending--
    })
  }

  return {
    client,
    async attempt(work) {
      if (trouble?.kind === 'refusing') return undefined
      try {
        return await breaker.run(() => counted(beneathSpan('redis', spanFacts, () => work(client))))
      } catch (error) {
        noteRefusal(error as Error)
        if (!breaker.isOpen()) log.debug({ err: error }, 'a Redis command failed')
        return undefined
      }
    },
    isUp: () => trouble === undefined,
    trouble: () => trouble?.words,
    pending: () => pending,
    onReturn: listener => {
      listeners.push(listener)
    },
    duplicate: () => connect(urls, caFile),
    async close() {
      clearInterval(looking)
      breaker.close()
      client.disconnect()
    },
  }
}

/** It has answered, if only to refuse. */
const isReply = ({ name }: Error) => name === 'ReplyError'

/** A node of a cluster that is asked as if it were alone; a cluster's own client goes where it is sent. */
const otherNodeIn = ({ message }: Error) =>
  message.startsWith('MOVED ')
    ? 'is one node of a cluster: name several of its nodes in REDIS_URL, with commas between them'
    : undefined

function refusalIn(error: Error): string | undefined {
  if (!isReply(error)) return undefined
  const { message } = error
  if (/max number of clients/.test(message)) return 'has no room for another connection: raise its maxclients'
  if (/ACL failure in script|user executing the script can't/.test(message)) return refusals['NOPERM']
  // Of a script some versions tell the command's own refusal further on.
  const words = message.startsWith('ERR ')
    ? (message.match(/\b[A-Z]{3,}\b/g) ?? [])
    : [/^[A-Z]+/.exec(message)?.[0] ?? '']
  return refusals[words.find(word => word in refusals) ?? '']
}

/** Of a cluster, enough keys that each of its nodes is almost certain to have one. */
const probeKeys = (client: RedisClient): readonly string[] =>
  Array.from({ length: 'nodes' in client ? 16 : 1 }, (_, n) => `evently:{probe-${n}}`)

const probeKeptMs = 10_000
const probeScript = `
redis.call('HSET', KEYS[1], 'v', '1')
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], 1, '1')
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return redis.call('ZREM', KEYS[2], '1')`

/** What the server does to Redis, in small: each kind of command, so that no right and no room is lacking unseen. */
const writeOnce = (client: RedisClient, key: string) =>
  Promise.all([
    client.eval(probeScript, 2, `${key}:hash`, `${key}:set`, probeKeptMs),
    client.hmget(`${key}:hash`, 'v'),
    client.zrank(`${key}:set`, '1'),
    client.set(`${key}:count`, 0, 'PX', probeKeptMs, 'NX'),
    client.incrby(`${key}:count`, 1),
    client.get(`${key}:count`),
    client.pttl(`${key}:count`),
    client.exists(`${key}:count`),
    client.del(`${key}:hash`),
  ])

function connect(urls: readonly string[], caFile: string | undefined): RedisClient {
  // Without a queue for the time it is away: a command then fails at once, instead of being carried out when nobody
  // waits for it.
  const options = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    socketTimeout: silenceMsMax,
    enableAutoPipelining: true,
    ...tlsFor(urls, caFile),
  }
  const retryStrategy = (attempts: number) => Math.min(reconnectMsMax, 50 * 2 ** attempts)
  const client =
    urls.length === 1
      ? new Redis(urls[0]!, { ...options, retryStrategy })
      : new Cluster([...urls], {
          redisOptions: { ...options, ...credentialsOf(urls) },
          clusterRetryStrategy: retryStrategy,
          enableOfflineQueue: false,
          enableAutoPipelining: true,
        })
  return client.on('error', () => {}) // it connects again by itself; whoever wants to know listens too
}

/** User and password of a cluster, also for nodes that no address names: they are found through the others. */
function credentialsOf(urls: readonly string[]): Pick<RedisOptionsOfNode, 'username' | 'password'> {
  const { username, password } = urls.map(url => new URL(url)).find(url => url.password !== '') ?? {}
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  }
}
