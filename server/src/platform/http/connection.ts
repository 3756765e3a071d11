// One client's connection: one request after the other, however many it sends at once, and an end that loses no answer.
//
// HTTP lets a client send its next requests before it has read an answer. Node hands out all that one read of the
// socket holds, 2,000 in 64 kB, and keeps their answers until somebody reads them. Here the next one waits until the
// answer ahead of it has been taken, and nothing more is read meanwhile. What waits costs a few kB each, so over all
// connections so many may wait and no more.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface Connection {
  /** A request whose head has arrived: `answer` is called now, or when the answers ahead of it have been taken. */
  begin(request: IncomingMessage, response: ServerResponse, answer: () => void): void
  /** Some answer is under way, or out of the house and not taken yet. */
  isAnswering(): boolean
  /**
   * An answer to a request that has arrived as a whole is under way, or any whose head is out: nothing else can be said
   * in its place.
   */
  mustStayQuiet(): boolean
  /** Nothing more is read or answered on this connection. */
  isClosing(): boolean
  /** Sends these last bytes and closes gently. */
  end(lastBytes: string): void
}

export interface ConnectionLimits {
  /** How many requests may wait behind others, over all connections. */
  readonly waitingMax: number
  /** How long a client that is hung up on may go on sending: so long it has to notice. */
  readonly lingerMsMax: number
  /** How much of that is read and thrown away; what is more waits in its own network. */
  readonly lingerBytesMax: number
}

interface QueuedRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly answer: () => void
}

/** `answering` has the answers under way of all connections. */
export function createConnections(
  { waitingMax, lingerMsMax, lingerBytesMax }: ConnectionLimits,
  answering: Set<ServerResponse>,
) {
  let waitingCount = 0

  /** Takes over a connection that Node's server has just set up. */
  return function take(socket: Socket): Connection {
    const waiting: QueuedRequest[] = []
    let current: ServerResponse | undefined
    let isLastWhole = true
    let closing = false

    function answerNow({ response, answer }: QueuedRequest) {
      current = response
      answering.add(response)
      response.on('close', hasClosed)
      answer()
    }

    /** The answer that is under way is out, or its client has gone. */
    function hasClosed(this: ServerResponse) {
      isLastWhole = this.req.complete
      current = undefined
      answering.delete(this)
      answerNext()
    }

    function answerNext() {
      if (closing || socket.destroyed) return
      const next = waiting.shift()
      if (!next) return
      waitingCount--
      if (waiting.length === 0) socket.resume()
      answerNow(next)
    }

    function wait(one: QueuedRequest) {
      waiting.push(one)
      waitingCount++
      socket.pause()
      if (waitingCount > waitingMax) socket.destroy()
    }

    /**
     * What is not read makes the kernel reset the connection, and a reset takes the answer from a client that hasn't
     * read it yet.
     */
    function closeGently() {
      closing = true
      socket.end()
      socket.resume()
      setImmediate(throwAway) // once the pause is taken back: after that nobody but the parser could
      const disconnectTimer = setTimeout(() => {
        socket.destroy()
      }, lingerMsMax)
      socket.once('close', () => {
        clearTimeout(disconnectTimer)
      })
    }

    function throwAway() {
      let left = lingerBytesMax
      socket.removeAllListeners('data').on('data', ({ length }: Buffer) => {
        left -= length
        if (left < 0) socket.pause()
      })
    }

    // Node resumes whatever has drained.
    socket.on('resume', () => {
      if (waiting.length > 0 && !closing) socket.pause()
    })
    socket.once('close', () => {
      waitingCount -= waiting.splice(0).length
    })
    const closeAtOnce = socket.destroySoon.bind(socket)
    socket.destroySoon = () => {
      // Node calls this to close after a last answer, before the answer's own `close`
      if (waiting.length > 0 || current?.req.complete === false || !isLastWhole) closeGently()
      else closeAtOnce()
    }

    return {
      begin(request, response, answer) {
        const one = { request, response, answer }
        if (closing) return
        if (current) wait(one)
        else answerNow(one)
      },
      isAnswering: () => current !== undefined,
      mustStayQuiet: () => current !== undefined && (current.req.complete || current.headersSent),
      isClosing: () => closing,
      end(lastBytes) {
        socket.write(lastBytes)
        closeGently()
      },
    }
  }
}
