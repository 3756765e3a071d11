// What is understood of a query and of a text: stop words, joins, stems, parts of runs, days and months.
import { expect } from 'chai'
import { calendarTokenOf, localDateOf } from '../../src/domains/search/text/calendar.ts'
import { gluedJoins, joinsOf } from '../../src/domains/search/text/joins.ts'
import { understand } from '../../src/domains/search/text/query.ts'
import { sequencesOf } from '../../src/domains/search/text/sequences.ts'
import { stemOf } from '../../src/domains/search/text/stems.ts'
import { derivedOfName, isDerived, textWordsOf, titleTokensOf } from '../../src/domains/search/text/tokens.ts'
import { findWords } from '../../src/domains/search/text/words.ts'

describe('what is understood', () => {
  describe('of the words of a query: those in brackets need not be found', () => {
    const queries: readonly [q: string, terms: string][] = [
      ['jazz in hamburg', 'jazz (in) hamburg'],
      ['the jazz night', '(the) jazz night'],
      ['das Konzert für alle', '(das) konzert (fur) (alle)'],
      ['la fête de la musique', '(la) fete (de) musique'],
      ['концерт на крыше', 'концерт (на) крыше'],
      ['big band on sunday', 'big band (on) (sunday)'],
      ['Lesung im Juni', 'lesung (im) (juni)'],
      ['the the', 'the'],
      ['The Who', 'the who'],
      ['it', 'it'],
      ['on sunday', '(on) sunday'],
      ['R&B night', 'r b night'],
      ["rock'n'roll", 'rock (n) roll'],
      ["l'impératrice", '(l) imperatrice'],
      ['东京 音乐', '东京 音乐'],
      ['jazz jazz night', 'jazz night'],
    ]
    for (const [q, expected] of queries) {
      it(`${q}: ${expected}`, () => {
        const terms = understand(q).terms.map(({ run, meaning }) => (meaning === 'full' ? run : `(${run})`))
        expect(terms.join(' ')).to.equal(expected)
      })
    }
    it('no more than twenty, however many were typed, and the last of them', () => {
      const { terms } = understand(Array.from({ length: 500 }, (_, n) => `word${n}`).join(' '))
      expect(terms).to.have.length(20)
      expect(terms.at(-1)!.run).to.equal('word499')
    })
    it('only the last may still be being typed', () => {
      expect(understand('string quar').terms.map(({ prefix }) => prefix)).to.deep.equal([false, true])
    })
  })

  describe('of two spellings of one name: a token of the text that the query looks for', () => {
    const pairs: readonly [typed: string, title: string][] = [
      ['hiphop', 'Hip Hop'],
      ['hip hop', 'Hiphop'],
      ['hip-hop', 'HipHop'],
      ['cold play', 'Coldplay'],
      ['coldplay', 'Cold Play'],
      ['acdc', 'AC/DC'],
      ['acdc', 'AC⚡DC'],
      ['kesha', 'Ke$ha'],
      ['pink', 'P!nk'],
      ['go', 'Stop!Go'],
      ['suicideboys', '$uicideboy$'],
      ['matt', 'M@tt'],
      ['kd', 'k.d. lang'],
      ['nerd', 'N*E*R*D'],
      ['n.e.r.d.', 'Nerd'],
      ['blink182', 'blink-182'],
      ['blink 182', 'Blink182'],
      ['oconnor', 'O’Connor'],
      ['rocknroll', 'Rock & Roll'],
      ['rock n roll', 'Rocknroll'],
      ['rockandroll', 'Rock ’n’ Roll'],
      ['dnb', 'Drum & Bass'],
      ['rnb', 'R&B'],
      ['sigurros', 'Sigur Rós'],
      ['party', 'Parties'],
      ['parties', 'Party'],
      ['Konzerte', 'Konzert'],
      ['konzert', 'Konzerte'],
      ['재즈', '서울재즈페스티벌'],
      ['서울재즈', '서울 재즈'],
      ['แจ๊ส', 'เทศกาลดนตรีแจ๊ส'],
      ['音楽', '野外音楽祭'],
      ['موسيقى', 'الموسيقى'],
      ['גאז', 'הג׳אז'],
      ['!!!', '!!!'],
      ['÷', '÷'],
    ]
    const tokensOf = (title: string) => {
      const { A = [], B = [] } = titleTokensOf(title)
      return [...textWordsOf(title), ...derivedOfName(title), ...A, ...B]
    }
    const isFound = (q: string, title: string) => {
      const tokens = tokensOf(title)
      return understand(q).terms.every(
        ({ options, sequences, meaning }) =>
          meaning !== 'full' ||
          options.some(({ token, begins }) =>
            tokens.some(each => (begins ? each.startsWith(token) : each === token)),
          ) ||
          (sequences.length > 0 && sequences.every(each => tokens.includes(each))),
      )
    }
    for (const [typed, title] of pairs) {
      it(`${typed} finds ${title}`, () => expect(isFound(typed, title)).to.equal(true))
    }
    for (const [typed, title] of [
      ['hophip', 'Hip Hop'],
      ['acd', 'AC Milan'],
      ['京東', '東京'],
      ['즈재', '재즈'],
      ['art', 'Party'],
      ['50', '$100'],
    ] as const) {
      it(`${typed} does not find ${title}`, () => expect(isFound(typed, title)).to.equal(false))
    }
  })

  describe('of endings: the same stem for', () => {
    const families: readonly (readonly string[])[] = [
      ['concert', 'concerts', 'concerti', 'concerto', 'concerten'],
      ['party', 'parties'],
      ['class', 'classes'],
      ['match', 'matches'],
      ['house', 'houses'],
      ['movie', 'movies'],
      ['theatre', 'theater', 'theaters'],
      ['konzert', 'konzerte', 'konzerten', 'konzertes'],
      ['oper', 'opern', 'opera', 'opere'],
      ['lieder', 'lied'],
      ['festival', 'festivals', 'festivales', 'festivalen'],
      ['cancion', 'canciones'],
      ['exposicao', 'exposicoes'],
      ['koncert', 'koncertow'],
      ['konser', 'konserler', 'konserleri'],
      ['концерт', 'концерты', 'концертов', 'концерта'],
      ['συναυλια', 'συναυλιεσ'],
      ['موسيقي', 'الموسيقي'],
    ]
    for (const family of families) {
      it(family.join(', '), () => expect(new Set(family.map(stemOf)).size).to.equal(1))
    }
    it('short words, numbers and scripts without endings stay', () => {
      for (const word of ['u2', 'bus', 'jazz', '1980s', '東', '재즈'.normalize('NFKD')])
        expect(stemOf(word)).to.equal(word)
    })
  })

  it('names written without a space are joined; addresses and what is apart are not', () => {
    const joined = (text: string) => gluedJoins(text, findWords(text))
    expect(joined('AC/DC and blink-182')).to.deep.equal(['acdc', 'blink182'])
    expect(joined('rock, pop (live) – today')).to.deep.equal([])
    expect(joined('https://www.example.com/a/b/c/d')).to.deep.equal([])
  })

  it('words that follow each other are joined, by two and by three, and over an and', () => {
    expect([...new Set(joinsOf(findWords('drum & bass')).map(({ word }) => word))]).to.deep.equal([
      'drumn',
      'drumnbass',
      'drumandbass',
      'drumbass',
      'dnb',
      'nbass',
    ])
  })

  it('a run of Hangul falls into pairs of syllables, one of Thai into threes, and Latin into none', () => {
    expect(sequencesOf('재즈공연'.normalize('NFKD'))).to.deep.equal(['재즈', '즈공', '공연'])
    expect(sequencesOf('งานหน')).to.deep.equal(['งาน', 'านห', 'นหน'])
    expect(sequencesOf('jazz')).to.deep.equal([])
  })

  it('days and months, in many languages, in the singular and plural', () => {
    for (const word of ['sunday', 'sundays', 'sonntag', 'dimanche', 'воскресенье', 'pazar', 'niedziela'])
      expect(calendarTokenOf(word), word).to.equal('~d0')
    for (const word of ['june', 'juni', 'juin', 'июня', 'июнь']) expect(calendarTokenOf(word), word).to.equal('~m6')
    expect(calendarTokenOf('jazz')).to.equal(undefined)
  })

  it('an event begins on the day that it is there, and in UTC where nobody knows the zone', () => {
    const at = '2030-06-30T20:00:00.000Z' // a Sunday
    expect(localDateOf(at, 'Asia/Tokyo')).to.deep.equal({ weekday: 1, year: 2030, month: 7 })
    expect(localDateOf(at, 'America/New_York')).to.deep.equal({ weekday: 0, year: 2030, month: 6 })
    expect(localDateOf(at, 'Nowhere/At_All')).to.deep.equal({ weekday: 0, year: 2030, month: 6 })
  })

  it('no word of a text looks like a derived token', () => {
    for (const text of ['+44', '=', '#1 Hits', '^^', '~', '+/-', '$uicideboy$', '!!!'])
      for (const word of textWordsOf(text)) expect(isDerived(word), word).to.equal(false)
  })
})
