// `evently audit all`
import { BaseCommand } from '../../base-command.ts'
import { descriptionOf, summaryOf } from '../../contract.ts'
import { EXIT } from '../../failures.ts'
import { auditView } from '../../views/accounts.ts'

export default class AuditAll extends BaseCommand {
  static override summary = summaryOf('inventory.auditAll')
  static override description = descriptionOf('inventory.auditAll')
  static override examples = ['<%= config.bin %> audit all --json']

  override async run() {
    await this.parse(AuditAll)
    const report = await this.evently.audit.run()
    this.show(report, auditView)
    if (!report.clean) process.exitCode = EXIT.failed
  }
}
