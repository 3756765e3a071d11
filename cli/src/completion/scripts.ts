// The script of each shell. All of them go the same way: words that lead on from `evently` are the place, the word
// before may be a flag that a value follows, and what is typed so far chooses.
import { bashScript } from './bash.ts'
import { placesOf } from './candidates.ts'
import type { CommandList, Place, Shell } from './candidates.ts'
import { fishScript } from './fish.ts'
import { zshScript } from './zsh.ts'

const scripts: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}

/** What a shell reads, to its last line end. */
export const completionScript = (shell: Shell, list: CommandList): string => scripts[shell](placesOf(list))
