// `evently open`: pages of the server in the browser
import { Args, Flags } from '@oclif/core'
import { operations, problemRegistry } from '@evently/sdk'
import { BaseCommand } from '../base-command.ts'
import { UsageError } from '../failures.ts'
import { nearestOf } from '../nearest.ts'

export default class Open extends BaseCommand {
  static override summary = "Open the server's pages in your browser"
  static override description =
    'The reference of the API; with the name of an operation or of a problem, its page; with the id of an event, the ' +
    'event as everybody sees it. The address is printed, and only printed where there is no screen.'
  static override examples = [
    '<%= config.bin %> open',
    '<%= config.bin %> open events.create',
    '<%= config.bin %> open sold_out --no-browser',
  ]
  static override args = {
    page: Args.string({ description: 'An operation, a problem, or the id of an event.', ignoreStdin: true }),
  }
  static override flags = {
    browser: Flags.boolean({ summary: 'Open it, and not only print the address.', default: true, allowNo: true }),
  }

  override async run() {
    const { args, flags } = await this.parse(Open)
    const url = new URL(pathOf(args.page), this.evently.baseUrl).href
    const opened = flags.browser && hasScreen() && (await opens(url))
    this.show({ url, opened }, page => page.url)
  }
}

function pathOf(page: string | undefined): string {
  if (page === undefined) return '/docs'
  if (/^evt_[0-9a-z]+$/.test(page)) return `/api/v1/events/${page}`
  if (/^bkg_[0-9a-z]+$/.test(page))
    throw new UsageError(`A booking has no page of its own: see it with \`evently bookings get ${page}\`.`)
  if (Object.hasOwn(operations, page)) return `/docs#/${page.split('.')[0]}/${page}`
  if (Object.hasOwn(problemRegistry, page)) return `/problems/${page}`
  const meant = nearestOf(page, [...Object.keys(operations), ...Object.keys(problemRegistry)])
  throw new UsageError(
    `${JSON.stringify(page)} is no operation, problem or id of an event.` + (meant ? ` Did you mean ${meant}?` : ''),
  )
}

/** Over SSH and in a container there is nobody to see a browser. */
function hasScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION, CI } = process.env
  if (CI || SSH_CONNECTION) return false
  return process.platform === 'darwin' || process.platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

/** Whether a browser was found: where not, the address is on stdout anyway. */
async function opens(url: string): Promise<boolean> {
  const { default: open } = await import('open')
  try {
    const started = await open(url)
    return await new Promise(resolve => {
      started.once('error', () => resolve(false))
      started.once('spawn', () => resolve(true))
    })
  } catch {
    return false
  }
}
