// `evently audit progress`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { auditProgressView } from '../../views/accounts.ts'

export default class AuditProgress extends BaseCommand {
  static override summary = summaryOf('inventory.getAuditProgress')
  static override description = descriptionOf('inventory.getAuditProgress')
  static override examples = ['<%= config.bin %> audit progress']

  override async run() {
    await this.parse(AuditProgress)
    this.show(await this.evently.audit.progress(), auditProgressView)
  }
}
