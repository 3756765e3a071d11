// Stems: what a word and its plural have in common, as the light stemmers of search engines take it: endings of number
// and case, and articles that are written as one with their word. No language is asked for: a title rarely tells its
// own, and what is cut off too much costs little, as a word itself always counts more than its stem.
import { LRUCache } from 'lru-cache'

type Rule = readonly [ending: RegExp, instead: string]

/** In turn, the first that fits in each step; every rule leaves at least as many letters as its pattern asks for. */
const latin: readonly (readonly Rule[])[] = [
  // Plurals in s: parties, boxes, concerts, châteaux; exposições.
  [
    [/([^aeiou])ies$/, '$1y'],
    [/([cs])oes$/, '$1ao'],
    [/(..(?:ss|x|z|ch|sh))es$/, '$1'],
    [/(.[^sui])s$/, '$1'],
    [/(..eau|..eu)x$/, '$1'],
  ],
  [
    [/(..[tb])re$/, '$1er'], // theatre, theater
    [/(..)ie$/, '$1y'], // movie, movies; symphonie, symphony
  ],
  [[/(.{4})(?:lari|leri|lar|ler)$/, '$1']], // Turkish
  [
    [/(.{2}er)n$/, '$1'], // Opern
    [/(.{4})(?:ing|ern|en|em|er|ow)$/, '$1'], // cooking, Konzerten, Lieder, konserter, koncertów
  ],
  [[/(.{4})[aeiou]$/, '$1']], // Konzerte, concerti, mostre
]
const cyrillic: readonly (readonly Rule[])[] = [
  [
    [/(.{3})(?:иями|ями|ами|ыми|ими|ого|его|ому|ему|иях|иев|иеи)$/, '$1'],
    [/(.{3})(?:ях|ах|ев|ов|ів|еи|ии|ыи|ои|ем|ом|ям|ам|ым|им|ых|их|ию|ью|ия|ья|ая|яя|ое|ее|ые|ие|ую|юю|ою)$/, '$1'],
    [/(.{3})[аяоеуюыиіь]$/, '$1'],
  ],
]
const greek: readonly (readonly Rule[])[] = [
  [
    [/(.{3})(?:ουσ|ιων|ιεσ|ιασ)$/, '$1'],
    [/(.{3})(?:ων|ου|εσ|ασ|ησ|οσ|οι|ισ|υσ|ια)$/, '$1'],
    [/(.{3})[αηοιυωε]$/, '$1'],
  ],
]
const arabic: readonly (readonly Rule[])[] = [
  [[/^(?:وال|بال|كال|فال|لل|ال)(.{3})/, '$1']],
  [[/(.{3})(?:ات|ون|ين|ه)$/, '$1']],
]
const hebrew: readonly (readonly Rule[])[] = [[[/^ה(.{3})/, '$1']], [[/(.{3})(?:ים|ות)$/, '$1']]]

const scripts: readonly { readonly of: RegExp; readonly steps: readonly (readonly Rule[])[] }[] = [
  { of: /^[a-z]{4,}$/, steps: latin },
  { of: /^\p{Script=Cyrillic}{4,}$/u, steps: cyrillic },
  { of: /^\p{Script=Greek}{4,}$/u, steps: greek },
  { of: /^\p{Script=Arabic}{4,}$/u, steps: arabic },
  { of: /^\p{Script=Hebrew}{4,}$/u, steps: hebrew },
]

const known = new LRUCache<string, string>({ max: 20_000 })

/** The stem of a folded word; the word itself where it has none other. */
export function stemOf(word: string): string {
  const lately = known.get(word)
  if (lately !== undefined) return lately
  const stem = stemByRules(word)
  known.set(word, stem)
  return stem
}

function stemByRules(word: string): string {
  const script = scripts.find(({ of }) => of.test(word))
  if (!script) return word
  let stem = word
  for (const rules of script.steps) {
    const rule = rules.find(([ending]) => ending.test(stem))
    if (rule) stem = stem.replace(rule[0], rule[1])
  }
  return stem
}
