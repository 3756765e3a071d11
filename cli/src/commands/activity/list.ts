// `evently activity list`
import { Flags } from '@oclif/core'
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, parameterOf, summaryOf } from '../../contract.ts'
import { queryFlags, queryOf } from '../../flags.ts'
import { listFlags } from '../../lists.ts'
import { activityView } from '../../views/activity.ts'

const { limit, all, columns } = listFlags

export default class ActivityList extends BaseCommand {
  static override summary = summaryOf('webhooks.listActivity')
  static override description = descriptionOf('webhooks.listActivity')
  static override examples = [
    '<%= config.bin %> activity list --since 2030-06-01T20:00',
    '<%= config.bin %> activity list --type booking.confirmed --type booking.cancelled --event evt_…',
    '<%= config.bin %> activity list --after CURSOR --wait 30 --json',
  ]
  static override flags = {
    ...queryFlags('webhooks.listActivity'),
    after: Flags.string({
      summary: parameterOf('webhooks.listActivity', 'after').description,
      helpValue: '<cursor>',
    }),
    limit,
    all,
    columns,
  }

  override async run() {
    const { flags } = await this.parse(ActivityList)
    const { after: cursor, ...listed } = flags
    await this.showList(
      'webhooks.listActivity',
      { query: await queryOf('webhooks.listActivity', flags) },
      { ...listed, ...(cursor !== undefined && { cursor }) },
      activityView,
    )
  }
}
