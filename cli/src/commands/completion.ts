// `evently completion`: the script that a shell completes commands, flags and values with
import { Args } from '@oclif/core'
import { BaseCommand } from '../base-command.ts'
import { shells } from '../completion/candidates.ts'
import type { Shell } from '../completion/candidates.ts'
import { completionScript } from '../completion/scripts.ts'

export default class Completion extends BaseCommand {
  static override summary = 'Print a script that completes commands in your shell'
  static override description = [
    'It completes commands, flags and the values that a flag can have. Have your shell read it at each start:',
    'bash: add `source <(evently completion bash)` to ~/.bashrc',
    'zsh: add `source <(evently completion zsh)` to ~/.zshrc, after compinit',
    'fish: `evently completion fish > ~/.config/fish/completions/evently.fish`',
  ].join('\n')
  static override examples = ['<%= config.bin %> completion bash', '<%= config.bin %> completion fish | source']
  static override args = {
    shell: Args.string({
      required: true,
      description: 'Your shell.',
      options: [...shells],
      ignoreStdin: true,
    }),
  }

  protected override get isLocal() {
    return true
  }

  override async run() {
    const { args } = await this.parse(Completion)
    this.print(completionScript(args.shell as Shell, this.config))
  }
}
