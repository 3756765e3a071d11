// The script of each shell. All of them go the same way: words that lead on from `evently` are the place, the word
// before may be a flag that a value follows, and what is typed so far chooses.
import { placesOf } from './candidates.ts'
import type { Candidate, CommandList, Place, Shell } from './candidates.ts'

/** The script that a shell reads, to its last line end. */
export function completionScript(shell: Shell, list: CommandList): string {
  return scripts[shell](placesOf(list))
}

const scripts: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: places => `# evently in bash: source <(evently completion bash)
_evently() {
  local at='' flag='' cur="\${COMP_WORDS[COMP_CWORD]}" n next
  for ((n = 1; n < COMP_CWORD; n++)); do
    [[ $n == 1 && \${COMP_WORDS[n]} == help ]] && continue
    next="\${at:+$at }\${COMP_WORDS[n]}"
    case $next in
      ${pathsOf(places).map(quoted).join('|')}) at=$next ;;
    esac
  done
  flag="\${COMP_WORDS[COMP_CWORD - 1]}"
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $flag == '=' ]]; then
    flag="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  COMPREPLY=()
  case "$at $flag" in
${valueCases(places, ({ values, patterns }) => `    ${patterns}) COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$cur")); return ;;`)}
${fileCases(places, patterns => `    ${patterns}) COMPREPLY=($(compgen -f -- "$cur")); return ;;`)}
${textCases(places, patterns => `    ${patterns}) return ;;`)}
  esac
  if [[ $cur == -* ]]; then
    case $at in
${places.map(({ path, flags }) => `      ${quoted(path)}) COMPREPLY=($(compgen -W ${quoted(wordsOf(flags))} -- "$cur")) ;;`).join('\n')}
    esac
    return
  fi
  case $at in
${places
  .filter(({ words, values }) => words.length + values.length > 0)
  .map(
    ({ path, words, values }) =>
      `    ${quoted(path)}) COMPREPLY=($(compgen -W ${quoted([wordsOf(words), ...values].join(' ').trim())} -- "$cur")) ;;`,
  )
  .join('\n')}
  esac
}
complete -F _evently evently
`,

  zsh: places => `#compdef evently
# evently in zsh: source <(evently completion zsh), or this text as _evently in a folder of $fpath
_evently() {
  local at='' flag='' next n
  local -a found
  for ((n = 2; n < CURRENT; n++)); do
    [[ $n == 2 && $words[n] == help ]] && continue
    next="\${at:+$at }$words[n]"
    case $next in
      (${pathsOf(places).map(quoted).join('|')}) at=$next ;;
    esac
  done
  flag=$words[CURRENT-1]
  if [[ $PREFIX == --*=* ]]; then
    flag=\${PREFIX%%=*}
    compset -P '*='
  fi
  case "$at $flag" in
${valueCases(places, ({ values, patterns }) => `    (${patterns}) compadd -- ${values.map(quoted).join(' ')}; return ;;`)}
${fileCases(places, patterns => `    (${patterns}) _files; return ;;`)}
${textCases(places, patterns => `    (${patterns}) return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then
    case $at in
${places.map(({ path, flags }) => `      (${quoted(path)}) found=(${described(flags)}) ;;`).join('\n')}
    esac
    _describe -o flag found
    return
  fi
  case $at in
${places
  .filter(({ words }) => words.length > 0)
  .map(({ path, words }) => `    (${quoted(path)}) found=(${described(words)}) ;;`)
  .join('\n')}
${places
  .filter(({ words, values }) => words.length === 0 && values.length > 0)
  .map(({ path, values }) => `    (${quoted(path)}) compadd -- ${values.map(quoted).join(' ')}; return ;;`)
  .join('\n')}
  esac
  (( $#found )) && _describe command found
}
if [[ $funcstack[1] == _evently ]]; then _evently "$@"; else compdef _evently evently; fi
`,

  fish: places => `# evently in fish: evently completion fish | source
function __evently
  set -l typed (commandline -opc) (commandline -ct)
  set -l cur $typed[-1]
  set -l at ''
  for word in $typed[2..-2]
    test "$at$word" = help; and continue
    switch (string trim -- "$at $word")
      case ${pathsOf(places).map(quoted).join(' ')}
        set at (string trim -- "$at $word")
    end
  end
  set -l flag $typed[-2]
  set -l before ''
  if string match -q -- '--*=*' $cur
    set flag (string replace -r -- '=.*' '' $cur)
    set before "$flag="
  end
  switch "$at $flag"
${valueCases(
  places,
  ({ values, patterns }) =>
    `    case ${patterns}\n      printf '%s\\n' $before${`{${values.map(quoted).join(',')}}`}; return`,
  ' ',
)}
${fileCases(places, patterns => `    case ${patterns}\n      __fish_complete_path (string replace -- "$before" '' $cur); return`, ' ')}
${textCases(places, patterns => `    case ${patterns}\n      return`, ' ')}
  end
  if string match -q -- '-*' $cur
    switch "$at"
${places.map(({ path, flags }) => `      case ${quoted(path)}\n        printf '%s\\t%s\\n' ${pairs(flags)}`).join('\n')}
    end
    return
  end
  switch "$at"
${places
  .filter(({ words, values }) => words.length + values.length > 0)
  .map(
    ({ path, words, values }) =>
      `    case ${quoted(path)}\n      printf '%s\\t%s\\n' ${pairs([...words, ...values.map(word => ({ word, means: '' }))])}`,
  )
  .join('\n')}
  end
end
complete -c evently -e
complete -c evently -f -a '(__evently)'
`,
}

const pathsOf = (places: readonly Place[]) => places.map(({ path }) => path).filter(Boolean)
const wordsOf = (candidates: readonly Candidate[]) => candidates.map(({ word }) => word).join(' ')
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
const pairs = (candidates: readonly Candidate[]) =>
  candidates.map(({ word, means }) => `${quoted(word)} ${quoted(means)}`).join(' ')
/** As zsh's _describe wants it: a colon ends the word. */
const described = (candidates: readonly Candidate[]) =>
  candidates.map(({ word, means }) => quoted(`${word.replaceAll(':', '\\:')}:${means}`)).join(' ')

interface ValueCase {
  readonly values: readonly string[]
  readonly patterns: string
}

/** Flags with the same values stand in one case, whatever their place. */
function valueCases(places: readonly Place[], write: (one: ValueCase) => string, or = '|'): string {
  const patterns = new Map<string, string[]>()
  for (const { path, flagValues } of places)
    for (const [flag, values] of flagValues) {
      const key = values.join(' ')
      patterns.set(key, [...(patterns.get(key) ?? []), quoted(`${path} ${flag}`)])
    }
  return [...patterns]
    .map(([values, found]) => write({ values: values.split(' '), patterns: found.join(or) }))
    .join('\n')
}

const fileCases = (places: readonly Place[], write: (patterns: string) => string, or = '|') =>
  flagCase(places, ({ fileFlags }) => fileFlags, write, or)
const textCases = (places: readonly Place[], write: (patterns: string) => string, or = '|') =>
  flagCase(places, ({ textFlags }) => textFlags, write, or)

function flagCase(
  places: readonly Place[],
  flagsOf: (place: Place) => readonly string[],
  write: (patterns: string) => string,
  or: string,
): string {
  const patterns = places.flatMap(place => flagsOf(place).map(flag => quoted(`${place.path} ${flag}`)))
  return patterns.length === 0 ? '' : write(patterns.join(or))
}
