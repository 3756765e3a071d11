// `evently audit event`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { exit } from '../../failures.ts'
import { idArg } from '../../flags.ts'
import { auditView } from '../../views/accounts.ts'

export default class AuditEvent extends BaseCommand {
  static override summary = summaryOf('inventory.auditEvent')
  static override description = descriptionOf('inventory.auditEvent')
  static override examples = ['<%= config.bin %> audit event evt_…']
  static override args = { event: idArg('inventory.auditEvent', 'eventId') }

  override async run() {
    const { args } = await this.parse(AuditEvent)
    const report = await this.evently.events.audit(args.event)
    this.show(report, auditView)
    if (!report.clean) process.exitCode = exit.unexpected
  }
}
