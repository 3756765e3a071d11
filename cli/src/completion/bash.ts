// The script of bash, from 3.2 on, which macOS has.
import type { Place } from './candidates.ts'
import { flagRow, pathsOf, quoted, rowsOf, valueRows, wordsOf } from './cases.ts'

/** Bash breaks `--output=json` into three words. */
export const bashScript = (places: readonly Place[]): string => `# evently in bash: source <(evently completion bash)
_evently_offer() {
  COMPREPLY=($(compgen "$1" "$2" -- "$cur"))
}
_evently() {
  local at='' flag='' cur="\${COMP_WORDS[COMP_CWORD]}" n next
  COMPREPLY=()
  for ((n = 1; n < COMP_CWORD; n++)); do
    [[ $n == 1 && \${COMP_WORDS[n]} == help ]] && continue
    next="\${at:+$at }\${COMP_WORDS[n]}"
    case $next in
      ${pathsOf(places, '|')}) at=$next ;;
    esac
  done
  flag="\${COMP_WORDS[COMP_CWORD - 1]}"
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $flag == '=' ]]; then
    flag="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "$at $flag" in
${valueRows(places, '|', ({ patterns, values }) => `    ${patterns}) ${offer(values)}; return ;;`)}
${flagRow(places, 'fileFlags', '|', patterns => `    ${patterns}) ${files}; return ;;`)}
${flagRow(places, 'textFlags', '|', patterns => `    ${patterns}) return ;;`)}
  esac
  if [[ $cur == -* ]]; then
    case $at in
${rowsOf(places, ({ path, flags }) => `      ${quoted(path)}) ${offer(wordsOf(flags))} ;;`)}
    esac
    return
  fi
  case $at in
${rowsOf(places, wordsRow)}
  esac
}
complete -F _evently evently
`

const offer = (words: readonly string[]) => `_evently_offer -W ${quoted(words.join(' '))}`
/** A name may have spaces: a line is one. */
const files = `local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))`

function wordsRow({ path, words, values }: Place): string | undefined {
  const offered = [...wordsOf(words), ...values]
  return offered.length === 0 ? undefined : `    ${quoted(path)}) ${offer(offered)} ;;`
}
