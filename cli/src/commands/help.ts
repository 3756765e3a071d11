// `evently help`: the same as --help, for who writes it first
import { Args, Command, loadHelpClass } from '@oclif/core'

export default class Help extends Command {
  static override summary = 'Show what a topic or a command does'
  static override description = 'The same as `--help` after it.'
  static override examples = ['<%= config.bin %> help', '<%= config.bin %> help events create']
  static override strict = false
  static override args = { command: Args.string({ description: 'A topic or a command.', ignoreStdin: true }) }

  override async run() {
    const { argv } = await this.parse(Help)
    const OwnHelp = await loadHelpClass(this.config)
    await new OwnHelp(this.config, this.config.pjson.oclif.helpOptions).showHelp(argv as string[])
  }

  /** main.ts turns every failure into words. */
  protected override async catch(error: Error): Promise<void> {
    throw error
  }
}
