// The script of fish.
import type { Candidate, Place } from './candidates.ts'
import { flagRow, pathsOf, quoted, quotedAll, rowsOf, valueRows } from './cases.ts'

export const fishScript = (places: readonly Place[]): string => `# evently in fish: evently completion fish | source
function __evently
  set -l typed (commandline -opc) (commandline -ct)
  set -l cur $typed[-1]
  set -l at ''
  for word in $typed[2..-2]
    test "$at$word" = help; and continue
    set -l next (string trim -- "$at $word")
    switch $next
      case ${pathsOf(places, ' ')}
        set at $next
    end
  end
  set -l flag $typed[-2]
  set -l before ''
  if string match -q -- '--*=*' $cur
    set flag (string replace -r -- '=.*' '' $cur)
    set before "$flag="
  end
  switch "$at $flag"
${valueRows(places, ' ', ({ patterns, values }) => `    case ${patterns}\n      ${withFlag(values)}; return`)}
${flagRow(places, 'fileFlags', ' ', patterns => `    case ${patterns}\n      ${files}; return`)}
${flagRow(places, 'textFlags', ' ', patterns => `    case ${patterns}\n      return`)}
  end
  if string match -q -- '-*' $cur
    switch "$at"
${rowsOf(places, ({ path, flags }) => `      case ${quoted(path)}\n        ${offer(flags)}`)}
    end
    return
  end
  switch "$at"
${rowsOf(places, wordsRow)}
  end
end
complete -c evently -e
complete -c evently -f -a '(__evently)'
`

/** After `--output=` fish replaces the whole word. */
const withFlag = (values: readonly string[]) => `printf '%s\\n' $before{${quotedAll(values, ',')}}`
const files = `__fish_complete_path (string replace -- "$before" '' $cur)`
const offer = (candidates: readonly Candidate[]) =>
  `printf '%s\\t%s\\n' ${candidates.map(({ word, means }) => `${quoted(word)} ${quoted(means)}`).join(' ')}`

function wordsRow({ path, words, values }: Place): string | undefined {
  const offered = [...words, ...values.map(word => ({ word, means: '' }))]
  return offered.length === 0 ? undefined : `    case ${quoted(path)}\n      ${offer(offered)}`
}
