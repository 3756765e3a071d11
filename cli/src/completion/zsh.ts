// The script of zsh.
import type { Candidate, Place } from './candidates.ts'
import { flagRow, pathsOf, quoted, quotedAll, rowsOf, valueRows } from './cases.ts'

export const zshScript = (places: readonly Place[]): string => `#compdef evently
# evently in zsh: source <(evently completion zsh), or this text as _evently in a folder of $fpath
_evently() {
  local at='' flag='' next n
  local -a found
  for ((n = 2; n < CURRENT; n++)); do
    [[ $n == 2 && $words[n] == help ]] && continue
    next="\${at:+$at }$words[n]"
    case $next in
      (${pathsOf(places, '|')}) at=$next ;;
    esac
  done
  flag=$words[CURRENT-1]
  if [[ $PREFIX == --*=* ]]; then
    flag=\${PREFIX%%=*}
    compset -P '*='
  fi
  case "$at $flag" in
${valueRows(places, '|', ({ patterns, values }) => `    (${patterns}) compadd -- ${quotedAll(values)}; return ;;`)}
${flagRow(places, 'fileFlags', '|', patterns => `    (${patterns}) _files; return ;;`)}
${flagRow(places, 'textFlags', '|', patterns => `    (${patterns}) return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then
    case $at in
${rowsOf(places, ({ path, flags }) => `      (${quoted(path)}) found=(${described(flags)}) ;;`)}
    esac
    _describe -o flag found
    return
  fi
  case $at in
${rowsOf(places, wordsRow)}
  esac
  (( $#found )) && _describe command found
}
if [[ $funcstack[1] == _evently ]]; then _evently "$@"; else compdef _evently evently; fi
`

function wordsRow({ path, words, values }: Place): string | undefined {
  if (words.length > 0) return `    (${quoted(path)}) found=(${described(words)}) ;;`
  return values.length === 0 ? undefined : `    (${quoted(path)}) compadd -- ${quotedAll(values)}; return ;;`
}

/** As _describe wants it: a colon ends the word. */
const described = (candidates: readonly Candidate[]) =>
  quotedAll(candidates.map(({ word, means }) => `${word.replaceAll(':', '\\:')}:${means}`))
