// `evently webhooks trigger`
import type { Event, WebhookMessage, WebhookMessageType } from '@evently/sdk'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { UsageError } from '../../failures.ts'
import { Interrupted, untilInterrupted } from '../../interruption.ts'
import { table } from '../../table.ts'
import { recipes } from '../../webhooks/recipes.ts'
import { takeAway, trigger, type Wanted } from '../../webhooks/triggering.ts'

const types = Object.keys(recipes) as WebhookMessageType[]

export default class WebhooksTrigger extends BaseCommand {
  static override readonly writes = true
  static override summary = 'Make a message come about on a test event'
  static override description =
    'Does what the type of message tells of, on a test event, so that the message is a real one: it is sent to your ' +
    'endpoints whose mode is test, and `webhooks listen` forwards it. Waits until it is in the feed, and prints ' +
    'it.\n\n' +
    'The event is made for it and cancelled afterwards, unless you name one with --event or say --keep. What leads ' +
    'up to the message, and the cancellation, make messages of their own. What is done at an event that you have ' +
    'named stays.\n\nOnly organizers may make events.'
  static override examples = [
    '<%= config.bin %> webhooks trigger booking.confirmed',
    '<%= config.bin %> webhooks trigger waitlist.offered --keep --json',
    '<%= config.bin %> webhooks trigger inventory.sold_out --event evt_…',
    '<%= config.bin %> webhooks trigger --list',
  ]
  static override args = {
    type: Args.string({ description: 'The type of message; --list names them.', options: types, ignoreStdin: true }),
  }
  static override flags = {
    list: Flags.boolean({ summary: 'List the types, and what is done for each.' }),
    event: Flags.string({ summary: 'A test event of yours to do it on.', helpValue: '<event id>' }),
    keep: Flags.boolean({ summary: 'Leave the event that is made for it as it is.', exclusive: ['event'] }),
    timeout: Flags.integer({
      summary: 'Seconds to wait until the message is in the feed.',
      min: 1,
      max: 600,
      default: 30,
    }),
  }

  override async run() {
    const { args, flags } = await this.parse(WebhooksTrigger)
    if (flags.list) return this.#list()
    if (args.type === undefined) throw new UsageError('Which type of message? `webhooks trigger --list` names them.')
    this.mustBeSignedIn()
    const type = args.type as WebhookMessageType
    const { event: eventId, timeout: timeoutSeconds, keep } = flags
    await untilInterrupted(signal => this.#trigger({ type, eventId, timeoutSeconds, signal }, keep))
  }

  async #trigger(wanted: Wanted, keep: boolean): Promise<void> {
    let made: Event | undefined
    try {
      const { message } = await trigger(this.evently, wanted, event => {
        made = event
      })
      this.show(message, messageView)
    } catch (error) {
      throw wanted.signal.aborted ? new Interrupted() : error
    } finally {
      if (made) await this.#cleanUp(made, keep)
    }
  }

  async #cleanUp({ id }: Event, keep: boolean): Promise<void> {
    if (keep) return this.note(`Test event ${id} is kept: cancel it with \`evently events cancel ${id}\`.`)
    const done = await takeAway(this.evently, { id })
    this.note(`Test event ${id} is ${done}${done === 'cancelled' ? ', which makes messages too' : ''}.`)
  }

  #list(): void {
    const data = types.map(type => ({ type, does: recipes[type].does }))
    this.show({ data }, () => table(data, { TYPE: ({ type }) => type, DOES: ({ does }) => does }))
  }
}

const messageView = (message: WebhookMessage) => JSON.stringify(message, null, 2)
